package import Domain
package import Foundation

/// The minutes of sessions as files, one for each reader.
package struct JuryMinutesRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Where the file of a reader stands.
  package struct Entry: Hashable, Sendable {
    /// What it was ordered with.
    package let content: String
    package let orderedAt: Date
    /// Nil while it is being made.
    package let document: SubmissionDocument?
  }

  package func find(_ session: ID<JurySession>, for person: ID<Person>) throws -> Entry? {
    try transaction.row(
      """
      SELECT content, ordered_at, digest, size FROM jury_minutes
      WHERE session_id = \(session) AND person_id = \(person)
      """
    ).map { row in
      let digest = try row.optionalText("digest")
      return Entry(
        content: try row.text("content"), orderedAt: try row.date("ordered_at"),
        document: try digest.map { SubmissionDocument(digest: $0, size: try row.integer("size")) })
    }
  }

  /// Notes that the file is to be made; an earlier one is forgotten.
  package func order(_ session: ID<JurySession>, for person: ID<Person>, content: String, at moment: Date) throws {
    try forget(session, for: person)
    try transaction.execute(
      """
      INSERT INTO jury_minutes (session_id, person_id, ordered_at, content)
      VALUES (\(session), \(person), \(moment), \(content))
      """)
  }

  package func keep(
    _ document: SubmissionDocument, of session: ID<JurySession>, for person: ID<Person>, content: String,
    at moment: Date
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE jury_minutes SET digest = \(document.digest), size = \(document.size), made_at = \(moment)
      WHERE session_id = \(session) AND person_id = \(person) AND content = \(content) AND digest IS NULL
      """) > 0
  }

  package func forget(_ session: ID<JurySession>, for person: ID<Person>) throws {
    let digest = try find(session, for: person)?.document?.digest
    try transaction.execute("DELETE FROM jury_minutes WHERE session_id = \(session) AND person_id = \(person)")
    if let digest { try FileRecords(transaction).forgetUnused(digest) }
  }

  /// Of a session, or of a person.
  func forgetAll(where condition: SQL) throws {
    let rows = try transaction.rows(
      "SELECT session_id, person_id FROM jury_minutes WHERE \(condition) ORDER BY session_id, person_id LIMIT 10000")
    for row in rows { try forget(try row.id("session_id"), for: try row.id("person_id")) }
  }
}

/// The end of what juries keep of a dossier, or of a person.
package struct JuryErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// With the dossier, or with what was written in it: that there was a vote stays, without what it was about and why.
  package func forget(_ dossier: ID<Dossier>) throws {
    let items: SQL = "SELECT id FROM jury_items WHERE dossier_id = \(dossier)"
    try JuryMinutesRecords(transaction).forgetAll(
      where: "session_id IN (SELECT session_id FROM jury_items WHERE dossier_id = \(dossier))")
    try transaction.execute(
      """
      UPDATE jury_results SET reason = '', casting_reason = NULL, reopening = NULL WHERE item_id IN (\(items))
      """)
    try transaction.execute("UPDATE jury_items SET dossier_id = NULL WHERE dossier_id = \(dossier)")
  }

  /// With the account of somebody: they sit in no session to come. Where they sat, an id stays without a name.
  package func end(of person: ID<Person>) throws {
    try transaction.execute(
      """
      DELETE FROM jury_members WHERE person_id = \(person)
        AND session_id IN (SELECT id FROM jury_sessions WHERE state = 'planned')
      """)
    try JuryMinutesRecords(transaction).forgetAll(where: "person_id = \(person)")
  }
}
