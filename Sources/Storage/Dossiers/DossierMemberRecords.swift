package import Domain
package import Foundation

extension DossierMember.Part: SQLBindable {}

/// Those who have a part in a dossier beside its lead.
package struct DossierMemberRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Those of today, the first first.
  package func list(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: [DossierMember]] {
    let rows = try transaction.rows(
      """
      SELECT dossier_id, number, person_id, part, sections, party, since FROM dossier_members
      WHERE dossier_id IN (\(SQL.list(dossiers))) AND ended_at IS NULL
      ORDER BY dossier_id, number
      LIMIT 50000
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[try row.id("dossier_id"), default: []].append(
        DossierMember(
          number: try row.integer("number"), person: try row.id("person_id"), part: try row.raw("part"),
          sections: try row.optionalText("sections").map { Set($0.split(separator: " ").map(String.init)) },
          party: try row.optionalText("party"), since: try row.date("since")))
    }
  }

  package func insert(
    _ person: ID<Person>, as part: DossierMember.Part, sections: Set<String>?, party: String?,
    in dossier: ID<Dossier>, at moment: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO dossier_members (dossier_id, number, person_id, part, sections, party, since)
      SELECT \(dossier), COUNT(*) + 1, \(person), \(part), \(sections.map { $0.sorted().joined(separator: " ") }),
        \(party), \(moment)
      FROM dossier_members WHERE dossier_id = \(dossier)
      """)
  }

  /// - Returns: whether they had a part until now.
  @discardableResult
  package func end(_ person: ID<Person>, in dossier: ID<Dossier>, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE dossier_members SET ended_at = \(moment)
      WHERE dossier_id = \(dossier) AND person_id = \(person) AND ended_at IS NULL
      """) > 0
  }

  /// Ends every part that somebody has, with their account.
  package func endAll(of person: ID<Person>, at moment: Date) throws {
    try transaction.execute(
      "UPDATE dossier_members SET ended_at = \(moment) WHERE person_id = \(person) AND ended_at IS NULL")
  }

  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM dossier_members WHERE dossier_id = \(dossier)")
  }
}
