package import Domain
package import Foundation

/// The journal: entries are only ever appended.
package struct JournalRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Appends what happened, in the transaction of the change itself.
  package func append(
    _ action: String, on subject: String, by author: Principal.Author, at moment: Date,
    change: [String: JSONValue] = [:]
  ) throws {
    let last = try transaction.row("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
    let entry = JournalEntry(
      after: try last.map { (number: try $0.integer("number"), hash: try $0.text("hash")) },
      at: moment, author: author, action: action, subject: subject, change: .object(change))
    try transaction.execute(
      """
      INSERT INTO journal (number, at, author, action, subject, change, previous, hash)
      VALUES (\(entry.number), \(entry.at), \(entry.author), \(entry.action), \(entry.subject),
        \(entry.change), \(entry.previous), \(entry.hash))
      """)
    try SettingRecords(transaction).set("journal-head", to: "\(entry.number) \(entry.hash)")
  }

  /// The number and hash of the last entry as they were noted beside the journal when it was written: a
  /// journal that was cut off at its end still forms a chain.
  package func head() throws -> (number: Int, hash: String)? {
    guard let noted = try SettingRecords(transaction).value("journal-head") else { return nil }
    let parts = noted.split(separator: " ")
    guard parts.count == 2, let number = Int(parts[0]) else { throw StorageFault.unreadable(column: "journal-head") }
    return (number, String(parts[1]))
  }

  /// The entries after a number, oldest first.
  package func entries(after number: Int, limit: Int) throws -> [JournalEntry] {
    try transaction.rows(
      """
      SELECT number, at, author, action, subject, change, previous, hash
      FROM journal
      WHERE number > \(number)
      ORDER BY number
      LIMIT \(limit)
      """
    ).map { row in
      JournalEntry(
        number: try row.integer("number"), at: try row.text("at"), author: try row.text("author"),
        action: try row.text("action"), subject: try row.text("subject"),
        change: try row.text("change"), previous: try row.text("previous"), hash: try row.text("hash"))
    }
  }
}
