import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Versions of procedures: seen, published, and kept by the dossiers that began with them.
@Suite struct PublishProcedureTests {
  /// A house over a copy of the school-garden programme, whose files the test may change.
  private func house() async throws -> (house: TestHouse, file: URL) {
    let copy = FileManager.default.temporaryDirectory.appending(path: "garden-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: ExampleProgramme.schoolGarden, to: copy)
    let house = try await TestHouse(programme: copy)
    _ = try await house.operations.openDeclaredCalls()
    return (house, copy.appending(path: "procedures/school-garden-grant.yaml"))
  }

  private func change(_ file: URL, _ old: String, _ new: String) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
  }

  private let old = ProcedureKey(id: "school-garden-grant", version: "2026-1")
  private let new = ProcedureKey(id: "school-garden-grant", version: "2026-2")

  @Test func `a published version is that of the standing call from then on; a dossier begun keeps its own`()
    async throws
  {
    let (house, file) = try await house()
    let (operations, slug) = (house.operations, Slug(naming: "jardins"))
    let (applicant, administrator) = (try await house.person(.applicant), try await house.person(.administrator))
    let before = try await operations.startDossier(in: slug, by: applicant)
    try change(file, "version: \"2026-1\"", "version: \"2026-2\"")
    try change(file, "maximum: 2000", "maximum: 3000")

    let office = try await operations.procedureOffice(for: administrator)
    #expect(office.versions.map(\.procedure.key) == [new, old])
    #expect(office.canPublish(new))
    #expect(!office.canPublish(old))
    #expect(office.moving(to: new).map(\.slug) == [slug])
    let digest = try #require(office.version(new)).digest
    // Not yet: a file alone changes nothing.
    #expect(try await operations.startDossier(in: slug, by: applicant).procedure == old)
    let entries = try await house.journalCount()

    try await operations.publishProcedure(new, digest: digest, by: administrator)

    #expect(try await house.journalCount() == entries + 1)
    #expect(try await operations.wave(slug).procedure == new)
    #expect(try await operations.startDossier(in: slug, by: applicant).procedure == new)
    #expect(try await house.load(before.id).procedure == old)
    let after = try await operations.procedureOffice(for: administrator)
    #expect(!after.canPublish(new))
    #expect(after.version(new)?.frozenAt == house.clock.world.now())
    await #expect(throws: Refusal.changedMeanwhile) {
      try await operations.publishProcedure(new, digest: digest, by: administrator)
    }
  }

  @Test func `what the administrator did not read is not published, nor is it from files with problems`() async throws {
    let (house, file) = try await house()
    let administrator = try await house.person(.administrator)
    try change(file, "version: \"2026-1\"", "version: \"2026-2\"")
    let digest = try #require(try await house.operations.procedureOffice(for: administrator).version(new)).digest
    try change(file, "maximum: 2000", "maximum: 4000")
    await #expect(throws: Refusal.changedMeanwhile) {
      try await house.operations.publishProcedure(new, digest: digest, by: administrator)
    }
    try change(file, "maximum: 4000", "maximum: many")
    let office = try await house.operations.procedureOffice(for: administrator)
    #expect(office.problems.map(\.message) == ["\"many\" is not a whole number"])
    #expect(!office.canPublish(new))
    await #expect(throws: Refusal.notFound) {
      try await house.operations.publishProcedure(new, digest: digest, by: administrator)
    }
  }

  @Test func `a file that changed under a version in use is told, and never used`() async throws {
    let (house, file) = try await house()
    let administrator = try await house.person(.administrator)
    try change(file, "maximum: 2000", "maximum: 9")
    let version = try #require(try await house.operations.procedureOffice(for: administrator).version(old))
    #expect(version.isFileAltered)
    #expect(version.procedure == house.operations.programme.currentProcedure(old.id))
  }

  @Test func `only administrators see the versions and publish them`() async throws {
    let (house, _) = try await house()
    for role in Role.allCases where role != .administrator {
      let principal = try await house.person(role)
      await #expect(throws: Refusal.notAllowed(.publishProcedure)) {
        _ = try await house.operations.procedureOffice(for: principal)
      }
      await #expect(throws: Refusal.notAllowed(.publishProcedure)) {
        try await house.operations.publishProcedure(old, digest: "", by: principal)
      }
    }
  }
}
