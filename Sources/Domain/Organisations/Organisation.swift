/// An organisation of the programme: those who carry candidacies, support them, or answer for them.
package struct Organisation: Hashable, Sendable {
  package let id: ID<Organisation>
  package let card: OrganisationCard
  /// Raised by every change, so that two who edit at once do not overwrite each other.
  package let version: Int
  /// The record that took this one's place, where both were of one organisation.
  package let mergedInto: ID<Organisation>?

  package init(
    id: ID<Organisation>, card: OrganisationCard, version: Int = 1, mergedInto: ID<Organisation>? = nil
  ) {
    self.id = id
    self.card = card
    self.version = version
    self.mergedInto = mergedInto
  }
}

/// What is known of an organisation.
package struct OrganisationCard: Hashable, Sendable {
  package static let longestName = 200

  package let name: String
  package let number: RegisterNumber?
  package let form: LegalForm
  /// In the order of `ActorKind`, each once.
  package let kinds: [ActorKind]
  /// The official code of its commune.
  package let municipality: String?
  package let website: String?

  package init(
    name: String, number: RegisterNumber?, form: LegalForm, kinds: Set<ActorKind>, municipality: String?,
    website: String?
  ) {
    self.name = name
    self.number = number
    self.form = form
    self.kinds = ActorKind.allCases.filter(kinds.contains)
    self.municipality = municipality
    self.website = website
  }

  /// Whether, of two records that become one, the number of the other says more: a number rather than none, an
  /// establishment rather than its legal unit.
  package func takesNumber(of other: OrganisationCard) -> Bool {
    switch (number, other.number) {
    case (nil, .some), (.siren, .siret): true
    case (_, nil), (.siren, .siren), (.siret, .some): false
    }
  }
}

/// By what the register of companies knows an organisation: as a legal unit, or as one of its establishments.
package enum RegisterNumber: Hashable, Sendable, CustomStringConvertible {
  case siren(SIREN)
  case siret(SIRET)

  /// The number itself: no SIREN is a SIRET, so that it tells which it is.
  package var description: String {
    switch self {
    case .siren(let siren): siren.value
    case .siret(let siret): siret.value
    }
  }

  package init?(_ text: String) {
    if let siret = SIRET(text) {
      self = .siret(siret)
    } else if let siren = SIREN(text) {
      self = .siren(siren)
    } else {
      return nil
    }
  }

  /// The nine digits of the legal unit.
  package var unit: String { String(description.prefix(9)) }
}
