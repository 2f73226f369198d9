import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct DossierLifeTests {
  @Test func `a whole candidacy becomes a territory that only its publication shows`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(in: wave, by: applicant)
    let submitted = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(submitted.id, by: instructor)
    let slug = Slug(naming: "Pays d’Exemple")
    try await house.operations.decideDossier(
      draft.id, version: try await house.load(draft.id).version, outcome: .labelled, reasons: "Motifs.",
      signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: instructor)
    try await house.operations.notifyDecision(
      draft.id, version: try await house.load(draft.id).version, by: instructor)

    // Under embargo: there is something that could leak.
    await #expect(throws: Refusal.notFound) { try await house.operations.territory(slug) }
    #expect(try await house.operations.territories(in: .french, .longest).total == 0)
    #expect(try await house.operations.search("exemple", in: .french, .longest).total == 0)
    #expect(try await house.operations.locate(.code("90001")).first?.territories == [])
    #expect(try await house.operations.challenges(theme: nil, .longest).total == 0)
    #expect(try await house.operations.publishedCounts() == (territories: 0, challenges: 0))

    try await house.operations.publishDecision(
      draft.id, version: try await house.load(draft.id).version, by: instructor)

    let territory = try await house.operations.territory(slug)
    #expect(territory.profile.challenges.count == 3)
    #expect(territory.regions == ["27"])
    #expect(territory.isExample)
    #expect(try await house.operations.search("réparation", in: .french, .longest).total == 1)
    #expect(try await house.operations.locate(.code("90003")).first?.territories.map(\.slug) == [slug])
    guard case .intact = try await verifyJournal(of: house.database) else {
      Issue.record("the journal is broken")
      return
    }
  }

  @Test func `a submission with gaps is refused with each at its field, and the draft keeps everything`()
    async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    var answers = ExampleProgramme.candidacy
    answers["challenges"] = .group(Array(answers.group("challenges").prefix(2)))
    answers["perimeter"] = .list(["commune:00000"])
    let draft = try await house.draft(answers, in: wave, by: applicant)
    let entries = try await house.journalCount()

    await #expect(
      throws: Refusal.invalid([
        Finding(field: "challenges", problem: .tooFew(found: 2, required: 3)),
        Finding(field: "perimeter", problem: .unknownPlace("commune:00000")),
      ])
    ) { try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant) }

    #expect(try await house.load(draft.id) == draft)
    #expect(try await house.journalCount() == entries)
    #expect(try await house.operations.outbox(.longest, for: .setUp).items == [])
  }

  @Test func `of ten submissions at once one is taken, and one acknowledgement is sent`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)

    let taken = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<10 {
        group.addTask {
          (try? await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }

    #expect(taken == 1)
    let mails = try await house.operations.outbox(.longest, for: .setUp)
    #expect(mails.items.map(\.kind) == ["receipt"])
  }

  @Test func `the acknowledgement says what the law asks for`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let mail = try #require(try await house.operations.outbox(.longest, for: .setUp).items.first)
    for words in [
      draft.reference, "Pays d’Exemple", "23\u{a0}novembre\u{a0}2026", "Service d’exemple",
      "1 rue de l’Exemple",
      "service@exemple.example", "01 00 00 00 00", "2 mois", "23\u{a0}janvier\u{a0}2027", "rejetée",
      "Recours d’exemple",
    ] {
      #expect(mail.body.contains(words) || mail.subject.contains(words), "\(words)")
    }
  }

  @Test func `of two people who save over one version the second is told`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    var mine = draft.answers
    mine["name"] = .text("Le mien")
    _ = try await house.operations.saveAnswers(mine, of: draft.id, version: draft.version, by: applicant)
    var theirs = draft.answers
    theirs["name"] = .text("Le sien")

    await #expect(throws: Refusal.changedMeanwhile) {
      try await house.operations.saveAnswers(theirs, of: draft.id, version: draft.version, by: applicant)
    }
    #expect(try await house.load(draft.id).title == "Le mien")
  }

  @Test func `nothing is started or submitted outside the dates of the wave`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    house.clock.set(wave.closesAt)
    await #expect(throws: Refusal.waveNotOpen) {
      try await house.operations.startDossier(in: wave.slug, by: applicant)
    }
    await #expect(throws: Refusal.waveNotOpen) {
      try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    }
    #expect(try await house.load(draft.id).state == .draft)
  }

  @Test func `the dossier of somebody else does not exist`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let owner = try await house.person(.applicant, "camille")
    let other = try await house.person(.applicant, "dominique")
    let draft = try await house.draft(in: wave, by: owner)
    await #expect(throws: Refusal.notFound) { try await house.operations.dossier(draft.id, for: other) }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.saveAnswers(draft.answers, of: draft.id, version: 2, by: other)
    }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.submitDossier(draft.id, version: 2, by: other)
    }
    await #expect(throws: Refusal.notAllowed(.examineDossier)) {
      try await house.operations.moveDossier(
        draft.id, version: 2, by: .findAdmissible, reasons: nil, principal: owner)
    }
  }

  @Test func `who owns a dossier may not examine it, whatever their roles`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let both = Principal(
      person: try #require(applicant.person), roles: [.applicant, .instructor, .administrator])
    let draft = try await house.draft(in: wave, by: applicant)
    let submitted = try await house.operations.submitDossier(draft.id, version: draft.version, by: both)
    await #expect(throws: Refusal.notAllowed(.examineDossier)) {
      try await house.operations.moveDossier(
        draft.id, version: submitted.version, by: .findAdmissible, reasons: nil, principal: both)
    }
    #expect(try await house.operations.queue(QueueFilter(), for: both, .longest).total == 0)
  }

  @Test func `items keep their identity through every save`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    let identities = draft.answers.group("challenges").compactMap(\.item)
    #expect(Set(identities).count == 3)
    var answers = draft.answers
    answers["name"] = .text("Autre nom")
    let saved = try await house.operations.saveAnswers(answers, of: draft.id, version: 2, by: applicant)
    #expect(saved.answers.group("challenges").compactMap(\.item) == identities)
  }
}

