/// The delays of appeals against a decision that was told, for the operator and never as advice to the applicant
/// (domain, R12 and R13).
package struct AppealClock: Hashable, Sendable {
  /// The last day on which an appeal to the court can be lodged.
  package let lastDay: Day
  /// The same for somebody who lives overseas while the court is on the mainland.
  package let lastDayOverseas: Day

  /// - Parameters:
  ///   - appeal: the day on which an appeal to the administration came that is not answered: if it came in time, the
  ///     time for the court runs anew from the silence on it.
  ///   - isNoticeComplete: whether the routes and delays stood in the notice.
  package init(notifiedOn day: Day, appealedOn appeal: Day? = nil, isNoticeComplete: Bool = true) {
    func last(_ place: AppealDelay.Place) -> Day {
      let delay = AppealDelay(applicant: place, isNoticeComplete: isNoticeComplete)
      guard let appeal else { return delay.lastDay(notifiedOn: day) }
      return delay.lastDay(notifiedOn: day, appealReceivedOn: appeal, answeredOn: nil)
    }
    lastDay = last(.mainland)
    lastDayOverseas = last(.overseas("976"))
  }

  /// When the silence of the administration on an appeal to it becomes a rejection: two months after it came.
  package static func silence(appealedOn day: Day) -> Day { day.adding(months: 2) }
}
