import Domain
import Foundation
import Services
import TestSupport
import Testing

@Suite struct AwaitedTaskTests {
  @Test func `a draft awaits its applicant until the wave closes, with what is missing once that is near`()
    async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let dossier = try await house.operations.startDossier(in: wave.slug, by: applicant)
    var task = try #require(try await house.operations.awaitedTasks(of: applicant).first)
    #expect(task.kind == .unfinishedDraft && task.due == wave.closesAt && task.count == nil)
    house.clock.set(wave.closesAt.addingTimeInterval(-86_400))
    task = try #require(try await house.operations.awaitedTasks(of: applicant).first)
    #expect(task.count == ExampleProgramme.procedure.findings(in: dossier.answers, knows: { _ in true }).count)
    house.clock.set(wave.closesAt)
    #expect(try await house.operations.awaitedTasks(of: applicant) == [])
  }

  @Test func `what was submitted awaits the service until somebody of it opens it, until the day that was told`()
    async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let silence = ExampleProgramme.procedure.receipt.silence
    let task = try #require(try await house.operations.awaitedTasks(of: instructor).first)
    #expect(task.kind == .dossierToExamine)
    #expect(task.due == silence.implicitDecision(completeOn: Day(house.clock.world.now())).end)
    try await open(draft.id, house, by: instructor)
    #expect(try await house.operations.awaitedTasks(of: instructor) == [])

    try await house.operations.askForComplements(
      ComplementDraft(fields: ["presentation"], reason: "Un plan.", due: "31/12/2026"), of: draft.id,
      version: try await house.load(draft.id).version, by: instructor)
    let asked = try await house.operations.awaitedTasks(of: applicant)
    #expect(asked.map(\.kind) == [.complements] && asked.first?.due == Day("2026-12-31")?.end)
    _ = try await house.operations.submitDossier(
      draft.id, version: try await house.load(draft.id).version, by: applicant)
    #expect(try await house.operations.awaitedTasks(of: instructor).map(\.kind) == [.complementsBack])
    #expect(try await house.operations.awaitedTasks(of: applicant) == [])
  }

  @Test func `a dossier of one's own examination awaits when silence is near, and once it has decided`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let (holder, other) = (
      try await house.person(.instructor, "alix"), try await house.person(.instructor, "sacha")
    )
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let silence = ExampleProgramme.procedure.receipt.silence.implicitDecision(
      completeOn: Day(house.clock.world.now()))
    _ = try await house.operations.giveDossiers(
      [DossierToGive(draft.id, heldBy: nil)], to: holder.person, by: holder
    ) { "\($0)" }
    try await open(draft.id, house, by: holder)
    func tasks(_ principal: Principal) async throws -> [AwaitedTask] {
      try await house.operations.awaitedTasks(of: principal)
    }
    #expect(try await tasks(holder) == [])
    house.clock.set(silence.adding(days: -14).end.addingTimeInterval(-60))
    let near = try await tasks(holder)
    #expect(near.map(\.kind) == [.silenceNear] && near.first?.due == silence.end)
    #expect(try await tasks(other).isEmpty)
    house.clock.set(silence.end.addingTimeInterval(60))
    #expect(try await tasks(holder).map(\.kind) == [.silencePast])
    try await house.operations.moveDossier(
      draft.id, version: try await house.load(draft.id).version, by: .withdrawDossier, reasons: nil,
      principal: applicant)
    #expect(try await tasks(holder) == [])
  }

  @Test func `a decision awaits its reader from the notice on, and never before`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(draft.id, by: instructor)
    try await house.operations.decideDossier(
      draft.id, version: try await house.load(draft.id).version, outcome: .labelled, reasons: "Des motifs.",
      signatory: Decision.Signatory(name: "Noa Exemple", function: "Directrice"), by: instructor)
    try await open(draft.id, house, by: applicant)
    #expect(try await house.operations.awaitedTasks(of: applicant) == [])
    try await house.operations.notifyDecision(
      draft.id, version: try await house.load(draft.id).version, by: instructor)
    #expect(try await house.operations.awaitedTasks(of: applicant).map(\.kind) == [.decisionToRead])
    try await open(draft.id, house, by: applicant)
    #expect(try await house.operations.awaitedTasks(of: applicant) == [])
  }

  @Test func `what is due sooner comes first, and what has no day counts as due two weeks after it came`() {
    let now = TestWorld.noon(2026, 11, 23)
    func task(_ title: String, due: Double?, since: Double) -> AwaitedTask {
      AwaitedTask(
        kind: .question, place: .organisations, title: title, reference: "", since: now.addingTimeInterval(since),
        due: due.map { now.addingTimeInterval($0) })
    }
    let tasks = [
      task("d", due: nil, since: 1), task("b", due: 9, since: 0), task("c", due: nil, since: 0),
      task("a", due: 5, since: 3), task("e", due: 60 * 86_400, since: 0),
    ]
    #expect(tasks.sorted { $0.isMoreUrgent(than: $1) }.map(\.title) == ["a", "b", "c", "d", "e"])
  }

  private func open(_ id: ID<Dossier>, _ house: TestHouse, by principal: Principal) async throws {
    let file = try await house.operations.dossier(id, for: principal)
    try await house.operations.noteOpening(of: file, by: principal)
  }
}
