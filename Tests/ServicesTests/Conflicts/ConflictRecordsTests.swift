import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Whom a dossier binds, found by the database from what is known now.
@Suite struct ConflictRecordsTests {
  private struct Scene {
    let house: TestHouse
    let wave: Wave
    let applicant: Principal
    let instructor: Principal
    let administrator: Principal
  }

  private func scene() async throws -> Scene {
    let house = try await TestHouse()
    let label = try #require(house.operations.programme.currentProcedures.first { $0.id == "label-candidacy" })
    let wave = try await house.openWave(procedure: label)
    return Scene(
      house: house, wave: wave, applicant: try await house.person(.applicant, "lea"),
      instructor: try await house.person(.instructor, "ines"),
      administrator: try await house.person(.administrator, "ali"))
  }

  private func organisation(_ name: String, in house: TestHouse) async throws -> ID<Organisation> {
    let id = house.clock.world.newIdentity(of: Organisation.self)
    let now = house.clock.world.now()
    try await house.database.write { transaction in
      try OrganisationRecords(transaction).insert(
        Organisation(
          id: id,
          card: OrganisationCard(
            name: name, number: nil, form: .association, kinds: [], municipality: nil, website: nil),
          version: 1, mergedInto: nil), at: now)
    }
    return id
  }

  private func join(
    _ person: Principal, _ organisation: ID<Organisation>, endedAt end: Date? = nil, in house: TestHouse
  ) async throws {
    let id = try #require(person.person)
    let now = house.clock.world.now()
    try await house.database.write { transaction in
      let records = MembershipRecords(transaction)
      try records.insert(.member, of: id, in: organisation, since: (end ?? now).addingTimeInterval(-86_400))
      if let end, let membership = try records.find(id, in: organisation) { try records.end(membership, at: end) }
    }
  }

  private func bound(_ person: Principal, _ dossier: ID<Dossier>, in house: TestHouse) async throws -> Bool {
    let id = try #require(person.person)
    let loaded = try await house.load(dossier)
    let wave = loaded.wave
    let (people, dossiers) = try await house.database.read { transaction in
      (
        try ConflictRecords(transaction).people(boundBy: [dossier])[dossier] ?? [],
        try ConflictRecords(transaction).dossiers(binding: id, in: wave)
      )
    }
    #expect(people == loaded.conflicted)
    #expect(people.contains(id) == dossiers.contains(dossier))
    return people.contains(id)
  }

  @Test func `an organisation in common with somebody of the dossier binds, by whichever record of it`() async throws {
    let scene = try await scene()
    let dossier = try await scene.house.draft(in: scene.wave, by: scene.applicant)
    #expect(try await !bound(scene.instructor, dossier.id, in: scene.house))
    let (first, second) = (
      try await organisation("Les Ateliers", in: scene.house), try await organisation("Ateliers (les)", in: scene.house)
    )
    try await join(scene.applicant, first, in: scene.house)
    try await join(scene.instructor, second, in: scene.house)
    #expect(try await !bound(scene.instructor, dossier.id, in: scene.house))
    try await scene.house.operations.mergeOrganisations(second, into: first, by: scene.administrator)
    #expect(try await bound(scene.instructor, dossier.id, in: scene.house))
    #expect(try await !bound(scene.administrator, dossier.id, in: scene.house))
  }

