package import Domain
package import Foundation

/// The programs that are called when something public happens.
package struct WebhookRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ webhook: Webhook) throws {
    try transaction.execute(
      """
      INSERT INTO webhooks (id, url, secret, created_at)
      VALUES (\(webhook.id), \(webhook.url), \(webhook.secret), \(webhook.createdAt))
      ON CONFLICT (url) DO UPDATE SET id = excluded.id, secret = excluded.secret, created_at = excluded.created_at,
        ended_at = NULL
      """)
  }

  package func end(_ id: ID<Webhook>, at moment: Date) throws -> Int {
    try transaction.execute("UPDATE webhooks SET ended_at = \(moment) WHERE id = \(id) AND ended_at IS NULL")
  }

  /// Those that are called now. There are few: no more than a hundred can be called.
  package func list() throws -> [Webhook] {
    try transaction.rows(
      "SELECT id, url, secret, created_at FROM webhooks WHERE ended_at IS NULL ORDER BY created_at LIMIT 100"
    ).map(webhook)
  }

  package func find(_ id: ID<Webhook>) throws -> Webhook? {
    try transaction.row("SELECT id, url, secret, created_at FROM webhooks WHERE id = \(id) AND ended_at IS NULL")
      .map(webhook)
  }

  private func webhook(_ row: SQLRow) throws -> Webhook {
    Webhook(
      id: try row.id("id"), url: try row.text("url"), secret: try row.text("secret"),
      createdAt: try row.date("created_at"))
  }
}
