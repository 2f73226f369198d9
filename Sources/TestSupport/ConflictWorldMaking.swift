import Domain
import Foundation
import Services
import Storage

extension ConflictWorld {
  private static let names = [
    "Les Ateliers", "Fabrique d’Été", "La Ruche", "Maison-Commune", "Ferme du Pré", "Banque d'Exemple",
  ]

  /// One of the ways in which people write a name.
  private mutating func written(_ name: String) -> String {
    switch random.below(8) {
    case 0: "SCIC \(name)"
    case 1: "\(name) (S.A.R.L.)"
    case 2: "Association \(name)"
    case 3: "\(name), société coopérative d’intérêt collectif"
    case 4: name.uppercased()
    case 5: name.lowercased()
    case 6: "la \(name)"
    default: name
    }
  }

  /// - Parameter seed: the same world for the same number.
  package init(seed: UInt64, in house: TestHouse) async throws {
    self.house = house
    random = SeededRandom(seed)
    guard let label = house.operations.programme.currentProcedures.first(where: { $0.id == "label-candidacy" }) else {
      throw Refusal.notFound
    }
    wave = try await house.openWave(procedure: label)
    try await makePeople()
    try await makeFirms()
    try await renameSome()
    try await makeTies()
    for number in 1...3 { try await makeCase(number) }
    try await makeInterests()
    try await setSomeAside()
  }

  private mutating func makePeople() async throws {
    let roles: [Role] = [.applicant, .applicant, .instructor, .instructor, .administrator, .expert, .jury]
    for (index, role) in roles.enumerated() {
      let name = "personne\(index)"
      let principal = try await house.person(role, name)
      guard let id = principal.person, let email = EmailAddress("\(name)-\(role.rawValue)@exemple.example") else {
        throw Refusal.notFound
      }
      // Everybody may also file a dossier of their own.
      if role != .applicant {
        try await house.operations.grantRole(.applicant, to: email, name: name, isTold: false, by: .setUp)
      }
      people.append(
        Known(
          principal: Principal(person: id, roles: [role, .applicant]), id: id, name: name, role: role))
    }
  }

  private mutating func makeFirms() async throws {
    let world = house.clock.world
    for name in ConflictWorld.names {
      let id = world.newIdentity(of: Organisation.self)
      firms.append(Firm(id: id, name: name, root: id))
    }
    let made = firms
    try await house.database.write { transaction in
      for firm in made {
        try OrganisationRecords(transaction).insert(
          Organisation(
            id: firm.id,
            card: OrganisationCard(
              name: firm.name, number: nil, form: .association, kinds: [], municipality: nil, website: nil),
            version: 1, mergedInto: nil), at: world.now())
      }
    }
  }

  /// Some organisations were called otherwise once.
  private mutating func renameSome() async throws {
    for index in firms.indices where random.isTrue(in: 40) {
      let (id, ended) = (firms[index].id, someEnd() ?? Day(house.clock.world.now()))
      let name = random.isTrue(in: 50) ? "Nom Neuf \(index)" : ConflictWorld.names[(index + 1) % firms.count]
      let moment = ended.end.addingTimeInterval(-Double(1 + random.below(86_000)))
      let card = OrganisationCard(
        name: written(name), number: nil, form: .association, kinds: [], municipality: nil, website: nil)
      _ = try await house.database.write { try OrganisationRecords($0).update(id, from: 1, card, at: moment) }
      firms[index].former.append((firms[index].name, ended))
      firms[index].name = name
    }
  }

  /// A day about three years before the first of December, or none.
  private mutating func someEnd() -> Day? {
    switch random.below(4) {
    case 0: nil
    case 1: Day(year: 2024, month: 2, day: 29)
    case 2: Day(year: 2023, month: 12, day: 1)?.adding(days: random.below(5) - 2)
    default: Day(year: 2020 + random.below(6), month: 1 + random.below(12), day: 1 + random.below(28))
    }
  }

  private mutating func makeTies() async throws {
    for person in people {
      for firm in firms where random.isTrue(in: 30) {
        let end = someEnd()
        ties.append(Tie(person: person.id, firm: firm.id, ended: end))
        // Any moment of the day, the last before midnight in Paris among them.
        let moment = end.map { $0.end.addingTimeInterval(-Double(1 + random.below(86_000))) }
        try await house.database.write { transaction in
          let records = MembershipRecords(transaction)
          try records.insert(.member, of: person.id, in: firm.id, since: TestWorld.noon(2015, 1, 1))
          if let moment, let membership = try records.find(person.id, in: firm.id) {
            try records.end(membership, at: moment)
          }
        }
      }
    }
    // Two records of one organisation become one; memberships that last move to the one that stays.
    guard random.isTrue(in: 50) else { return }
    let (kept, gone) = (firms[0].id, firms[1].id)
    try await house.operations.mergeOrganisations(gone, into: kept, by: .setUp)
    let today = Day(house.clock.world.now())
    for tie in ties where tie.firm == gone && tie.ended == nil {
      if !ties.contains(where: { $0.person == tie.person && $0.firm == kept && $0.ended == nil }) {
        ties.append(Tie(person: tie.person, firm: kept, ended: nil))
      }
    }
    ties = ties.map { $0.firm == gone && $0.ended == nil ? Tie(person: $0.person, firm: gone, ended: today) : $0 }
    firms[1].root = kept
  }

