package import Domain
package import Foundation

/// Who takes which section of a dossier, and which are called ready.
package struct SectionWorkRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func list(of dossier: ID<Dossier>) throws -> [SectionWork] {
    try transaction.rows(
      """
      SELECT section, assignee_id, ready_at, digest FROM dossier_sections
      WHERE dossier_id = \(dossier)
      ORDER BY section
      LIMIT 200
      """
    ).map { row in
      let assignee = try row.optionalText("assignee_id").flatMap { ID<Person>($0) }
      return SectionWork(
        section: try row.text("section"), assignee: try assignee.flatMap { try PersonRecords(transaction).find($0) },
        readyAt: try row.optionalDate("ready_at"), digest: try row.optionalText("digest"))
    }
  }

  package func assign(_ person: ID<Person>?, to section: String, of dossier: ID<Dossier>) throws {
    try transaction.execute(
      """
      INSERT INTO dossier_sections (dossier_id, section, assignee_id) VALUES (\(dossier), \(section), \(person))
      ON CONFLICT (dossier_id, section) DO UPDATE SET assignee_id = excluded.assignee_id
      """)
  }

  /// - Parameter digest: of the section as it is called ready; nil when it is not any more.
  package func mark(
    _ section: String, of dossier: ID<Dossier>, digest: String?, by person: ID<Person>?, at moment: Date
  ) throws {
    let ready = digest == nil ? nil : moment
    try transaction.execute(
      """
      INSERT INTO dossier_sections (dossier_id, section, ready_at, ready_by, digest)
      VALUES (\(dossier), \(section), \(ready), \(person), \(digest))
      ON CONFLICT (dossier_id, section)
      DO UPDATE SET ready_at = excluded.ready_at, ready_by = excluded.ready_by, digest = excluded.digest
      """)
  }
}
