import Domain
import Foundation
import Services
import TestSupport
import Testing

@Suite struct DossierFileTests {
  private let owner = EmailAddress("camille-applicant@exemple.example")

  /// Without what is another's identity or date.
  private func timeless(_ json: JSONValue) -> JSONValue {
    switch json {
    case .object(var members):
      for name in ["#", "reference", "createdAt"] { members[name] = nil }
      return .object(members.mapValues(timeless))
    case .array(let items): return .array(items.map(timeless))
    case .null, .bool, .integer, .string: return json
    }
  }

  @Test func `exported, imported and exported again a draft is the same but for identities and dates`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let draft = try await house.draft(in: wave, by: try await house.person(.applicant))
    let first = DossierFormat.json(try await house.operations.dossierToExport(draft.reference))
    house.clock.advance(seconds: 3600)
    let read = try JSONValue(parsing: first.canonical)
    let (made, _, problems) = try await house.operations.importDossier(
      read, owner: try #require(owner), in: wave.slug)
    #expect(problems == [])
    let copy = try #require(made)
    let second = DossierFormat.json(try await house.operations.dossierToExport(copy.reference))
    #expect(first != second && timeless(first) == timeless(second))
    let items = Set(draft.answers.group("challenges").compactMap(\.item))
    #expect(items.isDisjoint(with: copy.answers.group("challenges").compactMap(\.item)))
  }

  @Test func `the file tells no decision before its notice, and the digests of what was submitted`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let instructor = try await house.person(.instructor)
    try await house.examine(draft.id, by: instructor)
    try await house.operations.decideDossier(
      draft.id, version: try await house.load(draft.id).version, outcome: .rejected, reasons: "Des motifs.",
      signatory: Decision.Signatory(name: "Noa Exemple", function: "Directrice"), by: instructor)
    let text = DossierFormat.json(try await house.operations.dossierToExport(draft.reference)).canonical
    #expect(text.contains("\"state\":\"inReview\"") && !text.contains("deci") && !text.contains("deliberate"))
    #expect(text.contains(sha256(draft.answers.json.canonical)))
  }

  @Test func `everything that is wrong with a file is told at once, and nothing is made`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    _ = try await house.person(.applicant)
    let json = try JSONValue(
      parsing: """
        {"format": "french-impact/dossier", "version": 2, "procedure": {"id": "other", "version": "1"}, "answers": {
          "name": 12, "stranger": "x", "presentation": "a\\u0000b\\u001b[31m", "departments": [["90"]], "perimeter": ["commune:x"],
          "challenges": [{"title": "T", "objectives": [{"target": "beaucoup"}], "unknown": "y"}, "no object"],
          "organisations": "none"}}
        """)
    let (made, _, problems) = try await house.operations.importDossier(json, owner: try #require(owner), in: wave.slug)
    #expect(made == nil)
    let paths = problems.map(\.path)
    for path in [
      "version", "procedure.id", "answers.name", "answers.stranger", "answers.presentation", "answers.departments",
      "answers.challenges.0.unknown",
      "answers.challenges.1", "answers.organisations", "answers.challenges.0.objectives.0.target",
    ] { #expect(paths.contains(path), "\(path) of \(paths)") }
    #expect(Set(problems).count == problems.count)
    let applicant = try await house.person(.applicant)
    #expect(try await house.operations.ownDossiers(of: applicant, .longest).total == 0)
    for nonsense in [JSONValue.null, .array([]), .object([:])] {
      #expect(
        try await house.operations.importDossier(nonsense, owner: try #require(owner), in: wave.slug).problems.count
          == 1)
    }
  }

  @Test func `a draft is imported for an applicant into an open call, and for nobody else`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    _ = try await house.person(.applicant)
    _ = try await house.person(.jury)
    let json = JSONValue.object([
      "format": .string(DossierFormat.name), "version": .integer(1), "answers": .object([:]),
    ])
    await #expect(throws: Refusal.notAllowed(.startDossier)) {
      try await house.operations.importDossier(
        json, owner: try #require(EmailAddress("camille-jury@exemple.example")), in: wave.slug)
    }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.importDossier(json, owner: try #require(owner), in: Slug(naming: "nulle part"))
    }
    house.clock.set(wave.closesAt)
    await #expect(throws: Refusal.waveNotOpen) {
      try await house.operations.importDossier(json, owner: try #require(owner), in: wave.slug)
    }
  }
}
