/// A level of the official geography. The raw values are the words of public data and addresses.
package enum PlaceLevel: String, CaseIterable, Codable, Sendable {
  case municipality = "commune"
  case intermunicipality = "epci"
  case department = "departement"
  case region = "region"
}

/// An official code at its level; as text `epci:200054807`.
package struct PlaceCode: Hashable, Codable, Sendable, CustomStringConvertible {
  package let level: PlaceLevel
  package let code: String

  package init(level: PlaceLevel, code: String) {
    self.level = level
    self.code = code
  }

  /// Nil when the text has no known level or no code.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let level = PlaceLevel(rawValue: String(parts[0])), !parts[1].isEmpty
    else { return nil }
    self.init(level: level, code: String(parts[1]))
  }

  package var description: String { "\(level.rawValue):\(code)" }
}
