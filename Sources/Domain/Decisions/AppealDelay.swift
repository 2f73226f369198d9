/// Until when a decision can be brought before the court.
///
/// Two months *francs* from the notification (CJA R421-1), one more for those who live overseas where the court is on the
/// mainland or in another overseas place, two more for those who live abroad (CJA R421-7; read in the version of 2012, to
/// be checked again). Where the notice did not tell routes and limits, they cannot be held against the person; what is
/// left is a reasonable time, in principle one year, which is not *franc*. Shown to the service alone, never as advice.
package struct AppealDelay: Hashable, Sendable {
  /// Where somebody lives, or a court has its seat.
  package enum Place: Hashable, Sendable {
    case mainland
    /// A place overseas, by the code of its département or collectivity, `976`.
    case overseas(String)
    /// Outside France. No court of ours has its seat there.
    case abroad
  }

  package let applicant: Place
  package let court: Place
  package let holidays: PublicHolidays
  /// Whether the notice told routes and time limits of appeal.
  package let isNoticeComplete: Bool

  package init(
    applicant: Place = .mainland, court: Place = .mainland, holidays: PublicHolidays = .national,
    isNoticeComplete: Bool = true
  ) {
    self.applicant = applicant
    self.court = court
    self.holidays = holidays
    self.isNoticeComplete = isNoticeComplete
  }

  /// What distance adds.
  package var extraMonths: Int {
    switch applicant {
    case .abroad: 2
    case .overseas: applicant == court ? 0 : 1
    case .mainland: court == .mainland ? 0 : 1
    }
  }

  /// The last day for an appeal against a decision that was notified on a day.
  package func lastDay(notifiedOn day: Day) -> Day {
    isNoticeComplete
      ? LegalDelays.court.lastDay(from: day, extraMonths: extraMonths, holidays: holidays)
      : LegalDelays.reasonableTime.lastDay(from: day)
  }

  /// The last day for an appeal against the rejection that arose from silence at the end of a day (CJA R421-2). The
  /// notice is the receipt.
  package func lastDay(silenceOn day: Day) -> Day { lastDay(notifiedOn: day) }

  /// An appeal to the author or the superior interrupts the time, if it came in time: it then runs anew, whole, from the
  /// day of the answer or of the silence of two months on it (CRPA L411-2). An answer that comes after that silence, but
  /// before the time has run out, starts it once more (CJA R421-2).
  ///
  /// - Parameters:
  ///   - notifiedOn: the day of the decision's own notification.
  ///   - receivedOn: the day on which the administrative appeal came in.
  ///   - answeredOn: the day on which its rejection was notified; nil where there was none.
  package func lastDay(notifiedOn: Day, appealReceivedOn receivedOn: Day, answeredOn: Day?) -> Day {
    let without = lastDay(notifiedOn: notifiedOn)
    guard receivedOn <= without else { return without }
    let afterSilence = lastDay(silenceOn: receivedOn.adding(months: 2))
    guard let answeredOn, answeredOn <= afterSilence else { return afterSilence }
    return lastDay(notifiedOn: answeredOn)
  }
}

extension AppealDelay.Place {
  /// The codes of the overseas départements and of the collectivities that the rule names.
  private static let overseasCodes: Set<String> = [
    "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988",
  ]

  /// - Parameter department: the code of the département or collectivity, `26`, `976`.
  package init(department: String) {
    self = AppealDelay.Place.overseasCodes.contains(department) ? .overseas(department) : .mainland
  }
}
