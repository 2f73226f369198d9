package import Foundation

/// Instants are stored as ISO 8601 text in UTC with milliseconds, so that text sorts as time does.
package enum Instant {
  /// `2019-02-25T09:00:00.000Z`
  package static func text(_ date: Date) -> String { date.formatted(style) }

  /// Nil when the text is not in the stored form.
  package static func date(_ text: String) -> Date? { try? style.parse(text) }

  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
