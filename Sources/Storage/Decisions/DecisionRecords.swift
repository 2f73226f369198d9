package import Domain
package import Foundation

package struct DecisionRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// A reconsidered dossier is decided anew: the new decision takes the place of the old, which stays
  /// in the journal.
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
    try transaction.execute(
      """
      INSERT INTO decisions (
        dossier_id, outcome, kind, reasons, conditions, signatory_name, signatory_function, decided_at, criteria,
        standing, prepared_by, decided_by)
      VALUES (
        \(dossier), \(decision.outcome), \(kind), \(decision.reasons), \(decision.conditions),
        \(decision.signatory?.name), \(decision.signatory?.function), \(decision.decidedAt), \(criteria),
        \(standing), \(hands.preparer), \(hands.decider))
      ON CONFLICT (dossier_id) DO UPDATE SET
        outcome = excluded.outcome, kind = excluded.kind, reasons = excluded.reasons,
        conditions = excluded.conditions,
        signatory_name = excluded.signatory_name, signatory_function = excluded.signatory_function,
        decided_at = excluded.decided_at, notified_at = NULL, published_at = NULL,
        criteria = excluded.criteria, standing = excluded.standing,
        prepared_by = excluded.prepared_by, decided_by = excluded.decided_by
      """)
  }

  /// A decision that nobody was told of, and that is taken back. The journal keeps it.
  package func deleteUntold(_ dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM decisions WHERE dossier_id = \(dossier) AND notified_at IS NULL")
  }

  package func find(_ dossier: ID<Dossier>) throws -> Decision? {
    try transaction.row(
      """
      SELECT outcome, reasons, conditions, signatory_name, signatory_function, decided_at, notified_at, published_at,
        criteria, standing
      FROM decisions WHERE dossier_id = \(dossier)
      """
    ).map { row in
      let name = try row.optionalText("signatory_name")
      let function = try row.optionalText("signatory_function")
      return Decision(
        outcome: try row.raw("outcome"), reasons: try row.text("reasons"),
        conditions: try row.optionalText("conditions"),
        signatory: name.map { Decision.Signatory(name: $0, function: function ?? "") },
        decidedAt: try row.date("decided_at"), notifiedAt: try row.optionalDate("notified_at"),
        publishedAt: try row.optionalDate("published_at"), criteria: try criteria(row), standing: try standing(row))
    }
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
    try transaction.execute("UPDATE decisions SET notified_at = \(moment) WHERE dossier_id = \(dossier)")
  }

  package func setPublished(_ dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute("UPDATE decisions SET published_at = \(moment) WHERE dossier_id = \(dossier)")
  }
}
