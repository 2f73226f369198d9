package import Domain
import Foundation
import Storage

extension Operations {
  /// The president's vote between choices that are tied, with a reason that stands in the minutes.
  /// - Returns: false where somebody voted whom an interest keeps from the item: it is voted on anew.
  /// - Throws: `Refusal.jury(.notInTheRoom)` for a president who is recused or was absent at the vote.
  @discardableResult
  package func castCastingVote(
    _ choice: JuryChoice, reason: String, on item: ID<JuryItem>, round: Int, in id: ID<JurySession>,
    by principal: Principal
  ) async throws -> Bool {
    try await lead(item, in: id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      guard found.round == round, found.state == .counted, let result = found.result, !result.tied.isEmpty
      else { throw Refusal.jury(.movedOn) }
      guard principal.relation(to: jury.session) == .presiding else { throw Refusal.notAllowed(.leadJury) }
      guard jury.session.mayCast(on: result) else { throw Refusal.jury(.notInTheRoom) }
      if try wasVoided(found, jury, by: principal, at: now, in: transaction) { return false }
      guard result.tied.contains(choice) else {
        throw Refusal.invalid([Finding(field: "casting", problem: .missing)])
      }
      let text = try JuryResult.written(reason, field: "castingReason", isNeeded: true)
      try JuryResultRecords(transaction).setCasting(
        JuryResult.Casting(choice: choice, reason: text), round: round, of: found.id)
      try note(
        "jury.castingVote", found, ["choice": .string(choice.rawValue), "reason": .string(sha256(text))],
        by: principal, at: now, in: transaction)
      return true
    }
  }

  /// Closes an item: what the jury is for becomes its proposal, and the dossier has been deliberated. Where it could not
  /// say, the dossier stays where it is.
  ///
  /// - Returns: false where somebody voted whom an interest keeps from the item: it is voted on anew.
  /// - Throws: `Refusal.invalid` without a reason where the jury parts from the grid; `.jury(.castingAwaited)`.
  @discardableResult
  package func closeItem(
    _ item: ID<JuryItem>, round: Int, reason: String, in id: ID<JurySession>, by principal: Principal
  ) async throws -> Bool {
    try await lead(item, in: id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      // Pressed twice.
      if found.round == round, found.state == .closed { return true }
      guard found.round == round, found.state == .counted, let result = found.result else {
        throw Refusal.changedMeanwhile
      }
      if try wasVoided(found, jury, by: principal, at: now, in: transaction) { return false }
      if !result.tied.isEmpty, jury.session.mayCast(on: result) { throw Refusal.jury(.castingAwaited) }
      let dossier = jury.dossier(of: found)
      let scored = try dossier.flatMap { try self.result(of: $0, in: transaction) }
      let advice = JuryAdvice(scored?.result, under: scored?.rule)
      let isReasoned = try needsReason(result.choice, dossier, advice, under: scored?.rule, in: transaction)
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
      // One that was withdrawn meanwhile stays as it is: the session goes on.
      if let dossier, proposed != nil, dossier.state == .inReview {
        try deliberate(dossier, by: principal, at: now, in: transaction)
      }
      return true
    }
  }

  /// The step of a dossier on which a jury concluded for the first time.
  private func deliberate(
    _ dossier: Dossier, by principal: Principal, at now: Date, in transaction: any Transaction
  ) throws {
    let next = try dossier.state.after(.deliberate)
    try DossierRecords(transaction).move(dossier, by: .deliberate, to: next, at: now, reasons: nil)
    try keepDueOrder(of: dossier.id, in: transaction)
    try freezeReviews(of: dossier, at: now, in: transaction)
    try freeReviewers(of: dossier, in: transaction)
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
