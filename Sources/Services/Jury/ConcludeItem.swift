package import Domain
import Foundation
import Storage

extension Operations {
  /// The president's vote between choices that are tied, with a reason that stands in the minutes.
  /// - Throws: `Refusal.jury(.notInTheRoom)` for a president who is recused or was absent at the vote.
  package func castCastingVote(
    _ choice: JuryChoice, reason: String, on item: ID<JuryItem>, round: Int, in id: ID<JurySession>,
    by principal: Principal
  ) async throws {
    try await lead(id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      guard found.round == round, found.state == .counted, let result = found.result,
        jury.session.rule.hasCastingVote, !result.tied.isEmpty
      else { throw Refusal.changedMeanwhile }
      guard principal.relation(to: jury.session) == .presiding, let person = principal.person else {
        throw Refusal.notAllowed(.leadJury)
      }
      guard result.room.present.contains(person) else { throw Refusal.jury(.notInTheRoom) }
      guard result.tied.contains(choice) else {
        throw Refusal.invalid([Finding(field: "casting", problem: .missing)])
      }
      let text = try JuryResult.written(reason, field: "castingReason", isNeeded: true)
      try JuryResultRecords(transaction).setCasting(
        JuryResult.Casting(choice: choice, reason: text), round: round, of: found.id)
      try note(
        "jury.castingVote", found, ["choice": .string(choice.rawValue), "reason": .string(sha256(text))],
        by: principal, at: now, in: transaction)
    }
  }

  /// Closes an item: what the jury is for becomes its proposal, and the dossier has been deliberated. Where it could not
  /// say, the dossier stays where it is.
  ///
  /// - Throws: `Refusal.invalid` without a reason where the jury parts from the grid; `.jury(.castingAwaited)`;
  ///   `.notPossible` for a dossier that was withdrawn meanwhile.
  package func closeItem(
    _ item: ID<JuryItem>, round: Int, reason: String, in id: ID<JurySession>, by principal: Principal
  ) async throws {
    try await lead(id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      // Pressed twice.
      if found.round == round, found.state == .closed { return }
      guard found.round == round, found.state == .counted, let result = found.result else {
        throw Refusal.changedMeanwhile
      }
      if !result.tied.isEmpty, jury.session.rule.hasCastingVote, let president = jury.session.president,
        result.room.present.contains(president.person)
      {
        throw Refusal.jury(.castingAwaited)
      }
      let dossier = jury.dossier(of: found)
      let scores = dossier == nil ? nil : try allScores(of: jury.wave, in: transaction)
      let rule = scores?.rubric.rule
      let advice = JuryAdvice(dossier.flatMap { scores?.result(of: $0.id) }, under: rule)
      let isReasoned = try needsReason(result.choice, dossier, advice, under: rule, in: transaction)
      let text = try JuryResult.written(reason, field: "reason", isNeeded: isReasoned)
      let proposed = result.choice == .abstention ? nil : result.choice
      try JuryResultRecords(transaction).setConclusion(
        JuryResult.Conclusion(closedAt: now, advice: advice, reason: text), choice: proposed, round: round, of: found.id
      )
      try JuryRecords(transaction).save(found.moved(to: .closed))
      try JuryRecords(transaction).save(jury.session.dealing(with: nil))
      try note(
        "jury.itemClosed", found,
        [
          "choice": proposed.map { .string($0.rawValue) } ?? .null, "advice": .string(advice.stored),
          "reason": .string(sha256(text)),
        ], by: principal, at: now, in: transaction)
      if let dossier, proposed != nil { try deliberate(dossier, by: principal, at: now, in: transaction) }
    }
  }

  /// The step of a dossier on which a jury concluded; one that was dealt with before has taken it.
  private func deliberate(
    _ dossier: Dossier, by principal: Principal, at now: Date, in transaction: any Transaction
  ) throws {
    if dossier.state == .deliberated { return }
    let next = try dossier.state.after(.deliberate)
    try DossierRecords(transaction).move(dossier, by: .deliberate, to: next, at: now, reasons: nil)
    try keepDueOrder(of: dossier.id, in: transaction)
    try JournalRecords(transaction).append(
      "dossier.deliberate", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
      change: ["state": .string(next.rawValue), "reasons": .null])
  }

  private func needsReason(
    _ choice: JuryChoice?, _ dossier: Dossier?, _ advice: JuryAdvice, under rule: ScoringRule?,
    in transaction: any Transaction
  ) throws -> Bool {
    guard let choice, let dossier,
      let kind = try ProcedureRecords(transaction).find(dossier.procedure).outcome(choice.outcome)?.kind
    else { return false }
    return advice.needsReason(for: kind, under: rule)
  }
}