  @Test func `a name or a number that an organisation had still binds its people, for three years`() async throws {
    let scene = try await scene()
    let house = scene.house
    let firm = try #require(house.operations.programme.currentProcedures.first { $0.id == "company-engagement" })
    let wave = try await house.openWave("entreprises", procedure: firm)
    let (named, numbered) = (
      try await house.draft(ExampleProgramme.candidacy, in: scene.wave, by: scene.applicant),
      try await house.draft(
        Answers(["name": .text("Une entreprise"), "siren": .text("732 829 320")]), in: wave, by: scene.applicant)
    )
    let organisation = try await organisation("Ville d’Exemple", in: house)
    try await join(scene.instructor, organisation, in: house)
    func edit(_ name: String, siren: String) async throws {
      let found = try #require(try await house.database.read { try OrganisationRecords($0).find(organisation) })
      var entry = OrganisationEntry(found.card)
      (entry.name, entry.siren) = (name, siren)
      try await house.operations.editOrganisation(found.id, version: found.version, entry, by: scene.administrator)
    }
    #expect(try await bound(scene.instructor, named.id, in: house))
    #expect(try await !bound(scene.instructor, numbered.id, in: house))
    try await edit("Ville d’Exemple", siren: "732829320")
    #expect(try await bound(scene.instructor, numbered.id, in: house))
    try await edit("Tout autre nom", siren: "")
    for dossier in [named, numbered] { #expect(try await bound(scene.instructor, dossier.id, in: house)) }
    // Also under another record, whose name is forgotten with the merger.
    let kept = try await self.organisation("Encore un nom", in: house)
    try await house.operations.mergeOrganisations(organisation, into: kept, by: scene.administrator)
    for dossier in [named, numbered] { #expect(try await bound(scene.instructor, dossier.id, in: house)) }
    let late = Day(house.clock.world.now()).adding(months: 36).adding(days: 1).end
    try await house.database.write { transaction in
      _ = try transaction.execute("UPDATE dossiers SET submitted_at = \(late), state = 'submitted'")
    }
    for dossier in [named, numbered] { #expect(try await !bound(scene.instructor, dossier.id, in: house)) }
  }

  @Test(arguments: [
    "funders.organisation", "companies.name", "axes.actions.owner", "priorityTerritories.name",
    "signatories.organisation",
  ]) func `whoever is named in the form binds, however the name is written, and whatever version the call has`(
    path: String
  ) async throws {
    let scene = try await scene()
    let house = scene.house
    // A call that opened when the programme knew of no such field.
    let label = try #require(house.operations.programme.currentProcedures.first { $0.id == "label-candidacy" })
    let before = Procedure(
      id: label.id, version: "2026-0", name: label.name, effect: label.effect, isHistorical: false,
      requiresSignatory: true, receipt: label.receipt, sections: label.sections, collective: label.collective)
    let wave = try await house.openWave("avant", procedure: before)
    func answers(_ steps: ArraySlice<Substring>) -> Answers {
      let name = String(steps.first ?? "")
      if steps.count == 1 { return Answers([name: .text("SCIC Coopérative Membre Delta")]) }
      return Answers([name: .group([answers(steps.dropFirst())])])
    }
    var whole = ExampleProgramme.candidacy
    let group = String(path.prefix { $0 != "." })
    whole[group] = answers(path.split(separator: ".")[...])[group]
    try await house.operations.declareInterest(
      InterestDraft(kind: .organisation, name: "la Coopérative Membre Delta"), by: scene.instructor)
    for wave in [scene.wave, wave] {
      house.clock.advance(seconds: 60)
      let dossier = try await house.draft(whole, in: wave, by: scene.applicant)
      #expect(try await bound(scene.instructor, dossier.id, in: house))
    }
  }

  @Test func `what an older version of the program kept of names is made anew, once`() async throws {
    let scene = try await scene()
    let house = scene.house
    let dossier = try await house.draft(ExampleProgramme.candidacy, in: scene.wave, by: scene.applicant)
    let organisation = try await organisation("Ville d’Exemple (EPCI)", in: house)
    try await join(scene.instructor, organisation, in: house)
    try await house.operations.declareInterest(
      InterestDraft(kind: .organisation, name: "L’association Exemple"), by: scene.administrator)
    let card = try #require(try await house.database.read { try OrganisationRecords($0).find(organisation) }).card
    let renamed = OrganisationCard(
      name: "Autre", number: nil, form: card.form, kinds: [], municipality: nil, website: nil)
    let now = house.clock.world.now()
    try await house.database.write { transaction in
      _ = try OrganisationRecords(transaction).update(organisation, from: 1, renamed, at: now)
      for table: SQL in ["organisations", "organisation_names", "declared_interests"] {
        _ = try transaction.execute("UPDATE \(table) SET name_key = 'old ' || name_key")
      }
      _ = try transaction.execute("UPDATE dossier_names SET name_key = 'older ' || name_key")
      _ = try transaction.execute("UPDATE dossier_ties SET rule = ''")
      _ = try transaction.execute("DELETE FROM settings WHERE name = 'organisation-name-rule'")
    }
    for person in [scene.instructor, scene.administrator] {
      #expect(try await !bound(person, dossier.id, in: house))
    }
    try await house.operations.keepMissingTies()
    for person in [scene.instructor, scene.administrator] {
      #expect(try await bound(person, dossier.id, in: house))
    }
  }

  @Test(arguments: [
    // Left on, dossier submitted on, bound.
    ("2023-11-25", "2026-11-25", true), ("2023-11-24", "2026-11-25", false), ("2024-02-29", "2027-02-28", true),
    ("2024-02-29", "2027-03-01", false), ("2025-02-28", "2028-02-28", true), ("2025-02-28", "2028-02-29", false),
    ("2025-03-01", "2028-02-29", true),
  ]) func `what ended three years before to the day still binds, and no day longer`(
    left: String, submitted: String, isBound: Bool
  ) async throws {
    let (leaving, day) = (try #require(Day(left)), try #require(Day(submitted)))
    let until = ConflictTerm.countsUntil(endedOn: leaving)
    #expect((day.end.addingTimeInterval(-0.001) < until) == isBound)
    #expect((day.start < until) == isBound)
    let scene = try await scene()
    let organisation = try await organisation("Association Exemple", in: scene.house)
    try await join(scene.instructor, organisation, endedAt: leaving.start.addingTimeInterval(60), in: scene.house)
    let dossier = try await scene.house.draft(in: scene.wave, by: scene.applicant)
    // The dossier is as old as the case says.
    let moment = day.end.addingTimeInterval(-60)
    try await scene.house.database.write { transaction in
      _ = try transaction.execute(
        "UPDATE dossiers SET state = 'submitted', submitted_at = \(moment) WHERE id = \(dossier.id)")
    }
    #expect(try await bound(scene.instructor, dossier.id, in: scene.house) == isBound)
  }

  @Test func `each ground is found and named, and one that is set aside frees until another comes`() async throws {
    let scene = try await scene()
    let house = scene.house
    var answers = ExampleProgramme.candidacy
    answers["funders"] = .group([Answers(["organisation": .text("Banque d’Exemple")])])
    let dossier = try await house.draft(answers, in: scene.wave, by: scene.applicant)
    let id = try #require(scene.instructor.person)
    func grounds() async throws -> Set<ConflictGround> {
      Set(
        try await house.database.read { try ConflictRecords($0).findings(of: id, in: dossier.id) }.map(\.ground))
    }
    try await join(scene.instructor, try await organisation("ville d'exemple", in: house), in: house)
    #expect(try await grounds() == [.collective])
    for draft in [
      InterestDraft(kind: .organisation, name: "BANQUE D’EXEMPLE", endedOn: "2026-01-01"),
      InterestDraft(kind: .relation, name: "pays d'exemple"),
    ] { try await house.operations.declareInterest(draft, by: scene.instructor) }
    #expect(try await grounds() == [.collective, .partner, .declared])
    try await house.operations.declareInterest(
      InterestDraft(kind: .residence, name: "90002"), by: scene.instructor)
    try await house.operations.declareInterest(
      InterestDraft(kind: .mandate, name: "epci:200000001"), by: scene.instructor)
    #expect(try await grounds() == [.collective, .partner, .declared, .residence, .mandate])
    #expect(try await bound(scene.instructor, dossier.id, in: house))
  }
}
