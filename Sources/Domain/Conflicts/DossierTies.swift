extension Procedure {
  /// What of a form binds people, beside its collective and the organisations that its fields choose.
  package struct Conflicts: Hashable, Codable, Sendable {
    /// Fields that name organisations in words: `funders.organisation` for those of a group.
    package let organisations: [String]
    /// Fields by which the dossier or its collective is known, beside its title.
    package let names: [String]
    /// Whether living in the perimeter, or holding a mandate in it, binds.
    package let perimeter: Bool

    package init(organisations: [String], names: [String], perimeter: Bool) {
      self.organisations = organisations
      self.names = names
      self.perimeter = perimeter
    }
  }
}

/// What the form of a dossier names, as it is compared with what is known of people.
package struct DossierTies: Hashable, Sendable {
  package enum Place: String, Codable, Sendable {
    /// An organisation of the collective.
    case collective
    /// An organisation named elsewhere.
    case partner
    /// By which the dossier is known.
    case title
  }

  package struct Name: Hashable, Sendable {
    package let place: Place
    /// The identity of the organisation's item, so that its signature is found.
    package let party: String?
    /// `Folding.fold`.
    package let folded: String
    /// The legal unit, where the form gives a number.
    package let siren: String?

    package init(place: Place, party: String?, folded: String, siren: String?) {
      self.place = place
      self.party = party
      self.folded = folded
      self.siren = siren
    }
  }

  package private(set) var names: Set<Name>
  /// Empty where the perimeter binds nobody.
  package private(set) var places: Set<PlaceCode>

  package init(names: Set<Name>, places: Set<PlaceCode>) {
    self.names = names
    self.places = places
  }

  /// What is written now together with what was submitted last: the service reads the one, and will read the other.
  package func union(_ other: DossierTies) -> DossierTies {
    DossierTies(names: names.union(other.names), places: places.union(other.places))
  }
}

extension Procedure {
  /// - Parameter title: what the dossier is called in lists.
  package func ties(in answers: Answers, title: String) -> DossierTies {
    var names: Set<DossierTies.Name> = []
    func add(_ place: DossierTies.Place, _ name: String, party: String? = nil, number: String = "") {
      let folded = Folding.fold(name)
      let siren = (SIREN(number)?.value ?? SIRET(number).map { String($0.value.prefix(9)) })
      guard !folded.isEmpty || siren != nil else { return }
      names.insert(DossierTies.Name(place: place, party: party, folded: folded, siren: siren))
    }
    add(.title, title)
    for field in conflicts?.names ?? [] { for name in answers.texts(field) { add(.title, name) } }
    for party in parties(in: answers) { add(.collective, party.name, party: party.id) }
    for field in conflicts?.organisations ?? [] { for name in answers.texts(field) { add(.partner, name) } }
    func chosen(_ fields: [Field], _ answers: Answers) {
      for field in fields where field.isAsked(answers) {
        switch field.kind {
        case .organisation:
          guard case .list(let parts)? = answers[field.id], let name = parts.first else { continue }
          add(.partner, name, number: parts.dropFirst().first ?? "")
        case .group(_, let inner, _, _): for item in answers.group(field.id) { chosen(inner, item) }
        case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo,
          .declaration, .perimeter, .commune, .person, .attachment:
          continue
        }
      }
    }
    chosen(fields, answers)
    return DossierTies(names: names, places: conflicts?.perimeter == true ? places(in: answers) : [])
  }

  private func places(in answers: Answers) -> Set<PlaceCode> {
    Set(
      fields.filter { $0.kind == .perimeter && $0.isAsked(answers) }
        .flatMap { answers.list($0.id).compactMap { PlaceCode($0) } })
  }

  /// The fields of the form in which a change may tie the dossier to others.
  package var tyingFields: Set<String> {
    var found = Set((conflicts.map { $0.names + $0.organisations } ?? []).map { String($0.prefix { $0 != "." }) })
    if let collective { found.insert(collective.field) }
    func names(_ field: Field) -> Bool {
      switch field.kind {
      case .organisation: true
      case .perimeter: conflicts?.perimeter == true
      case .group(_, let inner, _, _): inner.contains(where: names)
      case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo,
        .declaration, .commune, .person, .attachment:
        false
      }
    }
    return found.union(fields.filter(names).map(\.id)).union(["name", "title"])
  }
}

extension Answers {
  /// The texts of a field: of each item for one of a group, of each entry for a list.
  fileprivate func texts(_ path: String) -> [String] {
    let steps = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard let first = steps.first else { return [] }
    if steps.count > 1 { return group(first).flatMap { $0.texts(steps[1]) } }
    return text(first).map { [$0] } ?? list(first)
  }
}
