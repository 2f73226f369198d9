package import Domain
import Foundation
import Storage

extension Operations {
  /// Tells the applicant the decision, with its reasons, its author and the ways to appeal.
  ///
  /// - Throws: `Refusal.signatoryMissing` when nobody's name and capacity stand on it (CRPA L212-1).
  package func notifyDecision(_ id: ID<Dossier>, version: Int, by principal: Principal) async throws {
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.notifyDecision, on: dossier)
      _ = try dossier.state.after(.notify)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      if try isAwaited(.notify, procedure, wave, in: transaction) { throw Refusal.decision(.publishedTogether) }
      try notify(dossier, wave, procedure, by: principal.actor, in: transaction)
    }
  }

  func notify(
    _ dossier: Dossier, _ wave: Wave, _ procedure: Procedure, by actor: Principal.Author,
    in transaction: any Transaction
  ) throws {
    let (now, id) = (world.now(), dossier.id)
    guard let decision = try DecisionRecords(transaction).find(id) else { throw Refusal.notFound }
    guard decision.signatory != nil || !procedure.requiresSignatory else { throw Refusal.signatoryMissing }
    try DossierRecords(transaction).move(
      dossier, by: .notify, to: try dossier.state.after(.notify), at: now, reasons: nil)
    try keepDueOrder(of: id, in: transaction)
    try DecisionRecords(transaction).setNotified(id, at: now)
    try tellDeepening(of: id, decision, procedure, in: transaction)
    try JournalRecords(transaction).append("decision.notified", on: "dossier:\(id)", by: actor, at: now)
    try post(.decision(dossier, wave, decision, procedure), toOwnerOf: dossier, in: transaction)
    if procedure.needsFourEyes { try orderDecisionLetter(of: dossier, in: transaction) }
  }
}
