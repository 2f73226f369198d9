/// The public holidays of a place (code du travail, L3133-1): on them, and on Saturdays and Sundays, no time limit that
/// is a *délai franc* ends.
///
/// Which list counts where holidays differ is not settled by the texts that we know: for a court, we take those of its
/// seat. Whoever has to decide asks a lawyer; the program only shows the day to the service, never as advice.
package enum PublicHolidays: String, CaseIterable, Sendable {
  /// The eleven days of the whole country.
  case national
  /// Good Friday and 26 December besides (code du travail, L3134-13): Bas-Rhin, Haut-Rhin and Moselle. Good Friday is one
  /// only where there is a Protestant church and a mixed population; the seats of the courts are such places.
  case alsaceMoselle
  // The day of the abolition of slavery besides (code du travail, L3422-2).
  case guadeloupe
  case martinique
  case guyane
  case reunion
  case mayotte

  package func contains(_ day: Day) -> Bool {
    if fixed.contains(where: { $0 == (day.month, day.day) }) { return true }
    guard let easter = Day.easter(of: day.year) else { return false }
    return movable.contains { easter.adding(days: $0) == day }
  }

  /// The day itself where it is a working one, else the next that is.
  package func workingDay(from day: Day) -> Day {
    var day = day
    while day.isWeekend || contains(day) { day = day.adding(days: 1) }
    return day
  }

  /// Months and days.
  private var fixed: [(Int, Int)] {
    let national = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    return switch self {
    case .national: national
    case .alsaceMoselle: national + [(12, 26)]
    case .guadeloupe: national + [(5, 27)]
    case .martinique: national + [(5, 22)]
    case .guyane: national + [(6, 10)]
    case .reunion: national + [(12, 20)]
    case .mayotte: national + [(4, 27)]
    }
  }

  /// Days after Easter Sunday: Easter Monday, Ascension, Whit Monday, which is a holiday even where people work on it.
  private var movable: [Int] {
    switch self {
    case .alsaceMoselle: [-2, 1, 39, 50]
    case .national, .guadeloupe, .martinique, .guyane, .reunion, .mayotte: [1, 39, 50]
    }
  }
}

extension Day {
  package enum Weekday: Int, CaseIterable, Sendable {
    case monday
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday
  }

  package var weekday: Weekday {
    // Zeller's congruence, with the week counted from Monday; January and February belong to the year before.
    let (m, y) = month > 2 ? (month, year) : (month + 12, year - 1)
    let number = (day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400 + 5) % 7
    return Weekday(rawValue: number) ?? .monday
  }

  package var isWeekend: Bool { weekday == .saturday || weekday == .sunday }

  /// Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (J. Meeus, *Astronomical
  /// Algorithms*, chapter 8); nil for years in which that calendar was not in use yet.
  package static func easter(of year: Int) -> Day? {
    guard year > 1582 else { return nil }
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - b / 4 - g + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 19 * l) / 433
    let month = (h + l - 7 * m + 90) / 25
    let day = (h + l - 7 * m + 33 * month + 19) % 32
    return Day(year: year, month: month, day: day)
  }
}
