import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Services

/// A small wave from its opening to its publication, through operations only.
@Suite struct SimulateWaveTests {
  private static func plan(_ slug: String = "exemple-simule", candidacies: Int = 12, seed: UInt64 = 7) throws
    -> SimulationPlan
  {
    let (slug, day) = (try #require(Slug(slug)), try #require(Day("2026-11-20")))
    return try SimulationPlan(slug: slug, candidacies: candidacies, experts: 8, seed: seed, publishedOn: day)
  }

  private func dossiers(of house: TestHouse) async throws -> [Dossier] {
    try await house.database.read { transaction in
      let ids: [ID<Dossier>] = try transaction.rows("SELECT id FROM dossiers ORDER BY reference").map {
        try $0.id("id")
      }
      return try ids.map { try DossierRecords(transaction).find($0) }
    }
  }

  @Test func `a wave goes from its opening to its publication, and everything in it says that it is an example`()
    async throws
  {
    let house = try await TestHouse()
    let plan = try Self.plan()
    let lines = try await house.operations.simulateWave(plan, besidesReal: false)
    for line in lines { print("simulated:", line.step, line.counts.map { "\($0.number) \($0.what)" }) }

    let wave = try await house.operations.wave(plan.slug)
    #expect(wave.isExample)
    #expect(wave.name.fr.contains("exemple") && wave.name.en.contains("example"))
    #expect(wave.publishedOn == plan.publishedOn && wave.phase(at: house.clock.world.now()) == .published)
    let dossiers = try await dossiers(of: house)
    #expect(dossiers.count == 12)
    #expect(dossiers.allSatisfy { $0.answers.text("name")?.contains("Exemple") ?? false })
    let states = Set(dossiers.map(\.state))
    #expect(states == [.published, .inadmissible, .withdrawn, .draft])
    let twoHanded = try await house.database.read {
      try $0.count("SELECT COUNT(*) AS count FROM inadmissibility_proposals WHERE confirmed_by <> proposed_by")
    }
    #expect(twoHanded == dossiers.count { $0.state == .inadmissible })

    // What was labelled is in the directory, marked; nothing else of the wave is.
    let territories = try await house.operations.territories(
      TerritoryFilter(wave: plan.slug), in: .french, .longest)
    let outcomes = try await house.database.read { try WaveReportRecords($0).outcomes(in: wave.id) }
    let labelled = outcomes.filter { $0.outcome.rawValue.hasPrefix("labelled") }.reduce(0) { $0 + $1.count }
    #expect(labelled > 0 && territories.total == labelled)
    #expect(territories.items.allSatisfy { $0.isExample })
    #expect(outcomes.reduce(0) { $0 + $1.count } == dossiers.count { $0.state == .published })

    // People and organisations bear names that nobody has, and addresses that no mail reaches.
    let (people, organisations) = try await house.database.read { transaction in
      (
        try transaction.rows("SELECT name, email FROM people").map { (try $0.text("name"), try $0.text("email")) },
        try transaction.rows("SELECT name FROM organisations").map { try $0.text("name") }
      )
    }
    #expect(people.count > 20 && people.allSatisfy { $0.0.contains("Exemple") })
    #expect(people.allSatisfy { $0.1.hasSuffix("@exemple.example") })
    #expect(organisations.count > 20 && organisations.allSatisfy { $0.contains("(exemple") })
    guard case .intact = try await verifyJournal(of: house.database) else {
      Issue.record("the journal is broken")
      return
    }
  }

  @Test func `its ranking follows from the published scores alone, to the last digit, and they name nobody`()
    async throws
  {
    let house = try await TestHouse()
    let plan = try Self.plan()
    _ = try await house.operations.simulateWave(plan, besidesReal: false)
    let text = try await house.operations.publishedScores(of: plan.slug)
    guard case .valid(let reading) = try WaveScoresReader.read(parsing: text) else {
      Issue.record("the scores cannot be read")
      return
    }
    #expect(reading.isIntact && reading.wave.differences == [])
    let dossiers = try await dossiers(of: house)
    let published = dossiers.filter { $0.state == .published }
    #expect(reading.wave.dossiers.count == published.count && published.count > 5)
    // Two experts and whoever examines the dossier.
    #expect(reading.wave.dossiers.allSatisfy { $0.sheets.sheets.count >= 3 })
    for dossier in dossiers { #expect(!text.contains("\(dossier.id)") && !text.contains(dossier.title)) }
    // Asked again, the very same: codes of another secret would tell which are whose.
    #expect(try await house.operations.publishedScores(of: plan.slug) == text)
    // The ranking that the service saw is the one that was published.
    let wave = try await house.operations.wave(plan.slug)
    let results = try await house.database.read { [operations = house.operations] in
      try operations.results(of: wave, in: $0)
    }
    let seen = results?.rows.compactMap(\.rank).sorted()
    #expect(seen == reading.wave.ranking.entries.compactMap(\.rank).sorted())
  }

  @Test func `before the publication nobody has the scores or the report, and the service has its own`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(in: wave, by: applicant)
    let submitted = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(submitted.id, by: instructor)
    await #expect(throws: Refusal.notFound) { try await house.operations.publishedScores(of: wave.slug) }
    await #expect(throws: Refusal.notFound) { try await house.operations.publishedReport(of: wave.slug) }
    await #expect(throws: Refusal.notFound) { try await house.operations.waveReport(of: wave.slug, for: applicant) }
    let report = try await house.operations.waveReport(of: wave.slug, for: instructor).report
    #expect(report.funnel[.deliberated] == 1 && report.outcomes == [])
    #expect(try await house.operations.settledWaves() == [])
  }

  @Test func `the report counts what became of everybody`() async throws {
    let house = try await TestHouse()
    let plan = try Self.plan()
    _ = try await house.operations.simulateWave(plan, besidesReal: false)
    let (wave, report) = try await house.operations.publishedReport(of: plan.slug)
    #expect(try await house.operations.settledWaves() == [wave])
    let dossiers = try await dossiers(of: house)
    #expect(report.funnel[.started] == dossiers.count)
    #expect(report.funnel[.submitted] == dossiers.count { $0.submittedAt != nil })
    #expect(report.funnel[.published] == dossiers.count { $0.state == .published })
    #expect(report.outcomes.reduce(0) { $0 + $1.count } == dossiers.count { $0.state == .published })
    #expect(report.inadmissible == 1 && report.withdrawn == 1)
    let whole = try #require(report.delays.first { $0.span == .submissionToNotice })
    #expect(whole.days.count == report.funnel[.published])
    #expect(whole.days.lower <= whole.days.median && whole.days.median <= whole.days.upper && whole.days.lower >= 55)
    let legal = try #require(report.legal)
    #expect(legal.months == 2 && legal.inTime + legal.late == report.funnel[.published])
    let agreement = try #require(report.agreement)
    #expect(agreement.dossiers == report.funnel[.published] && agreement.alpha != nil)
    #expect(agreement.spreads.reduce(0, +) > 0)
    #expect(report.regions.allSatisfy { $0.submitted != $0.labelled + 1 && $0.submitted != $0.labelled + 2 })
  }

  @Test func `the roles of the simulated service and experts hold in their wave alone`() async throws {
    let house = try await TestHouse()
    let plan = try Self.plan(candidacies: 4)
    _ = try await house.operations.simulateWave(plan, besidesReal: false)
    let wave = try await house.operations.wave(plan.slug)
    let rows = try await house.database.read {
      try $0.rows("SELECT DISTINCT role, scope FROM mandates ORDER BY role, scope")
    }
    let found = try rows.map { "\(try $0.text("role")) \(try $0.text("scope"))" }
    #expect(
      found == ["applicant all", "expert wave:\(wave.id)", "instructor wave:\(wave.id)", "jury wave:\(wave.id)"])
  }

