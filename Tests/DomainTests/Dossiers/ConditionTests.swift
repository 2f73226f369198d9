import Domain
import Testing

/// Fields that are asked only after certain answers, amounts and declarations.
@Suite struct ConditionTests {
  private static func both(_ text: String) -> LocalisedText { LocalisedText(fr: text, en: text) }

  private static func field(
    _ id: String, _ kind: FieldKind, isRequired: Bool = true, when condition: Field.Condition? = nil
  ) -> Field {
    Field(
      id: id, label: both(id), help: nil, example: nil, isRequired: isRequired, kind: kind, condition: condition)
  }

  private static let procedure = Procedure(
    id: "p", version: "1", name: both("p"), effect: .grantLabel, isHistorical: false, requiresSignatory: false,
    receipt: ReceiptTerms(
      service: .init(name: both("s"), postal: nil, email: nil, phone: nil),
      silence: SilenceRule(effect: .rejection, months: 2, basis: both("b")), appeal: both("a")),
    sections: [
      Procedure.Section(
        id: "one", title: both("one"), intro: nil, criterion: nil,
        fields: [
          field("owns", .yesNo),
          field("rent", .money(minimum: 1, maximum: 500_000), when: .init(field: "owns", values: ["no"])),
        ]),
      Procedure.Section(
        id: "two", title: both("two"), intro: nil, criterion: nil,
        fields: [
          field("deed", .text(maximumLength: 9), when: .init(field: "owns", values: ["yes"])),
          field("true", .declaration(statement: both("Vrai"))),
          field(
            "plots",
            .group(
              itemName: both("plot"),
              fields: [
                field("use", .choices(options: ["a", "b"].map { .init(id: $0, label: both($0)) }, minimumItems: 0)),
                field("why", .text(maximumLength: 9), when: .init(field: "use", values: ["b"])),
              ], minimumItems: 0, maximumItems: 3), isRequired: false),
        ]),
    ])

  private func findings(_ answers: [String: Answer]) -> [Finding] {
    ConditionTests.procedure.findings(in: Answers(answers)) { _ in true }
  }

  @Test func `a field is missing only where it is asked, in another section too`() {
    let declared = Answer.text("yes")
    #expect(
      findings(["owns": .text("no"), "true": declared]) == [Finding(field: "rent", problem: .missing)])
    #expect(
      findings(["owns": .text("yes"), "true": declared]) == [Finding(field: "deed", problem: .missing)])
    #expect(
      findings(["true": declared]) == [Finding(field: "owns", problem: .missing)], "nothing depends on no answer")
  }

  @Test func `what is not asked any more counts for nothing, whatever it says`() {
    #expect(
      findings([
        "owns": .text("yes"), "rent": .text("beaucoup"), "deed": .text("acte"), "true": .text("yes"),
      ]) == [])
  }

  @Test func `inside an item a condition looks at the item`() {
    let plots = Answer.group([
      Answers(["use": .list(["a"])]), Answers(["use": .list(["a", "b"])]),
      Answers(["use": .list(["b"]), "why": .text("ombre")]),
    ])
    #expect(
      findings(["owns": .text("yes"), "deed": .text("acte"), "true": .text("yes"), "plots": plots])
        == [Finding(field: "plots.1.why", problem: .missing)])
  }

  @Test func `a declaration that is required is ticked or missing`() {
    let given: [String: Answer] = ["owns": .text("yes"), "deed": .text("acte")]
    #expect(findings(given) == [Finding(field: "true", problem: .missing)])
    #expect(
      findings(given.merging(["true": .text("no")]) { $1 }) == [Finding(field: "true", problem: .unknownOption("no"))])
  }

  @Test(arguments: [
    ("0", Finding.Problem.tooSmall(minimum: "0.01")), ("5 000,01", .tooLarge(maximum: "5000.00")),
    ("1,234", .notAnAmount), ("dix", .notAnAmount),
  ]) func `an amount has its bounds, to the cent`(text: String, problem: Finding.Problem) {
    #expect(
      findings(["owns": .text("no"), "rent": .text(text), "true": .text("yes")])
        == [Finding(field: "rent", problem: problem)])
    #expect(findings(["owns": .text("no"), "rent": .text("5 000 €"), "true": .text("yes")]) == [])
  }
}
