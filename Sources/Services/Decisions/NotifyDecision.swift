package import Domain
import Foundation
import Storage

extension Operations {
  /// Tells the applicant the decision, with its reasons, its author and the ways to appeal.
  ///
  /// - Throws: `Refusal.signatoryMissing` when nobody's name and capacity stand on it (CRPA L212-1).
  package func notifyDecision(_ id: ID<Dossier>, version: Int, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.notifyDecision, on: dossier)
      let next = try dossier.state.after(.notify)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      guard let decision = try DecisionRecords(transaction).find(id),
        let wave = try WaveRecords(transaction).find(dossier.wave)
      else { throw Refusal.notFound }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard decision.signatory != nil || !procedure.requiresSignatory else { throw Refusal.signatoryMissing }
      try DossierRecords(transaction).move(dossier, by: .notify, to: next, at: now, reasons: nil)
      try keepDueOrder(of: id, in: transaction)
      try DecisionRecords(transaction).setNotified(id, at: now)
      try JournalRecords(transaction).append(
        "decision.notified", on: "dossier:\(id)", by: principal.actor, at: now)
      try post(.decision(dossier, wave, decision, procedure), toOwnerOf: dossier, in: transaction)
    }
  }
}
