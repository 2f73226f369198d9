package import Foundation

/// A file that somebody attached to their dossier.
package struct Attachment: Hashable, Sendable {
  package let id: ID<Attachment>
  package let dossier: ID<Dossier>
  package let owner: Principal.Author
  /// The SHA-256 of its content, under which that is kept.
  package let digest: String
  package let name: String
  package let type: MediaType
  package let size: Int
  package let addedAt: Date
  /// The message that it came with; nil for a file of the dossier itself.
  package let message: ID<ExchangeMessage>?

  package init(
    id: ID<Attachment>, dossier: ID<Dossier>, owner: Principal.Author, digest: String, name: String, type: MediaType,
    size: Int, addedAt: Date, message: ID<ExchangeMessage>? = nil
  ) {
    self.id = id
    self.dossier = dossier
    self.owner = owner
    self.digest = digest
    self.name = name
    self.type = type
    self.size = size
    self.addedAt = addedAt
    self.message = message
  }

  /// How much a dossier takes.
  package enum Limits {
    package static let megabytes = 25
    package static let bytes = megabytes * 1_000_000
    package static let perDossier = 20
  }
}
