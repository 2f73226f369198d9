import Domain
import Foundation
import TestSupport
import Testing

/// Kinds whose answer has parts, or names something outside of the form.
@Suite struct PartFindingsTests {
  private static func both(_ text: String) -> LocalisedText { LocalisedText(fr: text, en: text) }

  private func findings(_ kind: FieldKind, _ answer: Answer?, files: [Domain.Attachment]? = nil) -> [Finding] {
    let field = Field(
      id: "f", label: PartFindingsTests.both("f"), help: nil, example: nil, isRequired: true, kind: kind)
    let procedure = Procedure(
      id: "p", version: "1", name: PartFindingsTests.both("p"), effect: .grantLabel, isHistorical: false,
      requiresSignatory: false, receipt: ExampleProgramme.procedure.receipt,
      sections: [
        Procedure.Section(
          id: "s", title: PartFindingsTests.both("s"), intro: nil, criterion: nil, fields: [field])
      ])
    let gazetteer = ExampleGeography.gazetteer
    return procedure.findings(in: Answers(answer.map { ["f": $0] } ?? [:]), files: files) {
      gazetteer.name(of: $0) != nil
    }
  }

  @Test(
    arguments: [
      (["2026-01-01", "31/12/2026"], []), (["2026-01-01", "2026-01-01"], []),
      (["2026-01-02", "2026-01-01"], [Finding(field: "f.to", problem: .endBeforeStart)]),
      (
        ["2026-02-30", ""],
        [
          Finding(field: "f.from", problem: .notADay), Finding(field: "f.to", problem: .missing),
        ]
      ),
      (["", ""], [Finding(field: "f", problem: .missing)]),
    ] as [([String], [Finding])])
  func `a period has two days, the end not before the start`(parts: [String], expected: [Finding]) {
    #expect(findings(.period, .list(parts)) == expected)
  }

  @Test(
    arguments: [
      ("commune:90001", nil), ("commune:90003", nil), ("Saint-Exemple", .notOneCommune("Saint-Exemple")),
      ("epci:200000001", .notOneCommune("epci:200000001")), ("commune:99999", .unknownPlace("commune:99999")),
    ] as [(String, Finding.Problem?)])
  func `a commune is one official commune, a former one too`(text: String, problem: Finding.Problem?) {
    #expect(findings(.commune, .text(text)) == (problem.map { [Finding(field: "f", problem: $0)] } ?? []))
  }

  @Test(
    arguments: [
      (["Régie de quartier", ""], []), (["Régie", "732 829 320"], []),
      (["Régie", "123456789"], [Finding(field: "f.number", problem: .notASIREN)]),
      (["Régie", "73282932012345"], [Finding(field: "f.number", problem: .notASIRET)]),
      (["", "732829320"], [Finding(field: "f.name", problem: .missing)]),
    ] as [([String], [Finding])])
  func `an organisation has a name, and its number checks`(parts: [String], expected: [Finding]) {
    #expect(findings(.organisation, .list(parts)) == expected)
  }

  @Test(
    arguments: [
      (["A. Exemple", "maire", "a@exemple.example", ""], []), (["A. Exemple", "", "", "+33 1 99 00 12 34"], []),
      (["A. Exemple", "", "", ""], [Finding(field: "f.email", problem: .missing)]),
      (
        ["", "", "a@exemple", "12"],
        [
          Finding(field: "f.name", problem: .missing), Finding(field: "f.email", problem: .notAnAddress),
          Finding(field: "f.phone", problem: .notAPhoneNumber),
        ]
      ),
    ] as [([String], [Finding])])
  func `a person has a name, and a way to be reached`(parts: [String], expected: [Finding]) {
    #expect(findings(.person, .list(parts)) == expected)
  }

  @Test func `an attachment is one of the files of the dossier, under its own name`() throws {
    let file = Domain.Attachment(
      id: ID(UUID()), dossier: ID(UUID()), owner: .program("test"), digest: "0", name: "bilan 2025.pdf", type: .pdf,
      size: 1, addedAt: Date(timeIntervalSince1970: 0))
    #expect(findings(.attachment, .list(["\(file.id)", file.name]), files: [file]) == [])
    let gone = [Finding(field: "f", problem: .noSuchFile("autre.pdf"))]
    #expect(findings(.attachment, .list(["\(file.id)", "autre.pdf"]), files: [file]) == gone)
    #expect(findings(.attachment, .list(["\(file.id)", "autre.pdf"]), files: []) == gone)
    #expect(findings(.attachment, nil, files: [file]) == [Finding(field: "f", problem: .missing)])
  }
}
