/// A number that is not rounded: totals and marks are compared as they are, by cross-multiplication.
package struct Fraction: Sendable {
  package let numerator: Int
  /// More than zero.
  package let denominator: Int

  /// - Parameter denominator: more than zero.
  package init(_ numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// As decimal text for people, rounded half up at its last digit: never compared.
  package func text(decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let rounded = (2 * numerator * scale + denominator) / (2 * denominator)
    guard decimals > 0 else { return String(rounded) }
    let digits = String(rounded % scale)
    return "\(rounded / scale)." + String(repeating: "0", count: decimals - digits.count) + digits
  }

  /// Spelt as it is kept: `510/8`.
  package var spelling: String { "\(numerator)/\(denominator)" }
}

extension Fraction: Comparable, Hashable {
  package static func < (one: Fraction, other: Fraction) -> Bool {
    one.numerator * other.denominator < other.numerator * one.denominator
  }

  /// Equal in value, however they are spelt.
  package static func == (one: Fraction, other: Fraction) -> Bool {
    one.numerator * other.denominator == other.numerator * one.denominator
  }

  package func hash(into hasher: inout Hasher) {
    var (divisor, rest) = (denominator, abs(numerator))
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    hasher.combine(numerator / divisor)
    hasher.combine(denominator / divisor)
  }
}
