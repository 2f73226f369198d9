package import Domain
import Foundation
import Storage

extension Operations {
  /// Takes a dossier along a step that needs nothing but its reasons: admissibility, review, deliberation,
  /// taking back, withdrawal, lapse.
  ///
  /// Submitting, asking for complements, deciding, notifying, publishing and appealing do more, and have operations of their own.
  /// Where decisions take two people, a dossier is inadmissible once somebody confirms what another person proposed.
  ///
  /// - Parameter confirming: the mark of the proposal of inadmissibility that is confirmed; its reasons are those that are
  ///   kept and told.
  package func moveDossier(
    _ id: ID<Dossier>, version: Int, by event: DossierEvent, reasons: String?, confirming: String? = nil,
    principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let records = DossierRecords(transaction)
      let dossier = try records.find(id)
      try principal.require(event.permission, on: dossier)
      guard event.isPlainStep else { throw Refusal.notPossible(event, from: dossier.state.asToldToApplicant) }
      let next = try dossier.state.after(event, of: dossier, by: principal)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      try requireFresh(event, on: dossier, by: principal, in: transaction)
      // Where a jury deals with it, the jury says when it has deliberated.
      if event == .deliberate, try JuryRecords(transaction).isOnAgenda(id) { throw Refusal.jury(.onAgenda) }
      let wave = try WaveRecords(transaction).find(dossier.wave)
      guard let wave else { throw Refusal.notFound }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      try checkTime(of: event, dossier, wave, procedure, in: transaction)
      let proposal =
        event == .findInadmissible && procedure.needsFourEyes
        ? try inadmissibility(of: dossier, procedure, confirming: confirming, by: principal, in: transaction) : nil
      let kept = try proposal?.reasons ?? written(reasons, isNeeded: procedure.needsReasons(for: event, in: wave))
      try records.move(dossier, by: event, to: next, at: now, reasons: kept)
      try keepDueOrder(of: id, in: transaction)
      if event == .deliberate { try freezeReviews(of: dossier, at: now, in: transaction) }
      if event == .reconsider { try ReviewFreezeRecords(transaction).end(of: id) }
      if dossier.state.isReviewed, !next.isReviewed, next != .draft { try freeReviewers(of: dossier, in: transaction) }
      try JournalRecords(transaction).append(
        "dossier.\(event.rawValue)", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "state": .string(next.rawValue), "reasons": kept.map(JSONValue.string) ?? .null,
        ])
      if let proposal {
        try decideInadmissible(proposal, dossier, wave, procedure, by: principal, in: transaction)
      } else if event.isToldToApplicant {
        let appeal = event == .findInadmissible ? procedure.receipt.appeal : nil
        try post(.step(dossier, wave, event, reasons: kept, appeal: appeal), toOwnerOf: dossier, in: transaction)
      }
    }
  }

  /// The reasons as they are kept: nil where there are none.
  private func written(_ reasons: String?, isNeeded: Bool) throws -> String? {
    let written = reasons?.trimmed ?? ""
    if written.isEmpty, !isNeeded { return nil }
    let findings = InadmissibilityProposal.findings(in: written)
    guard findings.isEmpty else { throw Refusal.invalid(findings) }
    return written
  }

  private func checkTime(
    of event: DossierEvent, _ dossier: Dossier, _ wave: Wave, _ procedure: Procedure, in transaction: any Transaction
  ) throws {
    let timing = try timing(of: dossier, wave, procedure, in: transaction)
    if event.isInTime(for: dossier.state, in: wave, timing) { return }
    guard event == .lapse else { throw Refusal.waveNotOpen }
    guard let request = timing.openRequest else { throw Refusal.notPossible(event, from: dossier.state) }
    throw Refusal.complementsAwaited(until: request.dueOn)
  }
}

extension DossierEvent {
  /// Whether the event does nothing but move the dossier.
  package var isPlainStep: Bool {
    switch self {
    case .resume, .findAdmissible, .findInadmissible, .openReview, .deliberate, .withdrawDossier, .lapse,
      .reconsider, .reconsiderAdmissibility:
      true
    case .submit, .askForComplements, .complete, .decide, .notify, .publish, .appeal, .reexamine, .takeBack: false
    }
  }

  fileprivate var isToldToApplicant: Bool {
    switch self {
    case .resume, .findAdmissible, .findInadmissible, .openReview, .lapse, .reconsider, .reconsiderAdmissibility: true
    case .submit, .askForComplements, .complete, .deliberate, .decide, .notify, .publish, .withdrawDossier, .appeal,
      .reexamine, .takeBack:
      false
    }
  }
}
