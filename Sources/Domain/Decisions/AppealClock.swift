/// The delays of appeals against a decision that was told, for the operator and never as advice to the applicant
/// (domain, R12 and R13).
package struct AppealClock: Hashable, Sendable {
  /// The last day on which an appeal to the court can be lodged.
  package let lastDay: Day
  /// The same for somebody who lives overseas while the court is on the mainland.
  package let lastDayOverseas: Day

  /// - Parameter isNoticeComplete: whether the routes and delays stood in the notice.
  package init(notifiedOn day: Day, isNoticeComplete: Bool = true) {
    lastDay = AppealDelay(isNoticeComplete: isNoticeComplete).lastDay(notifiedOn: day)
    lastDayOverseas = AppealDelay(applicant: .overseas("976"), isNoticeComplete: isNoticeComplete)
      .lastDay(notifiedOn: day)
  }

  /// When the silence of the administration on an appeal to it becomes a rejection: two months after it came.
  package static func silence(appealedOn day: Day) -> Day { day.adding(months: 2) }
}
