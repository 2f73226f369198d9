package import Foundation

/// What came of an attempt to deliver something.
package enum Delivery: Hashable, Sendable {
  case done
  /// Not now: a server that is busy, a network that is down. It is tried again.
  case postponed(reason: String)
  /// Never: the address does not exist.
  case refused(reason: String)
}

/// When something that could not be delivered is tried again.
///
/// The waits grow, and end after about four days, as long as mail servers usually try (RFC 5321 §4.5.4.1 asks for four
/// to five days).
package struct RetrySchedule: Hashable, Sendable {
  /// The length of a wait of one, in seconds: a minute, or less in a test.
  package let unit: Double
  private static let waits: [Double] = [1, 5, 15, 60, 240, 720, 1440, 1440, 1440]

  package init(unit: Double = 60) { self.unit = unit }

  /// - Parameter attempts: how many there were, 1 after the first.
  /// - Returns: the seconds to wait, or nil to give up.
  package func wait(afterAttempts attempts: Int) -> Double? {
    guard RetrySchedule.waits.indices.contains(attempts - 1) else { return nil }
    return RetrySchedule.waits[attempts - 1] * unit
  }
}

/// What somebody wants of the mail that no procedure asks for.
package enum MailChoice: String, CaseIterable, Sendable {
  case each
  case daily
  case none
}

/// The digest goes out once a day, at seven in the morning in Paris.
package enum Digest {
  package static let hour = 7

  /// The first seven o'clock after a moment; days on which the clock is changed have one too.
  package static func next(after moment: Date) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = Day.parisZone
    let today = calendar.date(bySettingHour: hour, minute: 0, second: 0, of: moment) ?? moment
    if today > moment { return today }
    let tomorrow = calendar.date(byAdding: .day, value: 1, to: moment) ?? moment
    return calendar.date(bySettingHour: hour, minute: 0, second: 0, of: tomorrow) ?? tomorrow
  }
}
