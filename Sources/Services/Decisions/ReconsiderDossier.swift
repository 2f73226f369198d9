import Domain
import Storage

extension Operations {
  /// What an appeal asks of a step: an inadmissibility is looked at anew as such, a decision on the merits on its merits,
  /// and whoever had a hand in what is contested leads nothing of it.
  ///
  /// - Throws: `Refusal.decision(.sameHand)`; `.notPossible` for the way that belongs to the other kind of decision.
  func requireFresh(
    _ event: DossierEvent, on dossier: Dossier, by principal: Principal, in transaction: any Transaction
  ) throws {
    switch event {
    case .reconsider, .reconsiderAdmissibility:
      guard try DossierRecords(transaction).history(of: dossier.id).reconsideration == event else {
        throw Refusal.notPossible(event, from: dossier.state)
      }
      let hands = try DecisionDraftRecords(transaction).hands(of: dossier.id)
      if principal.person.map(hands.contains) ?? false { throw Refusal.decision(.sameHand) }
    case .findAdmissible, .findInadmissible, .openReview, .deliberate:
      try requireFreshHands([principal.person], of: dossier.id, in: transaction)
    case .submit, .resume, .askForComplements, .complete, .decide, .notify, .publish, .withdrawDossier, .lapse, .appeal,
      .reexamine, .takeBack:
      return
    }
  }

  /// Whether `requireFresh` lets somebody take the step.
  func isFresh(
    _ event: DossierEvent, on dossier: Dossier, by principal: Principal, in transaction: any Transaction
  ) throws -> Bool {
    do {
      try requireFresh(event, on: dossier, by: principal, in: transaction)
      return true
    } catch is Refusal {
      return false
    }
  }
}
