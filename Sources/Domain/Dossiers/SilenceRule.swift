/// What the silence of the administration means, and after how many months.
package struct SilenceRule: Hashable, Codable, Sendable {
  package enum Effect: String, CaseIterable, Codable, Sendable {
    case acceptance
    case rejection
  }

  package let effect: Effect
  package let months: Int
  /// The legal ground, in words for the applicant.
  package let basis: LocalisedText

  package init(effect: Effect, months: Int, basis: LocalisedText) {
    self.effect = effect
    self.months = months
    self.basis = basis
  }

  /// The day at whose end silence becomes a decision: the day of the same number so many months
  /// after the complete file, or the last of that month (domain, section 4.2, after CRPA L231-1 and
  /// L231-4; the end of a short month is general knowledge, to be confirmed by a lawyer).
  package func implicitDecision(completeOn day: Day) -> Day { day.adding(months: months) }

  /// The first day on which the implicit decision can be claimed.
  package func claimable(completeOn day: Day) -> Day {
    implicitDecision(completeOn: day).adding(days: 1)
  }
}
