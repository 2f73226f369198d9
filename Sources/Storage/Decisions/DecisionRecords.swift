package import Domain
package import Foundation

package struct DecisionRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// A dossier that is decided anew keeps the decisions before: the new one stands, with the next number.
  /// - Parameters:
  ///   - kind: what the outcome is worth under the procedure: retention asks it of the row.
  ///   - hands: who prepared it and who took it; nobody else than two people under four eyes.
  package func save(
    _ decision: Decision, _ kind: Procedure.Outcome.Kind, of dossier: ID<Dossier>,
    by hands: (preparer: ID<Person>?, decider: ID<Person>?) = (nil, nil)
  ) throws {
    let criteria = JSONValue.object(decision.criteria.mapValues(JSONValue.string)).canonical
    let standing = JSONValue.array(
      decision.standing.map { .object(["fr": .string($0.fr), "en": .string($0.en)]) }
    ).canonical
    let last = try transaction.count(
      "SELECT COALESCE(MAX(number), 0) AS count FROM decisions WHERE dossier_id = \(dossier)")
    try transaction.execute("UPDATE decisions SET stands = 0 WHERE dossier_id = \(dossier) AND stands = 1")
    try transaction.execute(
      """
      INSERT INTO decisions (
        dossier_id, number, stands, outcome, kind, reasons, conditions, signatory_name, signatory_function, decided_at,
        criteria, standing, prepared_by, decided_by)
      VALUES (
        \(dossier), \(last + 1), 1, \(decision.outcome), \(kind), \(decision.reasons), \(decision.conditions),
        \(decision.signatory?.name), \(decision.signatory?.function), \(decision.decidedAt), \(criteria),
        \(standing), \(hands.preparer), \(hands.decider))
      """)
  }

  /// A decision that nobody was told of, and that is taken back: the one before stands again. The journal keeps it.
  package func deleteUntold(_ dossier: ID<Dossier>) throws {
    let deleted = try transaction.execute(
      "DELETE FROM decisions WHERE dossier_id = \(dossier) AND stands = 1 AND notified_at IS NULL")
    guard deleted > 0 else { return }
    try transaction.execute(
      """
      UPDATE decisions SET stands = 1
      WHERE dossier_id = \(dossier)
        AND number = (SELECT MAX(earlier.number) FROM decisions AS earlier WHERE earlier.dossier_id = \(dossier))
      """)
  }

  /// The decision that stands.
  package func find(_ dossier: ID<Dossier>) throws -> Decision? {
    try list(of: dossier).last?.decision
  }

  /// All decisions on a dossier, the first first; the last one stands.
  package func list(of dossier: ID<Dossier>) throws -> [RecordedDecision] {
    try transaction.rows(
      """
      SELECT number, outcome, reasons, conditions, signatory_name, signatory_function, decisions.decided_at AS decided_at,
        notified_at, published_at, criteria, standing, decision_letters.digest AS letter
      FROM decisions LEFT JOIN decision_letters ON decision_letters.dossier_id = decisions.dossier_id
        AND decision_letters.decided_at = decisions.decided_at
      WHERE decisions.dossier_id = \(dossier)
      ORDER BY number
      LIMIT 100
      """
    ).map { row in
      RecordedDecision(
        number: try row.integer("number"), decision: try decision(row),
        hasLetter: try row.optionalText("letter") != nil)
    }
  }

  private func decision(_ row: SQLRow) throws -> Decision {
    let name = try row.optionalText("signatory_name")
    let function = try row.optionalText("signatory_function")
    return Decision(
      outcome: try row.raw("outcome"), reasons: try row.text("reasons"),
      conditions: try row.optionalText("conditions"),
      signatory: name.map { Decision.Signatory(name: $0, function: function ?? "") },
      decidedAt: try row.date("decided_at"), notifiedAt: try row.optionalDate("notified_at"),
      publishedAt: try row.optionalDate("published_at"), criteria: try criteria(row), standing: try standing(row))
  }

  private func criteria(_ row: SQLRow) throws -> [String: String] {
    guard case .object(let members) = try JSONValue(parsing: row.text("criteria")) else {
      throw StorageFault.unreadable(column: "criteria")
    }
    return members.compactMapValues { if case .string(let text) = $0 { text } else { nil } }
  }

  private func standing(_ row: SQLRow) throws -> [LocalisedText] {
    guard case .array(let items) = try JSONValue(parsing: row.text("standing")) else {
      throw StorageFault.unreadable(column: "standing")
    }
    return items.compactMap { item in
      guard case .object(let members) = item, case .string(let fr)? = members["fr"],
        case .string(let en)? = members["en"]
      else { return nil }
      return LocalisedText(fr: fr, en: en)
    }
  }

  package func setNotified(_ dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute("UPDATE decisions SET notified_at = \(moment) WHERE dossier_id = \(dossier) AND stands = 1")
  }

  package func setPublished(_ dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute(
      "UPDATE decisions SET published_at = \(moment) WHERE dossier_id = \(dossier) AND stands = 1")
  }
}
