package import Domain

/// Messages to send. They are written in the transaction of what they tell, so that neither goes without
/// the other.
package struct OutboxRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func append(_ message: OutboxMessage) throws {
    try transaction.execute(
      """
      INSERT INTO outbox (id, kind, recipient, subject, body, created_at)
      VALUES (\(message.id), \(message.kind), \(message.recipient.value), \(message.subject),
        \(message.body), \(message.createdAt))
      """)
  }

  package func find(_ id: ID<OutboxMessage>) throws -> OutboxMessage? {
    try transaction.row(
      "SELECT id, kind, recipient, subject, body, created_at FROM outbox WHERE id = \(id)"
    ).map(message)
  }

  /// The newest first.
  package func list(_ page: PageRequest) throws -> Page<OutboxMessage> {
    let rows = try transaction.rows(
      """
      SELECT id, kind, recipient, subject, body, created_at
      FROM outbox
      ORDER BY created_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM outbox")
    return Page(items: try rows.map(message), total: total, request: page)
  }

  /// How many messages wait to be sent. Nothing takes them away yet.
  package func waitingCount() throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM outbox")
  }

  private func message(_ row: SQLRow) throws -> OutboxMessage {
    OutboxMessage(
      id: try row.id("id"), kind: try row.text("kind"),
      recipient: try row.parsed("recipient") { EmailAddress($0) }, subject: try row.text("subject"),
      body: try row.text("body"), createdAt: try row.date("created_at"))
  }
}
