/// A name that tells nothing: a capital letter and some digits, `D017`.
package enum OpaqueCode {
  package static func isOne(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (2...7).contains(bytes.count) else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[0])
      && bytes.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// A code for each identity. Their order follows a digest with a secret, so that it says nothing of when anything was
  /// filed, and nobody who knows the identities can find their codes.
  package static func codes(for identities: some Collection<String>, letter: Character, secret: String)
    -> [String: String]
  {
    let shuffled = Set(identities).map { (digest: sha256("\(secret)\n\($0)"), identity: $0) }
      .sorted { $0.digest < $1.digest }
    let width = max(2, String(shuffled.count).count)
    return Dictionary(
      uniqueKeysWithValues: shuffled.enumerated().map { index, item in
        let number = String(index + 1)
        return (item.identity, "\(letter)" + String(repeating: "0", count: width - number.count) + number)
      })
  }
}