@Suite struct RollingWaveTests {
  @Test func `a wave stays open to others after a first decision, and tells nothing of it`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let first = try await house.person(.applicant, "camille")
    let second = try await house.person(.applicant, "dominique")
    let instructor = try await house.person(.instructor)
    let early = try await house.draft(in: wave, by: first)
    let late = try await house.draft(in: wave, by: second)
    _ = try await house.operations.submitDossier(early.id, version: early.version, by: first)
    try await house.examine(early.id, by: instructor)
    try await house.operations.decideDossier(
      early.id, version: try await house.load(early.id).version, outcome: .labelled, reasons: "Motifs.",
      signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: instructor)

    let now = try await house.operations.wave(wave.slug)
    #expect(now.phase(at: house.clock.world.now()) == .open)
    #expect(now.decidedOn != nil)
    #expect(now.publicDecisionDay == nil)
    _ = try await house.operations.submitDossier(late.id, version: late.version, by: second)
  }

  @Test func `a draft is its author's alone, whatever the role of the reader`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    for role in Role.allCases where role != .applicant {
      let reader = try await house.person(role)
      await #expect(throws: Refusal.notFound) { try await house.operations.dossier(draft.id, for: reader) }
      for event in DossierEvent.allCases {
        await #expect(throws: Refusal.notFound) {
          try await house.operations.moveDossier(
            draft.id, version: draft.version, by: event, reasons: "x", principal: reader)
        }
      }
    }
  }

  @Test func `a number of members is read as people write it`() throws {
    let answers = Answers(["memberCount": .text("1 200")])
    #expect(Candidacy(answers, slug: Slug(naming: "x")).profile.collective.memberCount == 1200)
  }
}
