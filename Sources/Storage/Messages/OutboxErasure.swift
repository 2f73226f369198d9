package import Domain
package import Foundation

/// The end of messages: with the account that they were written to, or with their time.
package struct OutboxErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func delete(to address: EmailAddress) throws -> Int {
    try transaction.execute(
      """
      DELETE FROM outbox_dossiers
      WHERE message_id IN (SELECT id FROM outbox WHERE recipient = \(address.value))
      """)
    return try transaction.execute("DELETE FROM outbox WHERE recipient = \(address.value)")
  }

  package func delete(before moment: Date, limit: Int) throws -> Int {
    let old: SQL = "SELECT id FROM outbox WHERE created_at < \(moment) ORDER BY created_at, id LIMIT \(limit)"
    try transaction.execute("DELETE FROM outbox_dossiers WHERE message_id IN (\(old))")
    return try transaction.execute("DELETE FROM outbox WHERE id IN (\(old))")
  }

  package func count(before moment: Date) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM outbox WHERE created_at < \(moment)")
  }
}
