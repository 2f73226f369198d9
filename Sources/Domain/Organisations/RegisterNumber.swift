/// The number of a legal unit in the register of companies: nine digits, of which the last checks the others
/// (Luhn, ISO/IEC 7812-1).
package struct SIREN: Hashable, Sendable, CustomStringConvertible {
  package let value: String
  package var description: String { value }

  /// Nil unless the text is nine digits that check. Spaces between them are passed over, as people write them.
  package init?(_ text: String) {
    guard let digits = digits(text, count: 9), luhnSum(digits) % 10 == 0, digits.contains(where: { $0 != 0 }) else {
      return nil
    }
    value = joined(digits)
  }
}

/// The number of an establishment: the SIREN of its legal unit and five digits more.
package struct SIRET: Hashable, Sendable, CustomStringConvertible {
  /// The establishments of La Poste outgrew the numbers that check: theirs have a sum of digits that is a multiple
  /// of 5 instead. Its head office, and a few of before, check as all others do.
  private static let post = "356000000"

  package let value: String
  package var description: String { value }

  /// Nil unless the text is fourteen digits that check, spaces apart.
  package init?(_ text: String) {
    guard let digits = digits(text, count: 14), digits.contains(where: { $0 != 0 }) else { return nil }
    let value = joined(digits)
    let isOfPost = value.hasPrefix(SIRET.post) && digits.reduce(0, { $0 + Int($1) }) % 5 == 0
    guard luhnSum(digits) % 10 == 0 || isOfPost, SIREN(String(value.prefix(9))) != nil else { return nil }
    self.value = value
  }

  /// The legal unit that it is an establishment of.
  package var siren: SIREN? { SIREN(String(value.prefix(9))) }
}

/// The digits of a text that is nothing but so many digits and spaces.
private func digits(_ text: String, count: Int) -> [UInt8]? {
  var digits: [UInt8] = []
  for scalar in text.unicodeScalars {
    switch scalar {
    case "0"..."9": digits.append(UInt8(scalar.value - 48))
    case " ", "\u{a0}", "\u{202f}": break
    default: return nil
    }
    if digits.count > count { return nil }
  }
  return digits.count == count ? digits : nil
}

private func joined(_ digits: [UInt8]) -> String {
  String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
}

/// From the right, every second digit counts double, and 9 less where that makes two digits.
private func luhnSum(_ digits: [UInt8]) -> Int {
  var sum = 0
  for (place, digit) in digits.reversed().enumerated() {
    let doubled = place.isMultiple(of: 2) ? Int(digit) : Int(digit) * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum
}
