/// The delays of appeals against a decision, computed for the operator and never given as advice to the applicant
/// (domain, R12, R13 and section 4.2, vectors V5 to V7).
package struct AppealClock: Hashable, Sendable {
  /// The last day on which an appeal to the court can be lodged.
  package let lastDay: Day
  /// The same for somebody who lives overseas while a court of the mainland is competent: a month more.
  package let lastDayOverseas: Day
  /// Whether the routes and delays stood in the notice; otherwise the time is a reasonable one, of about a year.
  package let wasInformed: Bool

  package init(notifiedOn day: Day, wasInformed: Bool = true) {
    self.wasInformed = wasInformed
    guard wasInformed else {
      // One year, which is not a clear delay: it ends on the same day of the next year.
      lastDay = day.adding(months: 12)
      lastDayOverseas = lastDay
      return
    }
    lastDay = AppealClock.clearDelay(months: 2, after: day)
    lastDayOverseas = AppealClock.clearDelay(months: 3, after: day)
  }

  /// A clear delay (*délai franc*): neither its first nor its last day counts; it never ends on a day without work.
  private static func clearDelay(months: Int, after day: Day) -> Day {
    day.adding(months: months).adding(days: 1).nextWorkingDay
  }

  /// When the silence of the administration on an appeal to it becomes a rejection: two months after it came.
  package static func silence(appealedOn day: Day) -> Day { day.adding(months: 2) }
}

extension Day {
  /// The day itself, or the first after it that is neither Saturday, Sunday nor a public holiday.
  package var nextWorkingDay: Day {
    var day = self
    while day.isWeekend || day.isPublicHoliday { day = day.adding(days: 1) }
    return day
  }

  /// 0 for Sunday, 6 for Saturday.
  package var weekday: Int {
    // Zeller's rule, for the Gregorian calendar.
    let (shifted, years) = month < 3 ? (month + 12, year - 1) : (month, year)
    let sum = day + (13 * (shifted + 1)) / 5 + years + years / 4 - years / 100 + years / 400
    return (sum + 6) % 7
  }

  package var isWeekend: Bool { weekday == 0 || weekday == 6 }

  /// The eleven public holidays of the whole country (code of labour, L3133-1).
  package var isPublicHoliday: Bool {
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    if fixed.contains(where: { $0.0 == month && $0.1 == day }) { return true }
    guard let easter = Day.easter(year) else { return false }
    return [1, 39, 50].contains { easter.adding(days: $0) == self }
  }

  /// Easter Sunday of the Gregorian calendar (the anonymous computus of 1876).
  package static func easter(_ year: Int) -> Day? {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let (d, e) = (b / 4, b % 4)
    let g = (b - (b + 8) / 25 + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let sum = h + l - 7 * m + 114
    return Day(year: year, month: sum / 31, day: sum % 31 + 1)
  }
}
