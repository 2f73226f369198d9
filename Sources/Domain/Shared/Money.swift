import Foundation

/// An amount of euros, in whole cents: no fraction is lost in a sum.
package struct Money: Hashable, Comparable, Sendable {
  package let cents: Int64

  package init(cents: Int64) { self.cents = cents }

  /// Reads an amount as people write it: `1 234,50`, `1234.5 €`, `12`. Nil for anything else, for more than two
  /// decimals, and from a quadrillion euros on.
  package init?(_ text: String) {
    var text = text.trimmed
    if text.hasSuffix("€") { text = String(text.dropLast()).trimmed }
    guard let value = decimal(reading: text), abs(value) < Decimal(sign: .plus, exponent: 15, significand: 1) else {
      return nil
    }
    var scaled = value * 100
    var whole = Decimal()
    NSDecimalRound(&whole, &scaled, 0, .plain)
    guard whole == scaled, let cents = Int64("\(whole)") else { return nil }
    self.cents = cents
  }

  /// Decimal text with two places: `1234.50`.
  package var decimalText: String {
    let magnitude = cents.magnitude
    let fraction = magnitude % 100
    return (cents < 0 ? "-" : "") + "\(magnitude / 100)." + (fraction < 10 ? "0" : "") + "\(fraction)"
  }

  /// The sum; the largest amount there is where it would run over.
  package func adding(_ other: Money) -> Money {
    let (sum, isOver) = cents.addingReportingOverflow(other.cents)
    return Money(cents: isOver ? (cents < 0 ? .min : .max) : sum)
  }

  package static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
}
