package import Domain
package import Foundation

package struct DecisionRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// A reconsidered dossier is decided anew: the new decision takes the place of the old, which stays
  /// in the journal.
  /// - Parameter kind: what the outcome is worth under the procedure: retention asks it of the row.
  package func save(_ decision: Decision, _ kind: Procedure.Outcome.Kind, of dossier: ID<Dossier>) throws {
    try transaction.execute(
      """
      INSERT INTO decisions (
        dossier_id, outcome, kind, reasons, conditions, signatory_name, signatory_function, decided_at)
      VALUES (
        \(dossier), \(decision.outcome), \(kind), \(decision.reasons), \(decision.conditions),
        \(decision.signatory?.name), \(decision.signatory?.function), \(decision.decidedAt))
      ON CONFLICT (dossier_id) DO UPDATE SET
        outcome = excluded.outcome, kind = excluded.kind, reasons = excluded.reasons,
        conditions = excluded.conditions,
        signatory_name = excluded.signatory_name, signatory_function = excluded.signatory_function,
        decided_at = excluded.decided_at, notified_at = NULL, published_at = NULL
      """)
  }

  package func find(_ dossier: ID<Dossier>) throws -> Decision? {
    try transaction.row(
      """
      SELECT outcome, reasons, conditions, signatory_name, signatory_function, decided_at, notified_at, published_at
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
        publishedAt: try row.optionalDate("published_at"))
    }
  }

  package func setNotified(_ dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute("UPDATE decisions SET notified_at = \(moment) WHERE dossier_id = \(dossier)")
  }

  package func setPublished(_ dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute("UPDATE decisions SET published_at = \(moment) WHERE dossier_id = \(dossier)")
  }
}