  @Test func `the same seed makes the same wave, to the last entry of the journal`() async throws {
    var heads: [String] = []
    for seed in [UInt64(7), 7, 8] {
      let house = try await TestHouse()
      _ = try await house.operations.simulateWave(try Self.plan(candidacies: 5, seed: seed), besidesReal: false)
      guard case .intact(_, let hash) = try await verifyJournal(of: house.database) else { continue }
      heads.append(hash)
    }
    #expect(heads.count == 3 && heads[0] == heads[1] && heads[0] != heads[2])
  }

  @Test func `a second wave of the same name is refused and adds nothing; one of another name stands beside it`()
    async throws
  {
    let house = try await TestHouse()
    let plan = try Self.plan(candidacies: 4)
    _ = try await house.operations.simulateWave(plan, besidesReal: false)
    let entries = try await house.journalCount()
    await #expect(throws: SimulationFault.alreadyThere(plan.slug)) {
      try await house.operations.simulateWave(plan, besidesReal: false)
    }
    #expect(try await house.journalCount() == entries)
    _ = try await house.operations.simulateWave(try Self.plan("exemple-autre", candidacies: 4), besidesReal: false)
    #expect(try await house.operations.waves(.longest).total == 2)
  }

  @Test func `beside real candidacies nothing is simulated unless somebody says so`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let procedure = try #require(house.operations.programme.currentProcedure("label-candidacy"))
    let now = house.clock.world.now()
    let real = Wave(
      id: house.clock.world.newIdentity(), slug: Slug(naming: "vraie"), name: LocalisedText(fr: "V", en: "V"),
      call: LocalisedText(fr: "V", en: "V"), procedure: procedure.key, opensAt: now.addingTimeInterval(-60),
      closesAt: now.addingTimeInterval(86_400), decisionPromisedBy: nil, decidedOn: nil, publishedOn: nil,
      ceremonyOn: nil, stated: nil, note: nil, isExample: false)
    try await house.operations.openWave(real, with: procedure, by: .setUp)
    _ = try await house.operations.startDossier(in: real.slug, by: applicant)
    let entries = try await house.journalCount()
    let plan = try Self.plan(candidacies: 4)
    await #expect(throws: SimulationFault.realCandidacies(1)) {
      try await house.operations.simulateWave(plan, besidesReal: false)
    }
    #expect(try await house.journalCount() == entries)
    _ = try await house.operations.simulateWave(plan, besidesReal: true)
    #expect(try await house.operations.wave(plan.slug).isExample)
  }
}
