package import Foundation

/// Somebody else's program that is called when something public happens.
package struct Webhook: Hashable, Sendable {
  package let id: ID<Webhook>
  package let url: String
  /// The key of the signature.
  package let secret: String
  package let createdAt: Date

  package init(id: ID<Webhook>, url: String, secret: String, createdAt: Date) {
    self.id = id
    self.url = url
    self.secret = secret
    self.createdAt = createdAt
  }

  /// A public event that webhooks are told of.
  package enum Event: Hashable, Sendable {
    case waveOpened(Slug)
    case territoryPublished(Slug)

    package var kind: String {
      switch self {
      case .waveOpened: "wave.opened"
      case .territoryPublished: "territory.published"
      }
    }

    /// The facts, as the body of the call has them.
    package func facts(at moment: Date) -> JSONValue {
      let subject: (String, Slug) =
        switch self {
        case .waveOpened(let slug): ("wave", slug)
        case .territoryPublished(let slug): ("territory", slug)
        }
      return .object([
        "type": .string(kind), "timestamp": .string(Instant.text(moment)),
        "data": .object([subject.0: .string(subject.1.value)]),
      ])
    }
  }
}
