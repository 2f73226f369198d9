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
    /// By which the dossier is known: its title, its reference, its collective, the people whom it names.
    case title
  }

  package struct Name: Hashable, Sendable {
    package let place: Place
    /// The identity of the organisation's item, so that its signature is found.
    package let party: String?
    /// `OrganisationName.key`.
    package let key: String
    /// The legal unit, where the form gives a number.
    package let siren: String?

    package init(place: Place, party: String?, key: String, siren: String?) {
      self.place = place
      self.party = party
      self.key = key
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

  /// What is written now together with what was submitted before.
  package func union(_ other: DossierTies) -> DossierTies {
    DossierTies(names: names.union(other.names), places: places.union(other.places))
  }
}

extension Procedure.Conflicts {
  /// What either says: a form of an earlier version binds by what the programme knows today too.
  package func joined(with other: Procedure.Conflicts?) -> Procedure.Conflicts {
    guard let other else { return self }
    return Procedure.Conflicts(
      organisations: organisations + other.organisations.filter { !organisations.contains($0) },
      names: names + other.names.filter { !names.contains($0) }, perimeter: perimeter || other.perimeter)
  }
}

extension Procedure {
  /// An organisation that a form names, as it was written.
  package struct NamedOrganisation: Hashable, Sendable {
    package let place: DossierTies.Place
    /// The identity of its item in the collective.
    let party: String?
    package let name: String
    let number: String
  }

  /// Those of the collective, then those that are named elsewhere.
  package func organisations(in answers: Answers, binding conflicts: Conflicts?) -> [NamedOrganisation] {
    var found = parties(in: answers).map {
      NamedOrganisation(place: .collective, party: $0.id, name: $0.name, number: "")
    }
    for field in conflicts?.organisations ?? [] {
      // A form may ask for the number of an organisation in a text.
      for name in answers.texts(field) {
        found.append(NamedOrganisation(place: .partner, party: nil, name: name, number: name))
      }
    }
    func choose(_ fields: [Field], _ answers: Answers) {
      for field in fields where field.isAsked(answers) {
        switch field.kind {
        case .organisation:
          guard case .list(let parts)? = answers[field.id], let name = parts.first else { continue }
          let number = parts.dropFirst().first ?? ""
          found.append(NamedOrganisation(place: .partner, party: nil, name: name, number: number))
        case .group(_, let inner, _, _): for item in answers.group(field.id) { choose(inner, item) }
        case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo,
          .declaration, .perimeter, .commune, .person, .attachment:
          continue
        }
      }
    }
    choose(fields, answers)
    return found
  }

  /// - Parameters:
  ///   - titles: what the dossier is called in lists, and its reference.
  ///   - conflicts: what of the form binds people.
  package func ties(in answers: Answers, titles: [String], binding conflicts: Conflicts?) -> DossierTies {
    var names: Set<DossierTies.Name> = []
    func add(_ place: DossierTies.Place, _ name: String, party: String? = nil, number: String = "") {
      let key = OrganisationName.key(of: name)
      let siren = (SIREN(number)?.value ?? SIRET(number).map { String($0.value.prefix(9)) })
      guard !key.isEmpty || siren != nil else { return }
      names.insert(DossierTies.Name(place: place, party: party, key: key, siren: siren))
    }
    for title in titles + people(in: answers) { add(.title, title) }
    for field in conflicts?.names ?? [] { for name in answers.texts(field) { add(.title, name) } }
    for named in organisations(in: answers, binding: conflicts) {
      add(named.place, named.name, party: named.party, number: named.number)
    }
    return DossierTies(names: names, places: conflicts?.perimeter == true ? places(in: answers) : [])
  }

  /// The names of the people whom fields of their kind hold.
  private func people(in answers: Answers) -> [String] {
    func named(_ fields: [Field], _ answers: Answers) -> [String] {
      fields.filter { $0.isAsked(answers) }.flatMap { field -> [String] in
        switch field.kind {
        case .person: answers.list(field.id).first.map { [$0] } ?? []
        case .group(_, let inner, _, _): answers.group(field.id).flatMap { named(inner, $0) }
        case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo,
          .declaration, .perimeter, .commune, .organisation, .attachment:
          []
        }
      }
    }
    return named(fields, answers)
  }

  private func places(in answers: Answers) -> Set<PlaceCode> {
    Set(
      fields.filter { $0.kind == .perimeter && $0.isAsked(answers) }
        .flatMap { answers.list($0.id).compactMap { PlaceCode($0) } })
  }

  /// The fields of the form in which a change may tie the dossier to others.
  package func tyingFields(binding conflicts: Conflicts?) -> Set<String> {
    var found = Set((conflicts.map { $0.names + $0.organisations } ?? []).map { String($0.prefix { $0 != "." }) })
    if let collective { found.insert(collective.field) }
    func names(_ field: Field) -> Bool {
      switch field.kind {
      case .organisation, .person: true
      case .perimeter: conflicts?.perimeter == true
      case .group(_, let inner, _, _): inner.contains(where: names)
      case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo,
        .declaration, .commune, .attachment:
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
