/// A time limit that a text counts in months from a day, and how it ends.
///
/// The day of the same number so many months later, or the last of that month where it is shorter, is its last day, until
/// 24:00 in Paris. In a *délai franc* neither the first nor the last day counts: it ends a day later, and where that is
/// a Saturday, a Sunday or a public holiday, on the next working day (domain notes, section 4.2; the end of a short month
/// and the roll-over are general knowledge, to be confirmed by a lawyer).
package struct LegalDelay: Hashable, Sendable {
  package let months: Int
  /// Whether neither the first nor the last day counts, so that holidays matter.
  package let isFranc: Bool
  /// The text it is taken from.
  package let source: String

  package init(months: Int, isFranc: Bool = false, source: String) {
    self.months = months
    self.isFranc = isFranc
    self.source = source
  }

  /// The last day on which it can still be done.
  ///
  /// - Parameters:
  ///   - day: that of the event that starts it.
  ///   - extraMonths: what distance adds.
  ///   - holidays: those of the place where it has to be done. They matter to a *délai franc* only.
  package func lastDay(
    from day: Day, extraMonths: Int = 0, holidays: PublicHolidays = .national
  ) -> Day {
    let last = day.adding(months: months + extraMonths)
    return isFranc ? holidays.workingDay(from: last.adding(days: 1)) : last
  }

  /// Whether it has run out: the whole of its last day is still in time.
  package func isOver(
    on today: Day, from day: Day, extraMonths: Int = 0, holidays: PublicHolidays = .national
  ) -> Bool {
    today > lastDay(from: day, extraMonths: extraMonths, holidays: holidays)
  }
}

/// The time limits that the program counts, one rule each.
package enum LegalDelays {
  /// From the notification of a decision to the court. `AppealDelay` adds distance and what was not said in the notice.
  package static let court = LegalDelay(months: 2, isFranc: true, source: "CJA R421-1, R421-5")
  /// The longest reasonable time, in principle, where the notice did not tell routes and limits. It is not *franc*.
  package static let reasonableTime = LegalDelay(months: 12, source: "Conseil d’État, 13 July 2016, 387763")
  /// To ask for the reasons of a decision that silence made, counted as the appeal; the answer is due within a month.
  package static let reasonsOfSilence = LegalDelay(months: 1, source: "CRPA L232-4")
  /// After it, silence on a request for a document is a refusal.
  package static let documentRequest = LegalDelay(months: 1, source: "CRPA R311-12, R311-13")
  /// From that refusal to the commission on access to documents (CADA), which comes before any court.
  package static let accessCommission = LegalDelay(months: 2, source: "CRPA R343-1")
  /// How long an illegal decision that creates rights can be withdrawn, from the day on which it was taken.
  package static let withdrawal = LegalDelay(months: 4, source: "CRPA L242-1")
  /// The essential data of a grant agreement are published, from its signature.
  package static let agreementData = LegalDelay(months: 3, source: "decree 2017-779")
  /// The financial report of a grant comes in, from the end of the financial year.
  package static let financialReport = LegalDelay(months: 6, source: "law 2000-321, art. 10; Cerfa 15059")

  /// The days whose de minimis grants add up with one granted on a day: three years before it, not calendar years, and
  /// the day itself (regulation (EU) 2023/2831, art. 3(2)).
  package static func deMinimisWindow(grantedOn day: Day) -> ClosedRange<Day> { day.adding(months: -36)...day }
}
