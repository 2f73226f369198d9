package import Domain
package import Foundation

extension ReviewAssignment.State: SQLBindable {}

/// Who is asked to review what, and what they answered.
package struct ReviewAssignmentRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ assignment: ReviewAssignment) throws {
    try transaction.execute(
      """
      INSERT INTO review_assignments (id, dossier_id, person_id, state, asked_by, asked_at, due_on)
      VALUES (\(assignment.id), \(assignment.dossier), \(assignment.person), \(assignment.state),
        \(assignment.askedBy), \(assignment.askedAt), \(assignment.dueOn))
      """)
  }

  /// The one that somebody has before them.
  package func standing(of dossier: ID<Dossier>, _ person: ID<Person>) throws -> ReviewAssignment? {
    try transaction.row(
      """
      SELECT \(ReviewAssignmentRecords.columns) FROM review_assignments
      WHERE dossier_id = \(dossier) AND person_id = \(person) AND state IN ('asked', 'accepted')
      """
    ).map(assignment)
  }

  package func find(_ id: ID<ReviewAssignment>, of dossier: ID<Dossier>) throws -> ReviewAssignment? {
    try transaction.row(
      """
      SELECT \(ReviewAssignmentRecords.columns) FROM review_assignments
      WHERE id = \(id) AND dossier_id = \(dossier)
      """
    ).map(assignment)
  }

  /// All that were ever asked about a dossier, in the order in which they were.
  package func list(of dossier: ID<Dossier>) throws -> [ReviewAssignment] {
    try transaction.rows(
      """
      SELECT \(ReviewAssignmentRecords.columns) FROM review_assignments
      WHERE dossier_id = \(dossier)
      ORDER BY asked_at, id
      LIMIT 500
      """
    ).map(assignment)
  }

  /// The same for several dossiers: a hundred at most.
  package func list(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: [ReviewAssignment]] {
    let all = try transaction.rows(
      """
      SELECT \(ReviewAssignmentRecords.columns) FROM review_assignments
      WHERE dossier_id IN (\(SQL.list(dossiers)))
      ORDER BY dossier_id, asked_at, id
      LIMIT 10000
      """
    ).map(assignment)
    return Dictionary(grouping: all, by: \.dossier)
  }

  /// What somebody has before them in one state, what is due first.
  package func list(of person: ID<Person>, _ state: ReviewAssignment.State) throws -> [ReviewAssignment] {
    try transaction.rows(
      """
      SELECT \(ReviewAssignmentRecords.columns) FROM review_assignments
      WHERE person_id = \(person) AND state = \(state)
      ORDER BY due_on, id
      LIMIT 500
      """
    ).map(assignment)
  }

  /// Those who accepted to review some dossiers.
  package func accepted(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: Set<ID<Person>>] {
    let rows = try transaction.rows(
      """
      SELECT dossier_id, person_id FROM review_assignments
      WHERE dossier_id IN (\(SQL.list(dossiers))) AND state = 'accepted'
      LIMIT 50000
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[try row.id("dossier_id"), default: []].insert(try row.id("person_id"))
    }
  }

  /// - Returns: whether it stood.
  @discardableResult
  package func answer(_ id: ID<ReviewAssignment>, _ answer: ReviewAnswer, at moment: Date) throws -> Bool {
    let ended = answer.state.isStanding ? nil : moment
    return try transaction.execute(
      """
      UPDATE review_assignments
      SET state = \(answer.state), answered_at = \(moment), ended_at = \(ended), reason = \(answer.reason),
        declares_conflict = \(answer.isConflict)
      WHERE id = \(id) AND state IN ('asked', 'accepted')
      """) > 0
  }

  /// Moves the last day: reminders count from the new one.
  package func move(_ id: ID<ReviewAssignment>, to day: Day) throws {
    try transaction.execute("UPDATE review_assignments SET due_on = \(day) WHERE id = \(id)")
    try transaction.execute("DELETE FROM review_reminders WHERE assignment_id = \(id)")
  }

  /// - Parameter reason: why a sheet that is in counts no longer.
  /// - Returns: whether it stood.
  @discardableResult
  package func withdraw(_ id: ID<ReviewAssignment>, because reason: String, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE review_assignments SET state = 'withdrawn', ended_at = \(moment), reason = \(reason)
      WHERE id = \(id) AND state IN ('asked', 'accepted')
      """) > 0
  }

  // MARK: Reminders

  /// Reviews that are awaited by a day, of dossiers still reviewed, whose sheet is not in and that did not get a reminder.
  package func awaiting(_ days: Int, dueBy day: Day, from today: Day, limit: Int) throws -> [ReviewAssignment] {
    let states = DossierState.allCases.filter(\.isReviewed)
    return try transaction.rows(
      """
      SELECT \(ReviewAssignmentRecords.columns) FROM review_assignments
      WHERE state IN ('asked', 'accepted') AND due_on <= \(day) AND due_on >= \(today)
        AND NOT EXISTS (
          SELECT 1 FROM review_reminders
          WHERE review_reminders.assignment_id = review_assignments.id AND review_reminders.days <= \(days))
        AND NOT EXISTS (
          SELECT 1 FROM review_sheets
          WHERE review_sheets.dossier_id = review_assignments.dossier_id
            AND review_sheets.person_id = review_assignments.person_id)
        AND dossier_id IN (
          SELECT dossiers.id FROM dossiers
          WHERE dossiers.id = review_assignments.dossier_id AND dossiers.state IN (\(SQL.list(states))))
      ORDER BY due_on, id
      LIMIT \(limit)
      """
    ).map(assignment)
  }

  /// Notes that somebody gets a reminder.
  /// - Returns: whether they had not got it before.
  package func note(_ days: Int, of assignment: ReviewAssignment, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO review_reminders (assignment_id, days, person_id, sent_at)
      VALUES (\(assignment.id), \(days), \(assignment.person), \(moment))
      ON CONFLICT (assignment_id, days) DO NOTHING
      """) > 0
  }

  private static let columns: SQL = """
    id, dossier_id, person_id, state, asked_by, asked_at, due_on, answered_at, reason, declares_conflict
    """

  private func assignment(_ row: SQLRow) throws -> ReviewAssignment {
    ReviewAssignment(
      id: try row.id("id"), dossier: try row.id("dossier_id"), person: try row.id("person_id"),
      state: try row.raw("state"), askedBy: try row.optionalText("asked_by").flatMap { ID($0) },
      askedAt: try row.date("asked_at"), dueOn: try row.day("due_on"),
      answeredAt: try row.optionalDate("answered_at"), reason: try row.text("reason"),
      declaresConflict: try row.bool("declares_conflict"))
  }
}