  private mutating func makeCase(_ number: Int) async throws {
    let owner = people[random.below(3)]
    let marker = "Repère\(number) du Val"
    var answers = ExampleProgramme.candidacy
    answers["name"] = .text(marker)
    let chosen = (1...2).map { _ in (random.pick(ConflictWorld.names), random.isTrue(in: 30)) }
    let collective = chosen.map { written($0.0) }
    answers["organisations"] = .group(
      collective.enumerated().map { index, name in
        Answers(["name": .text(name), "role": .text(index == 0 ? "lead" : "member")])
      })
    let partner = random.pick(ConflictWorld.names)
    name(written(partner), in: &answers)
    let places = (0...random.below(2)).map { _ in random.pick(ConflictWorld.codes) }
    answers["perimeter"] = .list(places)
    let draft = try await house.draft(answers, in: wave, by: owner.principal)
    let submitted = random.pick(
      [
        Day(year: 2026, month: 12, day: 1), Day(year: 2027, month: 2, day: 28),
        Day(year: 2027, month: 3, day: 1),
      ].compactMap { $0 })
    var members: [ID<Person>: Bool] = [:]
    for person in people where person.id != owner.id && random.isTrue(in: 20) {
      members[person.id] = random.isTrue(in: 50)
    }
    let signer = random.isTrue(in: 30) ? random.pick(people).id : nil
    let items = draft.answers.group("organisations").compactMap(\.item)
    let (parts, moment) = (members, submitted.end.addingTimeInterval(-60))
    try await house.database.write { transaction in
      let records = DossierMemberRecords(transaction)
      for (person, isNow) in parts.sorted(by: { "\($0.key)" < "\($1.key)" }) {
        try records.insert(person, as: .reader, sections: nil, party: nil, in: draft.id, at: moment)
        if !isNow { try records.end(person, in: draft.id, at: moment) }
      }
      for (item, firm) in zip(items, chosen) where firm.1 {
        let signOff = SignOff(
          party: item, person: signer, name: "x", capacity: "x", version: draft.version, digest: "", covered: [:],
          signedAt: moment)
        try SignOffRecords(transaction).insert(signOff, of: draft.id, recordedBy: nil)
      }
      _ = try transaction.execute(
        "UPDATE dossiers SET state = 'submitted', submitted_at = \(moment) WHERE id = \(draft.id)")
    }
    cases.append(
      Case(
        id: draft.id, reference: draft.reference, marker: marker, owner: owner.id, members: members,
        signers: chosen.contains { $0.1 } ? Set([signer].compactMap { $0 }) : [], submitted: submitted,
        named: chosen.map { Named(place: .collective, name: $0.0, isSigned: $0.1) }
          + [Named(place: .partner, name: partner, isSigned: false)],
        places: places.compactMap { PlaceCode($0) }))
  }

  /// Names an organisation somewhere in the form outside of the collective.
  private mutating func name(_ partner: String, in answers: inout Answers) {
    func group(_ name: String) -> Answer { .group([Answers([name: .text(partner)])]) }
    switch random.below(5) {
    case 0: answers["funders"] = group("organisation")
    case 1: answers["companies"] = group("name")
    case 2: answers["priorityTerritories"] = group("name")
    case 3: answers["signatories"] = group("organisation")
    default: answers["axes"] = .group([Answers(["title": .text("Un axe"), "actions": group("owner")])])
    }
  }

  private mutating func makeInterests() async throws {
    let gazetteer = house.operations.gazetteer
    for person in service {
      for kind in DeclaredInterest.Kind.allCases where random.isTrue(in: 35) {
        let name =
          switch kind {
          case .organisation: random.pick(ConflictWorld.names + ["Nom Neuf 0", "Nom Neuf 3"])
          case .residence: random.pick(ConflictWorld.codes.filter { $0.hasPrefix("commune") })
          case .mandate: random.pick(ConflictWorld.codes)
          case .relation: random.pick(["repère1", "repère2", "La Ruche", "personne"])
          }
        let text = kind == .organisation ? written(name) : name
        let draft = InterestDraft(kind: kind, name: text)
        var interest = Interest(
          id: house.clock.world.newIdentity(), person: person.id, draft: draft, name: name,
          place: draft.place(in: gazetteer),
          ended: kind == .relation ? nil : someEnd(), dossier: nil)
        if kind == .relation, random.isTrue(in: 30) { interest.dossier = random.below(cases.count) }
        let (made, dossier) = (interest, interest.dossier.map { cases[$0].id })
        try await house.database.write { transaction in
          try DeclaredInterestRecords(transaction).insert(
            DeclaredInterest(
              id: made.id, kind: kind, name: dossier == nil ? text : "", place: kind.hasPlace ? made.place : nil,
              words: "", declaredAt: TestWorld.noon(2026, 1, 1), endedOn: made.ended),
            of: person.id, to: dossier,
            codes: kind.hasPlace ? made.place.map { gazetteer.codes(meeting: $0) } ?? [] : [])
        }
        interests.append(interest)
      }
    }
  }

  private mutating func setSomeAside() async throws {
    for one in cases {
      for person in service {
        for finding in findings(of: person.id, in: one).sorted(by: { "\($0)" < "\($1)" })
        where finding.ground.canBeSetAside && random.isTrue(in: 30) {
          guard let judge = people.first(where: { $0.id != person.id })?.id else { continue }
          let isPutBack = random.isTrue(in: 30)
          try await house.database.write { transaction in
            let records = ConflictRecords(transaction)
            try records.setAside(finding, reason: "Un motif.", by: judge, at: TestWorld.noon(2026, 11, 1))
            if isPutBack { _ = try records.putBack(finding, by: judge, at: TestWorld.noon(2026, 11, 2)) }
          }
          if !isPutBack { aside.insert(finding) }
        }
      }
    }
  }
}
