import Domain
import Foundation
import TestSupport
import Testing

/// Rules between fields.
@Suite struct RuleFindingsTests {
  private static func both(_ text: String) -> LocalisedText { LocalisedText(fr: text, en: text) }

  private static func field(_ id: String, _ kind: FieldKind, when condition: Field.Condition? = nil) -> Field {
    Field(id: id, label: both(id), help: nil, example: nil, isRequired: false, kind: kind, condition: condition)
  }

  private static func group(_ id: String, _ fields: [Field], when condition: Field.Condition? = nil) -> Field {
    field(
      id, .group(itemName: both(id), fields: fields, minimumItems: 0, maximumItems: 9), when: condition)
  }

  private static let amount = field("amount", .money(minimum: nil, maximum: nil))

  private static func rule(_ id: String, _ check: Rule.Check) -> Rule {
    Rule(id: id, message: both(id), check: check)
  }

  private static let roles = ["lead", "member"].map { Field.Option(id: $0, label: both($0)) }

  private static let procedure = Procedure(
    id: "p", version: "1", name: both("p"), effect: .grantLabel, isHistorical: false, requiresSignatory: false,
    receipt: ExampleProgramme.procedure.receipt,
    sections: [
      Procedure.Section(
        id: "one", title: both("one"), intro: nil, criterion: nil,
        fields: [
          field("start", .day), field("end", .day), field("paid", .yesNo),
          group("steps", [field("from", .day), group("parts", [field("first", .day), field("last", .day)])]),
        ]),
      Procedure.Section(
        id: "two", title: both("two"), intro: nil, criterion: nil,
        fields: [
          group("expenses", [amount], when: .init(field: "paid", values: ["yes"])), group("income", [amount]),
          field("grant", .money(minimum: nil, maximum: nil)),
          group("members", [field("role", .choice(options: roles))]),
        ]),
    ],
    rules: [
      rule("order", .endAfterStart(start: "start", end: "end")),
      rule("inside", .endAfterStart(start: "steps.parts.first", end: "steps.parts.last")),
      rule("even", .balances(left: "expenses.amount", right: "income.amount")),
      rule("grant", .balances(left: "income.amount", right: "grant")),
      rule("lead", .exactlyOne(group: "members", condition: .init(field: "role", values: ["lead"]))),
      rule("two", .atLeast(count: 2, group: "members", condition: .init(field: "role", values: ["lead", "member"]))),
    ])

  private func broken(_ answers: [String: Answer]) -> [String] {
    RuleFindingsTests.procedure.findings(in: Answers(answers)) { _ in true }.map { finding in
      if case .rule(let message, let isAbsence) = finding.problem {
        "\(finding.field) \(message.fr)\(isAbsence ? " open" : "")"
      } else {
        "\(finding)"
      }
    }
  }

  private func amounts(_ texts: String...) -> Answer { .group(texts.map { Answers(["amount": .text($0)]) }) }
  private func members(_ roles: String...) -> Answer { .group(roles.map { Answers(["role": .text($0)]) }) }

  @Test func `nothing is told of fields that say nothing yet`() {
    #expect(broken([:]) == [])
    #expect(broken(["start": .text("2026-01-01"), "income": amounts("")]) == [])
  }

  @Test func `an end before its start is told at the end, inside items with their numbers`() {
    #expect(broken(["start": .text("2026-02-01"), "end": .text("2026-01-31")]) == ["end order"])
    #expect(broken(["start": .text("2026-02-01"), "end": .text("01/02/2026")]) == [])
    let parts = Answer.group([
      Answers(), Answers(["first": .text("2026-02-01"), "last": .text("2025-01-01")]),
    ])
    #expect(broken(["steps": .group([Answers(["parts": parts])])]) == ["steps.0.parts.1.last inside"])
  }

  @Test func `a budget balances to the cent, while its parts are asked`() {
    let costs = amounts("1 000", "0,10", "")
    #expect(broken(["paid": .text("yes"), "expenses": costs, "income": amounts("1000.10")]) == [])
    #expect(
      broken(["paid": .text("yes"), "expenses": costs, "income": amounts("1000.09")]) == ["expenses even"])
    #expect(broken(["paid": .text("no"), "expenses": costs, "income": amounts("1000.09")]) == [])
    #expect(broken(["income": amounts("5", "5"), "grant": .text("11")]) == ["income grant"])
  }

  @Test func `an amount that cannot be read is told as such, not as a sum that is wrong`() {
    let found = RuleFindingsTests.procedure.findings(
      in: Answers(["income": amounts("5", "dix"), "grant": .text("5")])
    ) { _ in true }
    #expect(found == [Finding(field: "income.1.amount", problem: .notAnAmount)])
  }

  @Test func `one item and no second is the lead, and none is a gap rather than a mistake`() {
    #expect(broken(["members": members("lead", "member")]) == [])
    #expect(broken(["members": members("lead", "lead")]) == ["members lead"])
    #expect(broken(["members": members("member", "member")]) == ["members lead open"])
    #expect(broken(["members": members("lead")]) == ["members two open"])
  }

  @Test func `a rule is told on the page of the section that holds its field`() {
    let answers = Answers([
      "start": .text("2026-02-01"), "end": .text("2026-01-31"), "members": members("lead", "lead"),
    ])
    let sections = ["one", "two"].map { id in
      RuleFindingsTests.procedure.findings(in: answers, section: id) { _ in true }.map(\.field)
    }
    #expect(sections == [["end"], ["members"]])
  }

  @Test func `a procedure that was frozen before there were rules is still read`() throws {
    var document = try JSONValue(
      parsing: String(decoding: try JSONEncoder().encode(ExampleProgramme.procedure), as: UTF8.self))
    guard case .object(var members) = document else { return }
    #expect(members["rules"] == nil, "what is not there is not written, so that digests stay")
    members["rules"] = nil
    document = .object(members)
    let read = try JSONDecoder().decode(Procedure.self, from: Data(document.canonical.utf8))
    #expect(read == ExampleProgramme.procedure)
  }
}
