import Domain
import Services
import Storage
import TestSupport
import Testing

/// Candidacies whose perimeters have communes in common.
@Suite struct OverlapTests {
  private func candidacy(_ places: String...) -> Answers {
    var answers = ExampleProgramme.candidacy
    answers["perimeter"] = .list(places)
    return answers
  }

  @Test func `an instructor is told of the candidacies that overlap, an applicant is not`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let (first, second) = (try await house.person(.applicant), try await house.person(.applicant, "dominique"))
    let instructor = try await house.person(.instructor)
    func submit(_ answers: Answers, by person: Principal) async throws -> Dossier {
      let draft = try await house.draft(answers, in: wave, by: person)
      return try await house.operations.submitDossier(draft.id, version: draft.version, by: person)
    }
    let own = try await submit(candidacy("epci:200000001"), by: first)
    // A code of before the merger counts as the commune of today.
    let other = try await submit(candidacy("commune:90003", "commune:91001"), by: second)
    _ = try await submit(candidacy("epci:200000002"), by: second)
    _ = try await house.draft(candidacy("epci:200000001"), in: wave, by: second)

    let found = try await house.operations.candidacies(overlapping: own.id, for: instructor)
    #expect(found.map(\.owner.id) == [other.id])
    #expect(found.map(\.municipalities) == [1])
    #expect(try await house.operations.candidacies(overlapping: own.id, for: first) == [])
    await #expect(throws: Refusal.notFound) {
      try await house.operations.candidacies(overlapping: own.id, for: second)
    }

    let kept = try await house.database.read { try PerimeterRecords($0).find(own.id) }
    #expect(kept?.year == Gazetteer.year, "the year of the codes stays with what was submitted")

    // One that was withdrawn is in nobody's way.
    try await house.operations.moveDossier(
      other.id, version: other.version, by: .withdrawDossier, reasons: nil, principal: second)
    #expect(try await house.operations.candidacies(overlapping: own.id, for: instructor) == [])

    try await house.database.write { try DossierErasure($0).empty(own.id) }
    #expect(try await house.database.read { try PerimeterRecords($0).find(own.id) } == nil)
  }
}
