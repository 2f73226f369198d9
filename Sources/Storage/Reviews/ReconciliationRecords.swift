package import Domain
package import Foundation

/// Notes about scores that lie apart.
package struct ReconciliationRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// All notes on a dossier, the oldest first.
  package func list(of dossier: ID<Dossier>) throws -> [ReconciliationNote] {
    try list(of: [dossier])[dossier] ?? []
  }

  /// The same for several dossiers: a hundred at most.
  package func list(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: [ReconciliationNote]] {
    let rows = try transaction.rows(
      """
      SELECT dossier_id, line, number, author_id, body, settled, written_at FROM reconciliation_notes
      WHERE dossier_id IN (\(SQL.list(dossiers)))
      ORDER BY dossier_id, line, number
      LIMIT 10000
      """)
    var authors: [ID<Person>: Person?] = [:]
    let notes = try rows.map { row -> (ID<Dossier>, ReconciliationNote) in
      var author: Person?
      if let id = try row.optionalText("author_id").flatMap({ ID<Person>($0) }) {
        author = try authors[id] ?? PersonRecords(transaction).find(id)
        authors[id] = author
      }
      return (
        try row.id("dossier_id"),
        ReconciliationNote(
          line: try row.text("line"), number: try row.integer("number"), author: author, body: try row.text("body"),
          isSettled: try row.bool("settled"), writtenAt: try row.date("written_at"))
      )
    }
    return Dictionary(grouping: notes, by: \.0).mapValues { $0.map(\.1) }
  }

  /// Adds a note over the last one that its writer has seen.
  /// - Throws: `Refusal.changedMeanwhile` when somebody else wrote in between.
  package func insert(
    _ body: String, isSettled: Bool, on line: String, of dossier: ID<Dossier>, after number: Int,
    by author: ID<Person>?, at moment: Date
  ) throws {
    let last =
      try transaction.row(
        """
        SELECT number FROM reconciliation_notes WHERE dossier_id = \(dossier) AND line = \(line)
        ORDER BY number DESC
        LIMIT 1
        """)?.integer("number") ?? 0
    guard last == number else { throw Refusal.changedMeanwhile }
    try transaction.execute(
      """
      INSERT INTO reconciliation_notes (dossier_id, line, number, author_id, body, settled, written_at)
      VALUES (\(dossier), \(line), \(number + 1), \(author), \(body), \(isSettled), \(moment))
      """)
  }
}
