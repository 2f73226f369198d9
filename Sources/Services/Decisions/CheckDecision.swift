package import Domain
import Foundation
import Storage

extension Operations {
  /// Approves a decision that somebody else prepared: it is taken now. Nothing of it is public yet.
  ///
  /// - Throws: `Refusal.decision(.sameHand)` for whoever wrote in one of its drafts or proposed it, `.decision(.boundHand)`
  ///   where an interest binds whoever did: it is sent back and taken over then; `.changedMeanwhile` when
  ///   somebody else was quicker: one decision stands, and the other person is told.
  package func approveDecision(
    _ proposal: ID<DecisionProposal>, of id: ID<Dossier>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (work, open) = try proposed(proposal, of: id, to: principal, in: transaction)
      guard let draft = work.drafts.first(where: { $0.number == open.draft })?.content else { throw Refusal.notFound }
      guard !work.isHand(principal.person, in: open) else { throw Refusal.decision(.sameHand) }
      guard !work.isBound(open) else { throw Refusal.decision(.boundHand) }
      try requireFreshHands([principal.person, open.proposedBy], of: id, in: transaction)
      // It may have waited: a day of it may have passed meanwhile.
      let findings = work.findings(in: draft)
      let outcome = Decision.Outcome(rawValue: draft.outcome)
      guard findings.isEmpty, let kind = work.procedure.outcome(outcome)?.kind else { throw Refusal.invalid(findings) }
      try requireReply(before: draft, work)
      guard
        try DecisionDraftRecords(transaction).close(
          proposal, .approved, by: principal.person, reasons: nil, at: now)
      else { throw Refusal.changedMeanwhile }
      try take(
        taken(draft, kind, work, preparer: open.proposedBy), on: work.dossier, work.procedure, by: principal,
        in: transaction)
    }
  }

  private func taken(
    _ draft: DecisionDraft, _ kind: Procedure.Outcome.Kind, _ work: DecisionWork, preparer: ID<Person>?
  ) -> DecisionTaken {
    let isDeepening = kind == .deferred && work.procedure.effect == .grantLabel
    let decision = Decision(
      outcome: Decision.Outcome(rawValue: draft.outcome), reasons: draft.reasons.trimmed,
      conditions: kind.needsConditions || isDeepening ? draft.conditions.trimmed : nil,
      signatory: draft.signatory.name.isEmpty ? nil : draft.signatory, decidedAt: work.moment, notifiedAt: nil,
      publishedAt: nil, criteria: draft.criteria.mapValues(\.trimmed).filter { !$0.value.isEmpty },
      standing: kind.isFavourable ? standing(work.procedure) : [])
    let deepening = isDeepening ? Day(draft.due).map { (draft.coach.trimmed, $0, draft.conditionLines) } : nil
    return DecisionTaken(
      decision: decision, kind: kind, preparer: preparer,
      deepening: deepening.map { (coach: $0.0, dueOn: $0.1, conditions: $0.2) })
  }

  /// The conditions on which keeping a label rests: those of the procedure, else of the programme's label.
  private func standing(_ procedure: Procedure) -> [LocalisedText] {
    let own = procedure.decision?.conditions ?? []
    guard own.isEmpty, procedure.effect == .grantLabel else { return own }
    return programme.programme.label?.conditions.map(\.text) ?? []
  }

  /// Sends a decision back to be written again, and says why.
  package func sendDecisionBack(
    _ proposal: ID<DecisionProposal>, of id: ID<Dossier>, reasons: String, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      _ = try proposed(proposal, of: id, to: principal, in: transaction)
      let findings = DecisionProposal.findings(sendingBackWith: reasons)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      guard
        try DecisionDraftRecords(transaction).close(
          proposal, .sentBack, by: principal.person, reasons: reasons.trimmed, at: now)
      else { throw Refusal.changedMeanwhile }
      try JournalRecords(transaction).append(
        "decision.sentBack", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["proposal": .string("\(proposal)"), "reasons": .string(sha256(reasons.trimmed))])
    }
  }

  private func proposed(
    _ proposal: ID<DecisionProposal>, of id: ID<Dossier>, to principal: Principal, in transaction: any Transaction
  ) throws -> (DecisionWork, DecisionProposal) {
    let dossier = try desk(of: id, allowing: .approveDecision, to: principal, in: transaction)
    let work = try work(on: dossier, in: transaction)
    guard let found = work.proposals.first(where: { $0.id == proposal }) else { throw Refusal.notFound }
    guard found.isOpen else { throw Refusal.changedMeanwhile }
    return (work, found)
  }
}
