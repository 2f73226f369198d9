package import Domain
package import Foundation

/// Which sheets counted when a dossier was deliberated.
package struct ReviewFreezeRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Keeps which sheets count from now on, in place of what was kept before.
  package func keep(_ sheets: [SubmittedReview], of dossier: ID<Dossier>, at moment: Date) throws {
    try end(of: dossier)
    try transaction.execute(
      "INSERT INTO review_freezes (dossier_id, frozen_at) VALUES (\(dossier), \(moment))")
    for sheet in sheets {
      try transaction.execute(
        """
        UPDATE review_sheets SET counted_at = \(moment)
        WHERE dossier_id = \(dossier) AND person_id = \(sheet.person) AND number = \(sheet.number)
        """)
    }
  }

  /// The dossier is reviewed again, or is deleted.
  package func end(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM review_freezes WHERE dossier_id = \(dossier)")
    try transaction.execute(
      "UPDATE review_sheets SET counted_at = NULL WHERE dossier_id = \(dossier) AND counted_at IS NOT NULL")
  }

  /// Those of a hundred dossiers at most.
  package func list(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: ReviewFreeze] {
    guard !dossiers.isEmpty else { return [:] }
    let rows = try transaction.rows(
      """
      SELECT review_freezes.dossier_id AS dossier_id, frozen_at, review_sheets.person_id AS person_id,
        review_sheets.number AS number
      FROM review_freezes LEFT JOIN review_sheets ON review_sheets.dossier_id = review_freezes.dossier_id
        AND review_sheets.counted_at IS NOT NULL
      WHERE review_freezes.dossier_id IN (\(SQL.list(dossiers)))
      LIMIT 10000
      """)
    var (moments, sheets): ([ID<Dossier>: Date], [ID<Dossier>: [ID<Person>: Int]]) = ([:], [:])
    for row in rows {
      let dossier: ID<Dossier> = try row.id("dossier_id")
      moments[dossier] = try row.date("frozen_at")
      if let person: ID<Person> = try row.optionalText("person_id").flatMap({ ID($0) }) {
        sheets[dossier, default: [:]][person] = try row.integer("number")
      }
    }
    return Dictionary(
      moments.map { ($0.key, ReviewFreeze(at: $0.value, sheets: sheets[$0.key] ?? [:])) }, uniquingKeysWith: { $1 })
  }

  /// Dossiers that an older version of the program let be deliberated: a hundred at most.
  package func missing() throws -> [ID<Dossier>] {
    let states = DossierState.allCases.filter(\.isDeliberated)
    return try transaction.rows(
      """
      SELECT id FROM dossiers
      WHERE state IN (\(SQL.list(states)))
        AND NOT EXISTS (SELECT 1 FROM review_freezes WHERE review_freezes.dossier_id = dossiers.id)
      ORDER BY id
      LIMIT 100
      """
    ).map { try $0.id("id") }
  }
}
