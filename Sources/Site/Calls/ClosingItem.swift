import Domain
import Foundation

/// The closing of a wave: the instant in Europe/Paris as fixed text. The script of the site adds how long remains, and the
/// reader's own hour; a page that is kept must not tell what goes stale.
struct ClosingItem: Sendable {
  let iso: String
  let text: String
  /// What the script writes around what remains, `Il reste {0}`, and around the local hour.
  let left: String
  let local: String
  let over: String
  let rule: String
  /// The same instant where in France the clock shows another hour.
  let overseas: [String]

  init(_ closesAt: Date, in wording: Wording) {
    iso = Instant.text(closesAt)
    text = wording.catalogue("closesAt", wording.closing(closesAt))
    left = wording.catalogue("timeLeft")
    local = wording.catalogue("closesLocally")
    over = wording.catalogue("closedNow")
    rule = wording.catalogue("closingRule")
    overseas = OverseasTime.allCases.map { place in
      let clock = place.clock(at: closesAt)
      let minute = clock.minute < 10 ? "0\(clock.minute)" : "\(clock.minute)"
      return wording.catalogue(
        "closesOverseas", wording.catalogue("overseas_\(place.rawValue)"), wording.day(clock.day), "\(clock.hour)",
        minute)
    }
  }
}

extension Wording {
  /// "Il reste 12 jours", "Il reste 5 heures", for a page that is made anew for each reader.
  func remaining(until end: Date, at moment: Date) -> [String] {
    let hours = Int(end.timeIntervalSince(moment) / 3600)
    guard end > moment else { return [] }
    let text =
      hours >= 48
      ? catalogue.count("days", hours / 24)
      : hours >= 1 ? catalogue.count("hours", hours) : catalogue("lessThanAnHour")
    return [catalogue.fill("timeLeft", [text])]
  }
}
