package import Foundation

/// Instants are stored as ISO 8601 text in UTC with milliseconds, so that text sorts as time does. An instant that was
/// stored and read is stored again as the same text, and is equal to the one that was stored: things are found by it.
package enum Instant {
  /// `2019-02-25T09:00:00.000Z`, the nearest millisecond.
  package static func text(_ date: Date) -> String {
    // The style cuts what is less than a millisecond, and a number of seconds may stand a hair below its millisecond.
    date.addingTimeInterval(0.0005).formatted(style)
  }

  /// Nil when the text is not in the stored form.
  package static func date(_ text: String) -> Date? { (try? style.parse(text)).map(whole) }

  /// The nearest whole millisecond, as every instant is that the program writes down.
  package static func whole(_ date: Date) -> Date {
    Date(timeIntervalSince1970: (date.timeIntervalSince1970 * 1000).rounded() / 1000)
  }

  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
