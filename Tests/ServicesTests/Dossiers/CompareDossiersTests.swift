import Domain
import Foundation
import Services
import TestSupport
import Testing

@Suite struct CompareDossiersTests {
  private func compare(
    _ house: TestHouse, _ id: ID<Dossier>, _ submission: Int? = nil, with reference: String = "",
    _ other: Int? = nil, by reader: Principal
  ) async throws -> DossierComparison {
    try await house.operations.compareDossiers(
      id, submission: submission, with: reference, submission: other, for: reader)
  }

  /// Submitted, taken back, changed and submitted again.
  private func twice(_ house: TestHouse, by applicant: Principal) async throws -> Dossier {
    let draft = try await house.draft(in: try await house.openWave(), by: applicant)
    let first = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.operations.moveDossier(
      first.id, version: first.version, by: .resume, reasons: nil, principal: applicant)
    let open = try await house.operations.dossier(first.id, for: applicant).dossier
    var answers = open.answers
    answers["name"] = .text("Un autre nom")
    let saved = try await house.operations.saveAnswers(answers, of: open.id, version: open.version, by: applicant)
    return try await house.operations.submitDossier(saved.id, version: saved.version, by: applicant)
  }

  @Test func `two submissions of one dossier differ in what was changed between them`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await twice(house, by: applicant)
    for reader in [applicant, try await house.person(.instructor)] {
      let comparison = try await compare(house, dossier.id, 1, 2, by: reader)
      let different = comparison.sections.flatMap(\.rows).filter { !$0.isSame }
      #expect(different.count == 1 && comparison.counts.different == 1)
      guard case .answer(let field, let left, let right)? = different.first else {
        Issue.record("no answer differs")
        return
      }
      #expect(field.id == "name" && left != right && right == .text("Un autre nom"))
      #expect(try await compare(house, dossier.id, by: reader).counts.different == 0)
    }
  }

  @Test func `a submission that does not exist is not found`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await twice(house, by: applicant)
    await #expect(throws: Refusal.notFound) { try await compare(house, dossier.id, 3, by: applicant) }
    await #expect(throws: Refusal.notFound) { try await compare(house, dossier.id, nil, 9, by: applicant) }
  }

  @Test func `a dossier that the reader may not read is told as one that is not there`() async throws {
    let house = try await TestHouse()
    let (applicant, stranger) = (try await house.person(.applicant), try await house.person(.applicant, "autre"))
    let dossier = try await twice(house, by: applicant)
    house.clock.advance(seconds: 60)
    let theirs = try await house.draft(in: try await house.openWave("autre-vague"), by: stranger)
    let unknown = Refusal.invalid([Finding(field: "avec", problem: .noSuchDossier)])
    for reference in [theirs.reference, "FI-9999-0001", "' OR 1=1", String(repeating: "x", count: 5_000)] {
      await #expect(throws: unknown) { try await compare(house, dossier.id, with: reference, by: applicant) }
    }
    await #expect(throws: Refusal.notFound) { try await compare(house, dossier.id, by: stranger) }
    // The draft of another stays closed to the service too.
    let instructor = try await house.person(.instructor)
    await #expect(throws: unknown) { try await compare(house, dossier.id, with: theirs.reference, by: instructor) }
  }

  @Test func `the reference may be typed in small letters and with spaces around it`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await twice(house, by: applicant)
    let typed = "  \(dossier.reference.lowercased()) "
    #expect(try await compare(house, dossier.id, 1, with: typed, 2, by: applicant).counts.different == 1)
  }
}
