/// The identity of an item of a repeated group.
package enum ItemIdentity {
  /// How a page names an item that is not saved yet: `new:` and a word of its own.
  package static let newPrefix = "new:"

  /// The identity of an item that a page has named. The same name gives the same identity, so that what is sent twice,
  /// because the answer was lost on the way, is saved once; and another dossier can give it to none of its own.
  ///
  /// - Returns: a UUID of version 8 (RFC 9562, section 5.8); nil for another name.
  package static func named(_ name: String, in dossier: ID<Dossier>) -> String? {
    guard name.hasPrefix(newPrefix), (8...80).contains(name.utf8.count) else { return nil }
    var digits = Array(sha256("item:\(dossier):\(name)").prefix(32))
    digits[12] = "8"
    digits[16] = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) & 3]
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return parts.joined(separator: "-")
  }
}
