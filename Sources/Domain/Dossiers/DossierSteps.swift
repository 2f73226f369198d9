/// One step that a dossier can take.
package struct DossierStep: Hashable, Sendable {
  package let from: DossierState
  package let event: DossierEvent
  package let to: DossierState
}

extension DossierState {
  /// The whole life of a dossier. What is not in this table cannot happen; the pages draw their
  /// buttons from it.
  package static let steps: [DossierStep] = [
    DossierStep(from: .draft, event: .submit, to: .submitted),
    DossierStep(from: .draft, event: .withdrawDossier, to: .withdrawn),
    DossierStep(from: .draft, event: .lapse, to: .lapsed),
    DossierStep(from: .submitted, event: .resume, to: .draft),
    DossierStep(from: .submitted, event: .findAdmissible, to: .admissible),
    DossierStep(from: .submitted, event: .findInadmissible, to: .inadmissible),
    DossierStep(from: .submitted, event: .askForComplements, to: .incomplete),
    DossierStep(from: .submitted, event: .withdrawDossier, to: .withdrawn),
    DossierStep(from: .incomplete, event: .complete, to: .submitted),
    DossierStep(from: .incomplete, event: .withdrawDossier, to: .withdrawn),
    DossierStep(from: .incomplete, event: .lapse, to: .lapsed),
    DossierStep(from: .admissible, event: .openReview, to: .inReview),
    DossierStep(from: .admissible, event: .withdrawDossier, to: .withdrawn),
    DossierStep(from: .inReview, event: .deliberate, to: .deliberated),
    DossierStep(from: .inReview, event: .withdrawDossier, to: .withdrawn),
    DossierStep(from: .deliberated, event: .decide, to: .decided),
    DossierStep(from: .decided, event: .notify, to: .notified),
    DossierStep(from: .decided, event: .takeBack, to: .deliberated),
    DossierStep(from: .notified, event: .publish, to: .published),
    DossierStep(from: .notified, event: .appeal, to: .appealed),
    DossierStep(from: .published, event: .appeal, to: .appealed),
    DossierStep(from: .inadmissible, event: .appeal, to: .appealed),
    DossierStep(from: .appealed, event: .reconsider, to: .inReview),
    DossierStep(from: .appealed, event: .reconsiderAdmissibility, to: .submitted),
    DossierStep(from: .notified, event: .reexamine, to: .deliberated),
    DossierStep(from: .published, event: .reexamine, to: .deliberated),
  ]

  /// The state that an event leads to.
  /// - Throws: `notPossible` when the table has no such step.
  package func after(_ event: DossierEvent) throws(Refusal) -> DossierState {
    for step in DossierState.steps where step.from == self && step.event == event {
      return step.to
    }
    throw .notPossible(event, from: self)
  }

  /// The same, told to somebody: who is not of the service does not learn from a refusal how far it is.
  package func after(_ event: DossierEvent, of dossier: Dossier, by principal: Principal) throws(Refusal)
    -> DossierState
  {
    do {
      return try after(event)
    } catch {
      throw principal.may(.readDesk, to: dossier) ? error : .notPossible(event, from: asToldToApplicant)
    }
  }

  /// The events that can happen from here, in the order of the table.
  package var possibleEvents: [DossierEvent] {
    DossierState.steps.filter { $0.from == self }.map(\.event)
  }
}
