package import Domain
package import Foundation

/// What the service notes on dossiers for itself.
package struct NoteRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ note: InternalNote, of dossier: ID<Dossier>, by author: ID<Person>?) throws {
    try transaction.execute(
      """
      INSERT INTO internal_notes (id, dossier_id, author_id, body, written_at)
      VALUES (\(note.id), \(dossier), \(author), \(note.body), \(note.writtenAt))
      """)
  }

  package func find(_ id: ID<InternalNote>, of dossier: ID<Dossier>) throws -> InternalNote? {
    try transaction.row(
      """
      SELECT id, author_id, body, written_at, taken_back_at FROM internal_notes
      WHERE id = \(id) AND dossier_id = \(dossier)
      """
    ).map(note)
  }

  /// The notes of a dossier, the newest first.
  package func list(of dossier: ID<Dossier>, _ page: PageRequest) throws -> Page<InternalNote> {
    let items = try transaction.rows(
      """
      SELECT id, author_id, body, written_at, taken_back_at FROM internal_notes
      WHERE dossier_id = \(dossier)
      ORDER BY written_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """
    ).map(note)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM internal_notes WHERE dossier_id = \(dossier)")
    return Page(items: items, total: total, request: page)
  }

  /// Empties a note, and keeps its place.
  package func takeBack(_ id: ID<InternalNote>, at moment: Date) throws {
    try transaction.execute(
      "UPDATE internal_notes SET body = '', taken_back_at = \(moment) WHERE id = \(id) AND taken_back_at IS NULL")
  }

  private func note(_ row: SQLRow) throws -> InternalNote {
    let author = try row.optionalText("author_id").flatMap { ID<Person>($0) }
    return InternalNote(
      id: try row.id("id"), author: try author.flatMap { try PersonRecords(transaction).find($0) },
      body: try row.text("body"), writtenAt: try row.date("written_at"),
      takenBackAt: try row.optionalDate("taken_back_at"))
  }
}
