extension StringProtocol {
  /// The text without the characters that turn the direction of writing: with them, what stands beside a text on a page
  /// or in minutes would be read in another order.
  package var withoutTurns: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { !$0.turnsWriting }))
  }
}

extension Unicode.Scalar {
  fileprivate var turnsWriting: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }
}
