/// A decision in its place among those of its dossier: one that was decided anew keeps those before.
package struct RecordedDecision: Hashable, Sendable {
  /// From 1, in the order in which they were taken.
  package let number: Int
  package let decision: Decision
  /// Whether its letter can be had as PDF.
  package let hasLetter: Bool
  /// The days on which appeals came that contest it.
  package let appealedOn: [Day]

  package init(number: Int, decision: Decision, hasLetter: Bool = false, appealedOn: [Day] = []) {
    self.number = number
    self.decision = decision
    self.hasLetter = hasLetter
    self.appealedOn = appealedOn
  }

  /// Whether those who file the dossier were told of it.
  package var isTold: Bool { decision.notifiedAt != nil }

  /// The day that is on it: of its notice, or of the decision while it is not told.
  package var day: Day { Day(decision.notifiedAt ?? decision.decidedAt) }

  /// The same with the appeals of a history that contest it.
  package func contested(in history: [DossierHistoryEntry]) -> RecordedDecision {
    RecordedDecision(
      number: number, decision: decision, hasLetter: hasLetter,
      appealedOn: history.filter { $0.event == .appeal && $0.decision == number }.map { $0.receivedOn ?? Day($0.at) })
  }
}
