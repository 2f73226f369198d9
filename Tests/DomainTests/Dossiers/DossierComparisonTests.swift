import Domain
import Foundation
import TestSupport
import Testing

@Suite struct DossierComparisonTests {
  private static let group = Field(
    id: "items", label: LocalisedText(fr: "items", en: "items"), help: nil, example: nil, isRequired: false,
    kind: .group(
      itemName: LocalisedText(fr: "Item", en: "Item"), fields: [line("title")], minimumItems: 0, maximumItems: 9))

  private static func line(_ id: String) -> Field {
    Field(
      id: id, label: LocalisedText(fr: id, en: id), help: nil, example: nil, isRequired: false,
      kind: .text(maximumLength: 40))
  }

  private func side(_ answers: Answers, _ sections: [(String, [Field])]) -> ComparedDossier {
    let moment = Date(timeIntervalSince1970: 0)
    let text = LocalisedText(fr: "x", en: "x")
    let procedure = Procedure(
      id: "p", version: "1", name: text, effect: .record, isHistorical: false, requiresSignatory: false,
      receipt: ReceiptTerms(
        service: .init(name: text, postal: nil, email: nil, phone: nil),
        silence: SilenceRule(effect: .rejection, months: 2, basis: text), appeal: text),
      sections: sections.map { id, fields in
        Procedure.Section(
          id: id, title: LocalisedText(fr: id, en: id), intro: nil, criterion: nil, fields: fields)
      })
    let identity = UUID()
    let dossier = Dossier(
      id: ID(identity), reference: "FI-X-0001", wave: ID(identity), procedure: procedure.key, owner: .program("test"),
      title: "T", state: .submitted, answers: answers, version: 1, createdAt: moment, updatedAt: moment,
      submittedAt: moment)
    return ComparedDossier(dossier: dossier, procedure: procedure, submission: nil, submissions: [])
  }

  /// A row in one line: `title: a | b`, `Item 1: left right`.
  private func told(_ comparison: DossierComparison) -> [String] {
    comparison.sections.flatMap { section in
      section.rows.map { row in
        switch row {
        case .answer(let field, let left, let right): "\(section.title.en).\(field.id): \(text(left)) | \(text(right))"
        case .item(_, let number, let isLeft, let isRight): "item \(number): \(isLeft) \(isRight)"
        }
      }
    }
  }

  private func text(_ answer: Answer?) -> String {
    switch answer {
    case .text(let text)?: text
    case .list(let items)?: items.joined(separator: "+")
    case .group?: "group"
    case nil: "-"
    }
  }

  private func items(_ all: [(String?, String)]) -> Answer {
    .group(all.map { Answers(item: $0.0, ["title": .text($0.1)]) })
  }

  @Test func `what nobody answered is left out, and one side alone stands beside nothing`() {
    let form = [
      ("s", [DossierComparisonTests.line("a"), DossierComparisonTests.line("b"), DossierComparisonTests.line("c")])
    ]
    let comparison = DossierComparison(
      side(Answers(["a": .text("x"), "b": .text("  ")]), form), side(Answers(["a": .text("x"), "c": .text("z")]), form))
    #expect(told(comparison) == ["s.a: x | x", "s.c: - | z"])
    #expect(comparison.counts == (1, 2))
  }

  @Test func `an item that moved stands beside itself, and one that went comes last`() {
    let form = [("s", [DossierComparisonTests.group])]
    let comparison = DossierComparison(
      side(Answers(["items": items([("1", "one"), ("2", "two"), ("3", "three")])]), form),
      side(Answers(["items": items([("3", "three!"), ("1", "one"), ("4", "four")])]), form))
    #expect(
      told(comparison) == [
        "item 1: true true", "s.title: three | three!", "item 2: true true", "s.title: one | one",
        "item 3: false true", "s.title: - | four", "item 4: true false", "s.title: two | -",
      ])
  }

  @Test func `items of two dossiers stand beside each other by their places`() {
    let form = [("s", [DossierComparisonTests.group])]
    let comparison = DossierComparison(
      side(Answers(["items": items([("1", "one")])]), form),
      side(Answers(["items": items([("8", "eight"), (nil, "new")])]), form))
    #expect(
      told(comparison) == [
        "item 1: true true", "s.title: one | eight", "item 2: false true", "s.title: - | new",
      ])
  }

  @Test func `what only the earlier form asked comes after, and what moved to another section is compared there`() {
    let (a, b, c) = (
      DossierComparisonTests.line("a"), DossierComparisonTests.line("b"), DossierComparisonTests.line("c")
    )
    let answers = Answers(["a": .text("1"), "b": .text("2"), "c": .text("3")])
    let comparison = DossierComparison(
      side(answers, [("old", [a, b]), ("kept", [c])]), side(answers, [("kept", [a])]))
    #expect(told(comparison) == ["kept.a: 1 | 1", "kept.c: 3 | 3", "old.b: 2 | 2"])
  }
}
