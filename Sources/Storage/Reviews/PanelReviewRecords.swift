package import Domain

/// What reviews say to the panel: who was asked, who declined, what was examined before.
package struct PanelReviewRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// One review that was asked for.
  package struct Asked: Hashable, Sendable {
    package let dossier: ID<Dossier>
    package let person: ID<Person>
    package let state: ReviewAssignment.State
    package let declaresConflict: Bool
    /// Whether a sheet of theirs is in.
    package let isIn: Bool
  }

  /// All of a wave, in the order in which they were asked.
  package func asked(in wave: ID<Wave>) throws -> [Asked] {
    try transaction.rows(
      """
      SELECT review_assignments.dossier_id AS dossier_id, review_assignments.person_id AS person_id,
        review_assignments.state AS state, declares_conflict,
        EXISTS (
          SELECT 1 FROM review_sheets
          WHERE review_sheets.dossier_id = review_assignments.dossier_id
            AND review_sheets.person_id = review_assignments.person_id) AS is_in
      FROM dossiers JOIN review_assignments ON review_assignments.dossier_id = dossiers.id
      WHERE dossiers.wave_id = \(wave)
      ORDER BY review_assignments.asked_at, review_assignments.id
      LIMIT 20000
      """
    ).map { row in
      Asked(
        dossier: try row.id("dossier_id"), person: try row.id("person_id"), state: try row.raw("state"),
        declaresConflict: try row.bool("declares_conflict"), isIn: try row.bool("is_in"))
    }
  }

  /// How many dossiers of earlier waves are compared for each expert.
  package static let mostPast = 10

  /// The dossiers of other waves that people accepted to examine, the latest first.
  package func past(of people: [ID<Person>], without wave: ID<Wave>) throws -> [ID<Person>: [ID<Dossier>]] {
    guard !people.isEmpty else { return [:] }
    let rows = try transaction.rows(
      """
      SELECT review_assignments.person_id AS person_id, dossiers.id AS dossier_id
      FROM review_assignments JOIN dossiers ON dossiers.id = review_assignments.dossier_id
      WHERE review_assignments.person_id IN (\(SQL.list(people))) AND review_assignments.state = 'accepted'
        AND dossiers.wave_id <> \(wave)
      ORDER BY review_assignments.asked_at DESC, review_assignments.id DESC
      LIMIT 5000
      """)
    return try rows.reduce(into: [:]) { found, row in
      let person: ID<Person> = try row.id("person_id")
      if found[person, default: []].count < PanelReviewRecords.mostPast {
        found[person, default: []].append(try row.id("dossier_id"))
      }
    }
  }
}
