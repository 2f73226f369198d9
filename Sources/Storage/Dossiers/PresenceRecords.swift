package import Domain
package import Foundation

/// Who has the pages of a dossier open.
package struct PresenceRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Notes a sign of somebody.
  package func note(
    _ person: ID<Person>, in dossier: ID<Dossier>, section: String, field: String, at moment: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO dossier_presence (dossier_id, person_id, section, field, seen_at)
      VALUES (\(dossier), \(person), \(section), \(field), \(moment))
      ON CONFLICT (dossier_id, person_id)
      DO UPDATE SET section = excluded.section, field = excluded.field, seen_at = excluded.seen_at
      """)
  }

  /// Those who gave a sign since a moment, without the reader.
  package func others(in dossier: ID<Dossier>, than reader: ID<Person>?, since moment: Date) throws -> [Presence] {
    try transaction.rows(
      """
      SELECT person_id, section, field FROM dossier_presence
      WHERE dossier_id = \(dossier) AND seen_at > \(moment)
      ORDER BY seen_at DESC
      LIMIT 30
      """
    ).compactMap { row in
      let id: ID<Person> = try row.id("person_id")
      guard id != reader, let person = try PersonRecords(transaction).find(id) else { return nil }
      return Presence(person: person, section: try row.text("section"), field: try row.text("field"))
    }
  }

  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM dossier_presence WHERE dossier_id = \(dossier)")
  }

  package func delete(of person: ID<Person>) throws {
    try transaction.execute("DELETE FROM dossier_presence WHERE person_id = \(person)")
  }
}
