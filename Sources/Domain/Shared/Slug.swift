import Foundation

/// The part of a public address that names a thing: lower-case ASCII letters, digits and single hyphens.
package struct Slug: Hashable, Sendable, Codable, CustomStringConvertible {
  package let value: String
  package var description: String { value }

  /// Nil unless the text already has the form of a slug.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...80).contains(text.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) } })
    else { return nil }
    value = text
  }

  /// Makes a slug of a name: "Pays de Grasse" → `pays-de-grasse`; a name without any letter of the
  /// Latin alphabet becomes `territoire`.
  package init(naming name: String) {
    let plain = name.folding(
      options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "fr_FR"))
    let words = plain.replacing("œ", with: "oe").split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let joined = String(words.joined(separator: "-").lowercased().prefix(72))
    value = joined.isEmpty ? "territoire" : joined.trimmingCharacters(in: CharacterSet(charactersIn: "-"))
  }

  /// The same slug with a number, for the second of a name.
  package func numbered(_ number: Int) -> Slug { Slug(unchecked: value + "-\(number)") }

  private init(unchecked text: String) { value = text }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let slug = Slug(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a slug")
    }
    self = slug
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
