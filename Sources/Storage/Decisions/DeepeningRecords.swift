package import Domain
package import Foundation

/// Deepenings and their conditions.
package struct DeepeningRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameter isTold: whether one that the applicant was not told of is nobody's.
  package func find(_ dossier: ID<Dossier>, isTold: Bool = true) throws -> Deepening? {
    guard
      let row = try transaction.row(
        """
        SELECT state, coach, due_on, opened_at, told_at, closing_reasons, version FROM deepenings
        WHERE dossier_id = \(dossier)
        """), try !isTold || row.optionalText("told_at") != nil
    else { return nil }
    let conditions = try transaction.rows(
      """
      SELECT number, text, met, reasons FROM deepening_conditions
      WHERE dossier_id = \(dossier)
      ORDER BY number
      LIMIT 200
      """
    ).map { row in
      Deepening.Condition(
        number: try row.integer("number"), text: try row.text("text"),
        isMet: try row.optionalInteger("met").map { $0 == 1 }, reasons: try row.text("reasons"))
    }
    return Deepening(
      state: try row.raw("state"), coach: try row.text("coach"), dueOn: try row.day("due_on"), conditions: conditions,
      openedAt: try row.date("opened_at"), closingReasons: try row.optionalText("closing_reasons"),
      version: try row.integer("version"))
  }

  /// Opens one; a dossier that is decided anew loses the one before.
  package func open(_ deepening: Deepening, of dossier: ID<Dossier>) throws {
    try delete(of: dossier)
    try transaction.execute(
      """
      INSERT INTO deepenings (dossier_id, state, coach, due_on, opened_at, version)
      VALUES (
        \(dossier), \(deepening.state.rawValue), \(deepening.coach), \(deepening.dueOn), \(deepening.openedAt),
        \(deepening.version))
      """)
    for condition in deepening.conditions {
      try transaction.execute(
        """
        INSERT INTO deepening_conditions (dossier_id, number, text, reasons)
        VALUES (\(dossier), \(condition.number), \(condition.text), '')
        """)
    }
  }

  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM deepening_conditions WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM deepenings WHERE dossier_id = \(dossier)")
  }

  /// One that a decision opened which is taken back before anybody was told.
  package func deleteUntold(_ dossier: ID<Dossier>) throws {
    if try find(dossier, isTold: false) != nil, try find(dossier) == nil { try delete(of: dossier) }
  }

  package func setTold(_ dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute("UPDATE deepenings SET told_at = \(moment) WHERE dossier_id = \(dossier)")
  }

  /// - Throws: `Refusal.changedMeanwhile` when it changed since the version that was read.
  package func move(
    _ dossier: ID<Dossier>, over version: Int, to state: Deepening.State, reasons: String?
  ) throws {
    let changed = try transaction.execute(
      """
      UPDATE deepenings
      SET state = \(state.rawValue), version = version + 1, closing_reasons = \(reasons)
      WHERE dossier_id = \(dossier) AND version = \(version)
      """)
    guard changed == 1 else { throw Refusal.changedMeanwhile }
  }

  package func judge(
    _ number: Int, of dossier: ID<Dossier>, isMet: Bool, reasons: String, by person: ID<Person>?, at moment: Date
  ) throws {
    try transaction.execute(
      """
      UPDATE deepening_conditions
      SET met = \(isMet), reasons = \(reasons), judged_by = \(person), judged_at = \(moment)
      WHERE dossier_id = \(dossier) AND number = \(number)
      """)
  }
}
