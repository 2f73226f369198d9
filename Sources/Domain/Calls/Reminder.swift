package import Foundation

/// The reminders before a wave closes, to those whose draft was not submitted.
package enum Reminder {
  /// How many days before.
  package static let days = [14, 3, 1]

  /// The reminder that is due now: the last one whose moment has come. Its drafts are those that were begun before it.
  ///
  /// A server that was down sends what is due then, and not what it missed.
  package static func due(closing: Date, at moment: Date) -> (days: Int, from: Date)? {
    guard moment < closing else { return nil }
    return days.map { (days: $0, from: from(closing, $0)) }.last { $0.from <= moment }
  }

  /// So many days before, at the same hour of Europe/Paris, where clocks may have changed.
  private static func from(_ closing: Date, _ days: Int) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = Day.parisZone
    return calendar.date(byAdding: .day, value: -days, to: closing) ?? closing
  }
}
