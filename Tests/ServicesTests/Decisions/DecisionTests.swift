import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct DecisionTests {
  private struct Case {
    let house: TestHouse
    let wave: Wave
    let applicant: Principal
    let instructor: Principal
    let dossier: ID<Dossier>
  }

  private func deliberated() async throws -> Case {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(draft.id, by: instructor)
    return Case(house: house, wave: wave, applicant: applicant, instructor: instructor, dossier: draft.id)
  }

  @Test func `a decision without reasons or author is refused at each field`() async throws {
    let c = try await deliberated()
    let version = try await c.house.load(c.dossier).version
    await #expect(
      throws: Refusal.invalid([
        Finding(field: "reasons", problem: .missing), Finding(field: "signatoryName", problem: .missing),
        Finding(field: "signatoryFunction", problem: .missing),
      ])
    ) {
      try await c.house.operations.decideDossier(
        c.dossier, version: version, outcome: .labelled, reasons: " ",
        signatory: Decision.Signatory(name: "", function: " "), by: c.instructor)
    }
  }

  @Test func `the applicant learns of a decision by its notice and not before`() async throws {
    let c = try await deliberated()
    let operations = c.house.operations
    try await operations.decideDossier(
      c.dossier, version: try await c.house.load(c.dossier).version, outcome: .rejected, reasons: "Motifs.",
      signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: c.instructor)
    let before = try await operations.dossier(c.dossier, for: c.applicant)
    #expect(before.decision == nil)
    #expect(!before.history.contains { $0.event == .decide || $0.event == .deliberate })

    try await operations.notifyDecision(
      c.dossier, version: try await c.house.load(c.dossier).version, by: c.instructor)

    let after = try await operations.dossier(c.dossier, for: c.applicant)
    #expect(after.decision?.outcome == .rejected)
    let mail = try #require(
      try await operations.outbox(.longest, for: .setUp).items.first { $0.kind == "decision" })
    #expect(mail.body.contains("Motifs."))
    #expect(mail.body.contains("Noa, Directrice"))
    #expect(mail.body.contains("Recours d’exemple"))
  }

  @Test(arguments: [Decision.Outcome.deepening, .rejected])
  func `an unfavourable decision makes no territory`(outcome: Decision.Outcome) async throws {
    let c = try await deliberated()
    try await c.house.decideAndPublish(c.dossier, outcome, by: c.instructor)
    #expect(try await c.house.operations.publishedCounts().territories == 0)
    let rows = try await c.house.database.read { try $0.count("SELECT COUNT(*) AS count FROM territories") }
    #expect(rows == 0)
  }

  @Test func `two territories of one name have two addresses`() async throws {
    let c = try await deliberated()
    try await c.house.decideAndPublish(c.dossier, by: c.instructor)
    let second = try await c.house.draft(in: c.wave, by: c.applicant)
    _ = try await c.house.operations.submitDossier(second.id, version: second.version, by: c.applicant)
    try await c.house.examine(second.id, by: c.instructor)
    try await c.house.decideAndPublish(second.id, by: c.instructor)
    let slugs = try await c.house.operations.territories(in: .french, .longest).items.map(\.slug.value)
    #expect(slugs == ["pays-d-exemple", "pays-d-exemple-2"])
  }

  @Test func `a decision taken on an older version is refused`() async throws {
    let c = try await deliberated()
    await #expect(throws: Refusal.changedMeanwhile) {
      try await c.house.operations.decideDossier(
        c.dossier, version: 1, outcome: .labelled, reasons: "Motifs.",
        signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: c.instructor)
    }
  }

  @Test func `the published version rises with a publication and with nothing before it`() async throws {
    let c = try await deliberated()
    let before = c.house.operations.publishedVersion.current
    try await c.house.operations.decideDossier(
      c.dossier, version: try await c.house.load(c.dossier).version, outcome: .labelled, reasons: "Motifs.",
      signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: c.instructor)
    try await c.house.operations.refreshPublishedVersion()
    #expect(c.house.operations.publishedVersion.current == before)
    try await c.house.operations.notifyDecision(
      c.dossier, version: try await c.house.load(c.dossier).version, by: c.instructor)
    try await c.house.operations.publishDecision(
      c.dossier, version: try await c.house.load(c.dossier).version, by: c.instructor)
    #expect(c.house.operations.publishedVersion.current == before + 1)
  }
}
