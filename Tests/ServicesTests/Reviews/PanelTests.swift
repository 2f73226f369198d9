import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct PanelTests {
  @Test func `a proposal gives each dossier its experts, with the reason of each, and nobody is asked`() async throws {
    let panel = try await PanelHouse()
    try await panel.propose(PanelHouse.settings(colleges: ["research", "companies"]))
    let overview = try await panel.overview()
    #expect(overview.proposal.version == 1 && overview.short == 0 && overview.proposed == 6 && overview.loss == 0)
    for line in overview.lines.items {
      #expect(line.board.chosen.count == 2 && line.board.openColleges == [] && line.unknownThemes == ["T08"])
      for person in line.board.chosen {
        let affinity = try #require(line.facts?.affinities[person])
        #expect(affinity.points == line.board.seat(person)?.affinity && affinity.sharedThemes.count == 1)
      }
    }
    let expert = try #require(panel.experts[0].person)
    let first = try #require(overview.lines.items.first?.facts?.affinities[expert])
    #expect(first.words.map(\.word) == ["réparer"] && first.textPoints > 0)
    #expect(overview.loads.map(\.proposed).reduce(0, +) == 6 && overview.loads.allSatisfy { $0.proposed <= 3 })
    #expect(try await panel.desk.letters("reviewAsked") == [])
    #expect(try await panel.desk.journal("panel.proposed").count == 1)
    #expect(try await panel.desk.isJournalIntact())
  }

  @Test func `run again it is the same; what is locked stays, and what a hand changed costs what was said`()
    async throws
  {
    let panel = try await PanelHouse()
    try await panel.propose()
    let before = try await panel.overview().lines.items.map(\.board.chosen)
    try await panel.propose(version: 1)
    #expect(try await panel.overview().lines.items.map(\.board.chosen) == before)

    let dossier = panel.dossiers[0]
    let line = try await panel.operations.panelLine(of: dossier.id, for: panel.desk.instructor).line
    let old = try #require(line.board.chosen.sorted { "\($0)" < "\($1)" }.first)
    let alternate = try #require(line.board.alternates(for: old).last)
    try await panel.change(.replace(old, by: alternate.seat.person), dossier)
    let changed = try await panel.overview()
    #expect(changed.value == changed.proposal.optimum - alternate.cost.loss)
    #expect(changed.loss == max(0, alternate.cost.loss))
    #expect(changed.loads.first { $0.member.person.id == alternate.seat.person }?.proposed == alternate.cost.load)

    try await panel.propose(version: changed.proposal.version)
    #expect(try await panel.chosen(dossier).contains(alternate.seat.person), "what a hand chose is locked")
    try await panel.change(.lock(alternate.seat.person, false), dossier)
    try await panel.propose(version: try await panel.overview().proposal.version)
    #expect(try await panel.overview().value == changed.proposal.optimum)
  }

  @Test func `two who change a proposal at once: one change stands, the other person is told`() async throws {
    let panel = try await PanelHouse()
    try await panel.propose()
    let line = try await panel.operations.panelLine(of: panel.dossiers[0].id, for: panel.desk.instructor).line
    let people = line.board.chosen.sorted { "\($0)" < "\($1)" }
    func remove(_ person: ID<Person>, _ principal: Principal) async -> Refusal? {
      do {
        try await panel.operations.changePanel(
          .remove(person), of: panel.dossiers[0].id, version: 1, by: principal)
        return nil
      } catch {
        return error as? Refusal
      }
    }
    async let first = remove(people[0], panel.desk.instructor)
    async let second = remove(people[1], panel.desk.administrator)
    let outcomes = await [first, second]
    #expect(outcomes.count { $0 == nil } == 1 && outcomes.count { $0 == .changedMeanwhile } == 1)
    #expect(try await panel.chosen(panel.dossiers[0]).count == 1)
    // A proposal made from what was seen before is refused too.
    await #expect(throws: Refusal.changedMeanwhile) { try await panel.propose(version: 1) }
    #expect(try await panel.desk.journal("panel.changed").count == 1)
  }

  @Test func `nobody gets a dossier of their own region, one they have a part in, or more than they take`() async throws
  {
    let panel = try await PanelHouse(dossiers: 2, experts: 3, region: "27")
    try await panel.propose()
    var overview = try await panel.overview()
    #expect(overview.proposed == 0 && overview.short == 2)
    let shortage = try #require(overview.lines.items.first.flatMap { PanelShortage($0.board) })
    #expect(shortage.missing == 2 && shortage.apart == [.ownRegion: 3])
    try await panel.propose(PanelHouse.settings(sparesRegions: false), version: 1)
    overview = try await panel.overview()
    #expect(overview.proposed == 4 && overview.short == 0)

    // An expert who has a part in a dossier has a conflict there, whatever else is known.
    let own = try await panel.desk.submitted("Pays à soi")
    try await panel.operations.moveDossier(
      own.id, version: own.version, by: .findAdmissible, reasons: nil, principal: panel.desk.instructor)
    let expert = try #require(panel.experts[0].person)
    try await panel.desk.house.database.write { transaction in
      try DossierRecords(transaction).handOver(
        try DossierRecords(transaction).find(own.id), to: expert, at: panel.desk.house.clock.world.now())
    }
    try await panel.propose(PanelHouse.settings(sparesRegions: false), version: 2)
    #expect(try await !panel.chosen(own).contains(expert))
    await #expect(throws: Refusal.self) { try await panel.change(.add(expert), own) }
    let line = try await panel.operations.panelLine(of: own.id, for: panel.desk.instructor).line
    #expect(line.board.seat(expert)?.barrier == .conflict)
  }

  @Test func `where capacity is missing as much as can be is proposed, and the rest is named`() async throws {
    let panel = try await PanelHouse(dossiers: 3, experts: 2)
    let second = try #require(panel.experts[1].person)
    try await panel.operations.adjustCapacities([second: "1"], of: panel.slug, by: panel.desk.administrator)
    try await panel.propose()
    let overview = try await panel.operations.panelProposal(
      of: panel.slug, onlyShort: true, .longest, for: panel.desk.instructor)
    #expect(overview.proposed == 4 && overview.short == 2 && overview.lines.total == 2)
    for line in overview.lines.items {
      let shortage = try #require(PanelShortage(line.board))
      #expect(shortage.missing == 1 && shortage.apart == [.full: 1])
    }
    let first = try #require(overview.lines.items.first?.dossier.id)
    let dossier = try #require(panel.dossiers.first { $0.id == first })
    await #expect(throws: Refusal.panelProblem(.full)) { try await panel.change(.add(second), dossier) }
  }

  @Test func `no capacity tells a bound reader of a dossier, which only forbids; what an expert says meanwhile stays`()
    async throws
  {
    let panel = try await PanelHouse(dossiers: 2, experts: 3)
    let (hidden, seen) = (panel.dossiers[0], panel.dossiers[1])
    let reader = panel.desk.other
    let people = try panel.experts.map { try #require($0.person) }
    let wave = panel.desk.wave.id
    try await panel.propose()
    let busy = try #require(try await panel.chosen(hidden).first)
    try await panel.desk.house.database.write { transaction in
      try DeclaredInterestRecords(transaction).insert(
        DeclaredInterest(
          id: panel.desk.house.clock.world.newIdentity(), kind: .relation, name: "", place: nil, words: "Un proche",
          declaredAt: panel.desk.house.clock.world.now(), endedOn: nil),
        of: try #require(reader.person), to: hidden.id)
    }
    let loads = try await panel.overview(reader).loads
    #expect(loads.map(\.capacity) == [3, 3, 3])
    // Somebody whose places the hidden dossier takes is not available, and no number says why.
    func adjust(_ typed: [ID<Person>: String], drawn: [ID<Person>: String] = [:]) async throws {
      try await panel.operations.adjustCapacities(typed, drawn: drawn, of: panel.slug, by: panel.desk.administrator)
    }
    let drawn = Dictionary(uniqueKeysWithValues: people.map { ($0, "3") })
    var draft = ExpertProfileDraft()
    draft.college = "research"
    draft.version = 1
    draft.capacities = [wave: "2"]
    try await panel.operations.keepExpertProfile(draft, by: panel.experts[0])
    try await adjust(drawn.merging([people[1]: "4"]) { $1 }, drawn: drawn)
    #expect(try await panel.overview().loads.map(\.capacity) == [2, 4, 3])
    await #expect(throws: Refusal.changedMeanwhile) { try await adjust([people[0]: "5"], drawn: drawn) }
    for person in people where person != busy { try await adjust([person: "2"]) }
    try await adjust([busy: "1"])
    for choice in try await panel.chosen(seen) where choice == busy { try await panel.change(.remove(busy), seen) }
    let board = try await panel.operations.panelLine(of: seen.id, for: reader).line.board
    #expect(board.seat(busy)?.barrier == .unavailable && board.seat(busy)?.capacity == 1)
    #expect(board.seat(busy)?.load == 0)
  }

  @Test func `whoever has a part in a dossier finds it nowhere in the proposal, and can change nothing of it`()
    async throws
  {
    let panel = try await PanelHouse()
    let own = panel.dossiers[0]
    let other = try #require(panel.desk.other.person)
    try await panel.propose()
    try await panel.desk.house.database.write { transaction in
      try DossierRecords(transaction).handOver(
        try DossierRecords(transaction).find(own.id), to: other, at: panel.desk.house.clock.world.now())
    }
    let before = try await panel.chosen(own)
    let seen = try await panel.overview(panel.desk.other)
    #expect(seen.lines.total == 2 && seen.lines.items.allSatisfy { $0.dossier.id != own.id } && seen.proposed == 4)
    // What the hidden one takes of somebody's time would tell who reviews it.
    #expect(seen.loads.map { $0.capacity }.reduce(0, +) == 12)
    await #expect(throws: Refusal.notFound) {
      try await panel.operations.panelLine(of: own.id, for: panel.desk.other)
    }
    await #expect(throws: Refusal.notFound) {
      try await panel.change(.remove(try #require(before.first)), own, by: panel.desk.other)
    }
    try await panel.propose(version: 1, by: panel.desk.other)
    #expect(try await panel.chosen(own) == before)
    #expect(try await panel.overview().loads.allSatisfy { $0.proposed <= 3 })
  }

  @Test func `all of a proposal are asked at once, once; who declines makes room for the alternate`() async throws {
    let panel = try await PanelHouse()
    try await panel.propose()
    func ask(_ version: Int, due: Day?) async throws -> PanelAsking {
      try await panel.operations.askPanel(of: panel.slug, version: version, due: due, by: panel.desk.instructor) {
        "https://exemple.example/\($0)"
      }
    }
    let day = Day(panel.desk.house.clock.world.now().addingTimeInterval(14 * 86_400))
    await #expect(throws: Refusal.invalid([Finding(field: "due", problem: .notADay)])) { try await ask(1, due: nil) }
    let report = try await ask(1, due: day)
    #expect(report.asked == 6 && report.refused == [])
    #expect(try await panel.desk.journal("review.asked").count == 6)
    await #expect(throws: Refusal.changedMeanwhile) { try await ask(1, due: day) }
    let asked = try await panel.overview()
    #expect(asked.proposed == 0 && asked.short == 0 && asked.loss == 0)
    #expect(asked.loads.map(\.asked).reduce(0, +) == 6)
    #expect(try await ask(asked.proposal.version, due: day).asked == 0)

    let line = try #require(asked.lines.items.first)
    let expert = try #require(panel.experts.first { line.board.asked.contains($0.person ?? ID(UUID())) })
    let person = try #require(expert.person)
    let assignment = try #require(
      try await panel.desk.house.database.read { try ReviewAssignmentRecords($0).standing(of: line.dossier.id, person) }
    )
    _ = try await panel.desk.house.database.write { transaction in
      try ReviewAssignmentRecords(transaction).answer(
        assignment.id, .decline(reason: "Absente"), at: panel.desk.house.clock.world.now())
    }
    let short = try await panel.operations.panelLine(of: line.dossier.id, for: panel.desk.instructor).line
    #expect(short.board.missing == 1 && short.board.seat(person)?.barrier == .declined)
    let alternate = try #require(short.board.alternates().first?.seat.person)
    #expect(alternate != person)
    try await panel.propose(version: try await panel.overview().proposal.version)
    let again = try await panel.operations.panelLine(of: line.dossier.id, for: panel.desk.instructor).line
    #expect(again.board.asked == line.board.asked.subtracting([person]) && again.board.chosen == [alternate])
    #expect(try await panel.overview().proposed == 1, "who was asked stays")
  }

  @Test func `a profile is kept by its expert alone, with faults at their fields; an account takes it along`()
    async throws
  {
    let panel = try await PanelHouse(dossiers: 1, experts: 2)
    let expert = panel.experts[0]
    var draft = ExpertProfileDraft()
    draft.college = "autre"
    draft.region = "99"
    draft.themes = ["T99"]
    draft.capacities = [panel.desk.wave.id: "beaucoup"]
    do {
      try await panel.operations.keepExpertProfile(draft, by: expert)
      Issue.record("kept")
    } catch Refusal.invalid(let findings) {
      #expect(findings.map(\.field) == ["college", "region", "themes", "capacity.\(panel.desk.wave.id)"])
    }
    let kept = try await panel.operations.expertProfile(for: expert)
    #expect(kept.profile.version == 1 && kept.waves.map(\.id) == [panel.desk.wave.id])
    #expect(kept.capacities == [panel.desk.wave.id: 3])
    draft = ExpertProfileDraft(kept.profile, capacities: kept.capacities)
    try await panel.operations.keepExpertProfile(draft, by: expert)
    await #expect(throws: Refusal.changedMeanwhile) { try await panel.operations.keepExpertProfile(draft, by: expert) }
    await #expect(throws: Refusal.notAllowed(.keepExpertProfile)) {
      try await panel.operations.expertProfile(for: panel.desk.instructor)
    }
    try await panel.propose()
    try await panel.operations.eraseAccount(try #require(expert.person), by: expert)
    let overview = try await panel.overview()
    #expect(
      overview.loads.count == 1 && overview.lines.items.allSatisfy { $0.facts == nil && $0.board.chosen.count == 1 })
    let left = try await panel.desk.house.database.read { transaction in
      try transaction.count("SELECT COUNT(*) AS count FROM expert_profiles WHERE knowledge <> ''")
    }
    #expect(left == 0)
  }

  @Test func `only the service of the wave proposes, sees and changes`() async throws {
    let panel = try await PanelHouse(dossiers: 1, experts: 1)
    for role in Role.allCases where ![.instructor, .administrator].contains(role) {
      let somebody = try await panel.desk.house.person(role, "tiers")
      await #expect(throws: Refusal.notFound) { try await panel.propose(by: somebody) }
      await #expect(throws: Refusal.notFound) { try await panel.overview(somebody) }
      await #expect(throws: Refusal.notFound) {
        try await panel.operations.panelLine(of: panel.dossiers[0].id, for: somebody)
      }
      await #expect(throws: Refusal.notFound) { try await panel.operations.panel(of: panel.slug, for: somebody) }
    }
    let elsewhere = try await panel.desk.house.openWave("autre")
    let limited = Principal(
      person: try #require(panel.desk.other.person), held: [HeldRole(.instructor, in: .wave(elsewhere.id))])
    await #expect(throws: Refusal.notFound) { try await panel.overview(limited) }
    var settings = PanelHouse.settings()
    settings.demand = ""
    let faulty = settings
    await #expect(throws: Refusal.invalid([Finding(field: "demand", problem: .missing)])) {
      try await panel.propose(faulty)
    }
  }
}
