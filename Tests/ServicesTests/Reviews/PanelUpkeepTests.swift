import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// What becomes of a proposal when dossiers, interests and roles change after it was made.
@Suite struct PanelUpkeepTests {
  private func declare(_ expert: ID<Person>, to dossier: Dossier, _ panel: PanelHouse) async throws {
    let world = panel.desk.house.clock.world
    try await panel.desk.house.database.write { transaction in
      try DeclaredInterestRecords(transaction).insert(
        DeclaredInterest(
          id: world.newIdentity(), kind: .relation, name: "", place: nil, words: "Un proche", declaredAt: world.now(),
          endedOn: nil), of: expert, to: dossier.id)
    }
  }

  private func line(_ dossier: Dossier, _ panel: PanelHouse) async throws -> PanelLine {
    try await panel.operations.panelLine(of: dossier.id, for: panel.desk.instructor).line
  }

  private func close(_ dossier: Dossier, _ panel: PanelHouse) async throws {
    for event in [DossierEvent.openReview, .deliberate] {
      try await panel.operations.moveDossier(
        dossier.id, version: try await panel.desk.house.load(dossier.id).version, by: event,
        reasons: event == .deliberate ? "Par écrit." : nil, principal: panel.desk.instructor)
    }
  }

  @Test func `a proposal on a dossier that is reviewed no more takes nobody's place and costs nothing`() async throws {
    let panel = try await PanelHouse(dossiers: 2, experts: 2)
    let people = try panel.experts.map { try #require($0.person) }
    try await panel.propose()
    #expect(try await panel.overview().loads.map(\.proposed) == [2, 2])
    try await close(panel.dossiers[0], panel)
    for person in people {
      try await panel.operations.adjustCapacities([person: "1"], of: panel.slug, by: panel.desk.administrator)
    }
    let overview = try await panel.overview()
    #expect(overview.loads.map(\.proposed) == [1, 1] && overview.loads.map(\.capacity) == [1, 1])
    #expect(overview.over == 0 && overview.short == 0 && overview.loss == 0)
    try await panel.propose(version: overview.proposal.version)
    #expect(try await panel.overview().loads.map(\.proposed) == [1, 1], "both places of the open dossier are theirs")
    let left = try await panel.desk.house.database.read {
      try $0.count("SELECT COUNT(*) AS count FROM panel_choices")
    }
    #expect(left == 2)
  }

  @Test func `who accepted a dossier that is reviewed no more has spent a place, which is shown`() async throws {
    let panel = try await PanelHouse(dossiers: 2, experts: 2)
    let person = try #require(panel.experts[0].person)
    let day = Day(panel.desk.house.clock.world.now()).adding(days: 14)
    try await panel.operations.askReviewer(person, on: panel.dossiers[0].id, due: day, by: panel.desk.instructor) {
      "\($0)"
    }
    try await panel.operations.answerReview(.accept, of: panel.dossiers[0].id, by: panel.experts[0])
    try await close(panel.dossiers[0], panel)
    try await panel.operations.adjustCapacities([person: "1"], of: panel.slug, by: panel.desk.administrator)
    try await panel.propose()
    let overview = try await panel.overview()
    #expect(overview.loads.first { $0.member.person.id == person }?.asked == 1)
    #expect(overview.loads.first { $0.member.person.id == person }?.proposed == 0 && overview.short == 1)
    try await panel.operations.adjustCapacities([person: "0"], of: panel.slug, by: panel.desk.administrator)
    #expect(try await panel.overview().over == 1)
  }

  @Test func `a proposed expert who declares an interest is missing, cannot be kept, and is named when all are asked`()
    async throws
  {
    let panel = try await PanelHouse(dossiers: 1, experts: 3)
    let dossier = panel.dossiers[0]
    try await panel.propose()
    let person = try #require(try await panel.chosen(dossier).first)
    try await declare(person, to: dossier, panel)
    #expect(try await panel.overview().short == 1)
    #expect(try await line(dossier, panel).board.missing == 1)
    await #expect(throws: Refusal.panelProblem(.conflict)) { try await panel.change(.lock(person, true), dossier) }
    let day = Day(panel.desk.house.clock.world.now()).adding(days: 14)
    let report = try await panel.operations.askPanel(
      of: panel.slug, version: try await panel.overview().proposal.version, due: day, by: panel.desk.instructor
    ) { "\($0)" }
    #expect(report.asked == 1 && report.refused.map(\.refusal) == [.panelProblem(.conflict)])
    #expect(report.refused.first?.name.isEmpty == false)
    // Another calculation finds somebody in their place.
    try await panel.propose(version: try await panel.overview().proposal.version)
    #expect(try await panel.overview().short == 0)
    #expect(try await !panel.chosen(dossier).contains(person))
  }

  @Test func `an expert whose role was taken away is missing where they were asked, and stands there as no expert`()
    async throws
  {
    let panel = try await PanelHouse(dossiers: 1, experts: 3)
    let dossier = panel.dossiers[0]
    try await panel.propose()
    let day = Day(panel.desk.house.clock.world.now()).adding(days: 14)
    _ = try await panel.operations.askPanel(of: panel.slug, version: 1, due: day, by: panel.desk.instructor) { "\($0)" }
    let person = try #require(try await line(dossier, panel).board.asked.first)
    try await panel.desk.house.withdraw(.expert, from: person)
    let board = try await line(dossier, panel).board
    #expect(board.missing == 1 && board.seat(person)?.barrier == .retired)
    let overview = try await panel.overview()
    #expect(overview.short == 1 && overview.retired.map(\.person.id) == [person])
    try await panel.propose(version: overview.proposal.version)
    #expect(try await panel.overview().short == 0)
  }

  @Test func `a change that is pressed twice is made once, and refuses nothing`() async throws {
    let panel = try await PanelHouse(dossiers: 1, experts: 3)
    let dossier = panel.dossiers[0]
    try await panel.propose()
    let person = try #require(try await panel.chosen(dossier).first)
    for _ in 0..<2 {
      try await panel.operations.changePanel(
        .lock(person, true), of: dossier.id, version: 1, by: panel.desk.instructor)
    }
    for _ in 0..<2 {
      try await panel.operations.changePanel(.remove(person), of: dossier.id, version: 2, by: panel.desk.instructor)
    }
    #expect(try await panel.overview().proposal.version == 3)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await panel.operations.changePanel(.add(person), of: dossier.id, version: 2, by: panel.desk.instructor)
    }
  }
}
