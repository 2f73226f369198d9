package import Foundation

/// A calendar day, without hour or zone: what a letter bears and what a delay is counted in.
package struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil when there is no such day, 30 February for instance.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2019-02-25`, and the French `25/02/2019` that people type.
  package init?(_ text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    let dashed = trimmed.split(separator: "-", omittingEmptySubsequences: false)
    let slashed = trimmed.split(separator: "/", omittingEmptySubsequences: false)
    let parts = dashed.count == 3 ? dashed : slashed.reversed()
    guard parts.count == 3, parts[0].count == 4, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that it is in Europe/Paris at an instant.
  package init(_ instant: Date) {
    let parts = Day.paris.dateComponents([.year, .month, .day], from: instant)
    year = parts.year ?? 1
    month = parts.month ?? 1
    day = parts.day ?? 1
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a calendar day")
    }
    self = day
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  package var description: String {
    Day.padded(year, to: 4) + "-" + Day.padded(month, to: 2) + "-" + Day.padded(day, to: 2)
  }

  package static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// The first instant of the day in Europe/Paris.
  package var start: Date {
    Day.paris.date(from: DateComponents(year: year, month: month, day: day)) ?? .distantPast
  }

  /// An hour of the day in Europe/Paris, `17:00` or `17 h 30`; nil for what is no hour.
  package func at(hour text: String) -> Date? {
    let parts = text.lowercased().replacing("h", with: ":").split(separator: ":").map { String($0).trimmed }
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }),
      let hour = Int(parts[0]), (0...23).contains(hour), let minute = parts.count > 1 ? Int(parts[1]) : 0,
      (0...59).contains(minute)
    else { return nil }
    return Day.paris.date(from: DateComponents(year: year, month: month, day: day, hour: hour, minute: minute))
  }

  /// The instant at which the day ends in Europe/Paris (24:00): a closing "on the 22nd" still takes
  /// what arrives at 23:59.
  package var end: Date { adding(days: 1).start }

  package func adding(days: Int) -> Day {
    // Noon is never touched by a change of the clocks.
    Day(Day.paris.date(byAdding: .day, value: days, to: start.addingTimeInterval(43_200)) ?? start)
  }

  /// The day of the same number so many months later, or the last of that month where it is shorter
  /// (31 December plus two months is 28 or 29 February).
  package func adding(months: Int) -> Day {
    let index = year * 12 + (month - 1) + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    let newDay = min(day, Day.length(ofMonth: newMonth, year: newYear))
    return Day(year: newYear, month: newMonth, day: newDay) ?? self
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The zone in which all days and hours of the programme are counted.
  package static let parisZone = TimeZone(identifier: "Europe/Paris") ?? .gmt

  private static let paris: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = parisZone
    return calendar
  }()
}

extension Character {
  /// `isNumber` also accepts "½" and "٣"; a code or a date takes these ten only.
  package var isASCIIDigit: Bool { isASCII && isNumber }
}
