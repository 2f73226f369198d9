package import Domain
import Foundation
import Storage

extension Operations {
  /// Sends the applicant the reasons of an unfavourable decision before it is taken, so that they can answer.
  ///
  /// - Parameter link: where they answer.
  package func askForReply(
    _ draft: DecisionDraft, of id: ID<Dossier>, over number: Int, by principal: Principal,
    link: @escaping @Sendable (ID<Dossier>) -> String
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let kept = try save(draft, of: id, over: number, by: principal, in: transaction)
      let work = try work(on: try DossierRecords(transaction).find(id), in: transaction)
      // What nobody has deliberated on is not told outside.
      _ = try work.dossier.state.after(.decide)
      guard let days = work.procedure.decision?.replyDays,
        work.procedure.asksForReply(before: Decision.Outcome(rawValue: draft.outcome))
      else { throw Refusal.invalid([Finding(field: "outcome", problem: .missing)]) }
      let findings = work.findings(in: draft)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      // Pressed twice, it is asked once; what was changed since is asked anew.
      if let reply = work.reply, reply.isOpen(at: now) { throw Refusal.decision(.replyAwaited(until: reply.dueOn)) }
      if work.hasHeard(draft) { throw Refusal.decision(.replyHeard) }
      // What the service tells itself of the jury is no reason that it gives to the applicant.
      var shown = draft
      shown.departure = ""
      let reply = DecisionReply(
        id: world.newIdentity(), content: shown, askedAt: now, dueOn: Day(now).adding(days: days))
      try DecisionDraftRecords(transaction).insert(reply, of: id)
      try JournalRecords(transaction).append(
        "decision.projected", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["draft": .integer(Int64(kept)), "due": .string("\(reply.dueOn)")])
      try post(
        .projectedDecision(work.dossier, work.wave, work.procedure, reply, link: link(id)),
        toOwnerOf: work.dossier, in: transaction)
    }
  }

  /// What the applicant was told of a decision before it is taken, also once it is: nothing here shows that it was. For
  /// everybody else there is nothing.
  package func projectedDecision(
    of id: ID<Dossier>, for principal: Principal
  ) async throws -> ProjectedDecision {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      guard principal.may(.answerDecision, to: dossier),
        let reply = try DecisionDraftRecords(transaction).lastReply(of: id)
      else { throw Refusal.notFound }
      return ProjectedDecision(
        dossier: dossier, procedure: try ProcedureRecords(transaction).find(dossier.procedure), reply: reply,
        moment: world.now())
    }
  }

  /// The applicant's answer, once; it is shown beside the draft.
  ///
  /// - Throws: `Refusal.decision(.hourPassed)` after the last day.
  package func answerProjectedDecision(_ text: String, of id: ID<Dossier>, by principal: Principal) async throws {
    let now = world.now()
    let answer = text.replacing("\r\n", with: "\n").trimmed
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      guard principal.may(.answerDecision, to: dossier),
        let reply = try DecisionDraftRecords(transaction).lastReply(of: id)
      else { throw Refusal.notFound }
      if reply.answeredAt != nil, reply.answer == answer { return }
      guard reply.answeredAt == nil else { throw Refusal.changedMeanwhile }
      guard dossier.state.hidesOutcome, reply.isOpen(at: now) else { throw Refusal.decision(.hourPassed) }
      let findings = DecisionReply.findings(in: answer)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      guard try DecisionDraftRecords(transaction).answer(reply.id, answer, by: principal.person, at: now) else {
        throw Refusal.changedMeanwhile
      }
      try JournalRecords(transaction).append(
        "decision.answered", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["text": .string(sha256(answer))])
    }
  }
}
