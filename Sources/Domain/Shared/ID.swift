package import Foundation

/// The identity of one `Owner`, a UUID (version 7 when made by `World`).
///
/// The owner is in the type so that the identity of a dossier cannot be handed to a rule about people.
package struct ID<Owner>: Hashable, Sendable, Codable, CustomStringConvertible {
  package let value: UUID

  package init(_ value: UUID) { self.value = value }

  /// Nil when the text is not a UUID: a foreign identity in an address is simply not found.
  package init?(_ text: String) {
    guard let value = UUID(uuidString: text) else { return nil }
    self.value = value
  }

  package init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(UUID.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The lower-case form that is stored and shown in addresses.
  package var description: String { value.uuidString.lowercased() }
}
