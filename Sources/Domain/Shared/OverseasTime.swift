package import Foundation

/// Where in France the clock shows another hour than in Paris. All limits are those of Paris; beside a closing hour these
/// are told too, since nobody should miss it by a mistake of subtraction.
package enum OverseasTime: String, CaseIterable, Sendable {
  case antilles
  case guyane
  case reunion
  case mayotte

  package var zone: TimeZone { TimeZone(identifier: identifier) ?? .gmt }

  private var identifier: String {
    switch self {
    case .antilles: "America/Guadeloupe"
    case .guyane: "America/Cayenne"
    case .reunion: "Indian/Reunion"
    case .mayotte: "Indian/Mayotte"
    }
  }

  /// The day and the hour there at an instant.
  package func clock(at instant: Date) -> (day: Day, hour: Int, minute: Int) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: instant)
    let day = Day(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1)
    return (day ?? Day(instant), parts.hour ?? 0, parts.minute ?? 0)
  }
}
