import Domain
import Foundation
import Services
import TestSupport
import Testing

@Suite struct AnswerCopyTests {
  private static func field(_ id: String, _ kind: FieldKind) -> Field {
    Field(
      id: id, label: LocalisedText(fr: "Champ \(id)", en: "Field \(id)"), help: nil, example: nil, isRequired: false,
      kind: kind)
  }

  private static func procedure(_ version: String, _ fields: [Field]) -> Procedure {
    let example = ExampleProgramme.procedure
    return Procedure(
      id: example.id, version: version, name: example.name, effect: example.effect, isHistorical: false,
      requiresSignatory: false, receipt: example.receipt,
      sections: [
        Procedure.Section(
          id: "all", title: LocalisedText(fr: "Tout", en: "All"), intro: nil, criterion: nil, fields: fields)
      ])
  }

  private static func option(_ id: String) -> Field.Option {
    Field.Option(id: id, label: LocalisedText(fr: id, en: id))
  }

  private static func group(_ fields: [Field]) -> FieldKind {
    .group(itemName: LocalisedText(fr: "x", en: "x"), fields: fields, minimumItems: 0, maximumItems: 9)
  }

  @Test func `what both forms ask in the same way is taken over, the rest is told`() {
    let old = AnswerCopyTests.procedure(
      "1",
      [
        AnswerCopyTests.field("name", .text(maximumLength: 10)), AnswerCopyTests.field("gone", .day),
        AnswerCopyTests.field("changed", .text(maximumLength: 10)), AnswerCopyTests.field("unwritten", .day),
        AnswerCopyTests.field(
          "sure", .declaration(statement: LocalisedText(fr: "Je déclare", en: "I declare"))),
        AnswerCopyTests.field("kinds", .choices(options: ["a", "b"].map(AnswerCopyTests.option), minimumItems: 0)),
        AnswerCopyTests.field(
          "items",
          AnswerCopyTests.group([
            AnswerCopyTests.field("title", .text(maximumLength: 10)), AnswerCopyTests.field("inner", .yesNo),
          ])),
      ])
    let new = AnswerCopyTests.procedure(
      "2",
      [
        AnswerCopyTests.field("name", .longText(maximumLength: 500)), AnswerCopyTests.field("changed", .day),
        AnswerCopyTests.field(
          "sure", .declaration(statement: LocalisedText(fr: "Je déclare", en: "I declare"))),
        AnswerCopyTests.field("kinds", .choices(options: ["b", "c"].map(AnswerCopyTests.option), minimumItems: 0)),
        AnswerCopyTests.field(
          "items", AnswerCopyTests.group([AnswerCopyTests.field("title", .text(maximumLength: 10))])),
      ])
    let copy = AnswerCopy(
      Answers([
        "name": .text("Un nom"), "gone": .text("2026-01-01"), "changed": .text("x"), "unwritten": .text(" "),
        "sure": .text("yes"), "kinds": .list(["a", "b"]),
        "items": .group([Answers(item: "i1", ["title": .text("T"), "inner": .text("yes")])]),
      ]), from: old, to: new)
    #expect(
      copy.answers
        == Answers(["name": .text("Un nom"), "kinds": .list(["b"]), "items": .group([Answers(["title": .text("T")])])])
    )
    #expect(copy.left.map(\.en) == ["gone", "changed", "sure", "kinds", "inner"].map { "Field \($0)" })
  }

  @Test func `a blank draft begins with an earlier dossier of the same person, and items are other items`() async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let earlier = try await house.draft(in: wave, by: applicant)
    let blank = try await house.operations.startDossier(in: wave.slug, by: applicant)
    let draft = try await house.operations.copyAnswers(
      from: earlier.id, to: blank.id, version: blank.version, by: applicant)
    #expect(draft.answers.text("name") == "Pays d’Exemple")
    let items = draft.answers.group("challenges").compactMap(\.item)
    #expect(items.count == 3 && Set(items).isDisjoint(with: earlier.answers.group("challenges").compactMap(\.item)))
    #expect(try await house.load(earlier.id) == earlier)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await house.operations.copyAnswers(from: earlier.id, to: draft.id, version: draft.version, by: applicant)
    }
  }

  @Test func `a file brings in neither declarations nor the names of attached files, and all the rest`() async throws {
    let house = try await TestHouse()
    let procedure = Self.procedure(
      "import",
      [
        Self.field("name", .text(maximumLength: 40)), Self.field("deed", .attachment),
        Self.field("honest", .declaration(statement: LocalisedText(fr: "Oui", en: "Yes"))),
      ])
    let wave = try await house.openWave(procedure: procedure)
    _ = try await house.person(.applicant)
    let json = try JSONValue(
      parsing: """
        {"format": "french-impact/dossier", "version": 1, "procedure": {"id": "label-candidacy", "version": "import"},
         "answers": {"name": "Pays", "deed": ["01a211bd-27ff-795c-bee8-93c83978e7fa", "acte.pdf"], "honest": "yes"}}
        """)
    let owner = try #require(EmailAddress("camille-applicant@exemple.example"))
    let (draft, left, problems) = try await house.operations.importDossier(json, owner: owner, in: wave.slug)
    #expect(problems == [] && draft?.answers.values == ["name": .text("Pays")])
    #expect(left.count == 2)
  }

  @Test func `nothing is copied from one person to another, whatever they may read`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let earlier = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(earlier.id, version: earlier.version, by: applicant)
    let id = try #require(try await house.person(.applicant, "autre").person)
    let other = Principal(person: id, roles: [.applicant, .instructor])
    let blank = try await house.operations.startDossier(in: wave.slug, by: other)
    for (from, to) in [(earlier.id, blank.id), (blank.id, earlier.id), (blank.id, blank.id)] {
      await #expect(throws: Refusal.self) {
        try await house.operations.copyAnswers(from: from, to: to, version: 1, by: other)
      }
    }
    #expect(try await house.load(blank.id).answers.isBlank)
  }
}
