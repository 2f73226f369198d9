/// The code that a certificate bears: whoever has it can see on the site whether the label still holds. Sixteen signs of
/// 32 make 80 bits, so that none can be guessed; none of the signs can be taken for another (Crockford's base 32).
package struct VerificationCode: Hashable, Sendable, CustomStringConvertible {
  private let signs: String

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let length = 16

  /// Makes a code of a fresh secret.
  package init(secret: String) {
    // The digest spreads the secret evenly, whatever its alphabet: 16 bytes, of which 5 bits each are taken.
    let digits = Array(sha256(secret))
    signs = String(
      (0..<VerificationCode.length).map { place in
        let pair = String(digits[(2 * place)...(2 * place + 1)])
        return VerificationCode.alphabet[(Int(pair, radix: 16) ?? 0) & 31]
      })
  }

  /// Reads a code as somebody typed it: small letters, spaces, other signs that look alike. Nil for what is none.
  package init?(_ text: String) {
    guard text.count <= 40 else { return nil }
    var read = ""
    for character in text.uppercased() where character != "-" && character != " " {
      switch character {
      case "O": read.append("0")
      case "I", "L": read.append("1")
      case let sign where VerificationCode.alphabet.contains(sign): read.append(sign)
      default: return nil
      }
    }
    guard read.count == VerificationCode.length else { return nil }
    signs = read
  }

  /// `7K3M-9QXT-…`: four groups of four.
  package var description: String {
    stride(from: 0, to: VerificationCode.length, by: 4).map { start in
      let from = signs.index(signs.startIndex, offsetBy: start)
      return String(signs[from..<signs.index(from, offsetBy: 4)])
    }.joined(separator: "-")
  }
}
