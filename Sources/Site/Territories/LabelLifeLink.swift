package import Domain

/// The addresses of the life of a label, for its holder and for the service.
package enum LabelLifeLink: Hashable, Sendable {
  case all
  case label(ID<Territory>)
  case steps(ID<Territory>)
  case correction(ID<Territory>)
  case certificate(ID<Territory>)
  /// The letter of an event.
  case paper(ID<Territory>, Int)

  var path: String {
    switch self {
    case .all: "/service/labels"
    case .label(let id): "/labels/\(id)"
    case .steps(let id): "/labels/\(id)/etapes"
    case .correction(let id): "/labels/\(id)/corrections"
    case .certificate(let id): "/labels/\(id)/attestation"
    case .paper(let id, let number): "/labels/\(id)/lettres/\(number)"
    }
  }
}

extension Link {
  package static var labels: Link { .labelLife(.all) }
  package static func labelOf(_ id: ID<Territory>) -> Link { .labelLife(.label(id)) }
  package static func labelSteps(_ id: ID<Territory>) -> Link { .labelLife(.steps(id)) }
  package static func labelCorrection(_ id: ID<Territory>) -> Link { .labelLife(.correction(id)) }
  package static func labelPaper(_ id: ID<Territory>, _ number: Int) -> Link { .labelLife(.paper(id, number)) }
  package static func labelCertificate(_ id: ID<Territory>) -> Link { .labelLife(.certificate(id)) }
}
