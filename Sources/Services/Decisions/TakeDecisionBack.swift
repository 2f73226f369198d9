package import Domain
import Foundation
import Storage

extension Operations {
  /// Takes an approved decision back before anybody was told of it, to be corrected: it is written, proposed and approved
  /// again by two people. What it had prepared (a label under embargo, a deepening) goes with it; the journal keeps it.
  ///
  /// - Throws: `Refusal.decision(.hourSet)` while its publication is set, `.decision(.hourPassed)` once that hour has come,
  ///   `.changedMeanwhile` when somebody took it back or told it in between.
  package func takeDecisionBack(
    _ proposal: ID<DecisionProposal>, of id: ID<Dossier>, reasons: String, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try desk(of: id, allowing: .approveDecision, to: principal, in: transaction)
      guard try work(on: dossier, in: transaction).recallable?.id == proposal else { throw Refusal.changedMeanwhile }
      if let publication = try WavePublicationRecords(transaction).find(dossier.wave), publication.doneAt == nil,
        !publication.isCancelled
      {
        throw Refusal.decision(publication.isOver(at: now) ? .hourPassed : .hourSet)
      }
      let findings = DecisionProposal.findings(sendingBackWith: reasons)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      guard
        try DecisionDraftRecords(transaction).recall(
          proposal, by: principal.person, reasons: reasons.trimmed, at: now)
      else { throw Refusal.changedMeanwhile }
      try DossierRecords(transaction).move(
        dossier, by: .takeBack, to: try dossier.state.after(.takeBack), at: now, reasons: reasons.trimmed)
      try keepDueOrder(of: id, in: transaction)
      try DecisionRecords(transaction).deleteUntold(id)
      try DeepeningRecords(transaction).deleteUntold(id)
      try TerritoryRecords(transaction).deleteUnpublished(of: id)
      try JournalRecords(transaction).append(
        "decision.takenBack", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["proposal": .string("\(proposal)"), "reasons": .string(sha256(reasons.trimmed))])
    }
  }
}
