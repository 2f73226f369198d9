/// How the queue is narrowed and ordered; nil means "all".
package struct QueueFilter: Hashable, Sendable {
  package var state: DossierState?
  package var wave: Slug?
  /// The id of a procedure, whatever its version.
  package var procedure: String?
  package var given: Given?
  /// Words of the reference, the title or the name of who leads it.
  package var text: String?
  package var order: Order

  /// To whom the dossiers are given.
  package enum Given: Hashable, Sendable {
    /// To whoever reads the queue.
    case me
    case nobody
    case person(ID<Person>)

    /// As it stands in an address.
    package var text: String {
      switch self {
      case .me: "me"
      case .nobody: "nobody"
      case .person(let id): "\(id)"
      }
    }

    package init?(_ text: String) {
      switch text {
      case "me": self = .me
      case "nobody": self = .nobody
      default:
        guard let id = ID<Person>(text) else { return nil }
        self = .person(id)
      }
    }
  }

  package enum Order: String, CaseIterable, Sendable {
    /// The day on which silence decides, the soonest first.
    case due
    /// The longest waiting first.
    case arrival
  }

  package init(
    state: DossierState? = nil, wave: Slug? = nil, procedure: String? = nil, given: Given? = nil, text: String? = nil,
    order: Order = .due
  ) {
    self.state = state
    self.wave = wave
    self.procedure = procedure
    self.given = given
    self.text = text
    self.order = order
  }

  /// The longest text that is looked for.
  private static let longestText = 100

  /// Reads the members of an address; nonsense reads as "all".
  package init(reading member: (String) -> String?) {
    func value(_ name: String) -> String? {
      member(name).map(\.trimmed).flatMap { $0.isEmpty ? nil : String($0.prefix(QueueFilter.longestText)) }
    }
    self.init(
      state: value("state").flatMap { DossierState(rawValue: $0) }.flatMap { $0 == .draft ? nil : $0 },
      wave: value("wave").flatMap { Slug($0) }, procedure: value("procedure"),
      given: value("given").flatMap { Given($0) }, text: value("q"),
      order: value("sort").flatMap { Order(rawValue: $0) } ?? .due)
  }

  /// The members of an address that shows this queue.
  package var query: [(name: String, value: String?)] {
    [
      ("state", state?.rawValue), ("procedure", procedure), ("wave", wave?.value), ("given", given?.text), ("q", text),
      ("sort", order == .due ? nil : order.rawValue),
    ]
  }
}
