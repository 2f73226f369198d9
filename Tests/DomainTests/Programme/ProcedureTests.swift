import Domain
import Foundation
import TestSupport
import Testing

@Suite struct ProcedureTests {
  private func changed(
    _ old: Procedure, version: String = "2", effect: Procedure.Effect = .record, sections: [Procedure.Section]? = nil,
    outcomes: [Procedure.Outcome]? = nil, publication: Bool? = nil
  ) -> Procedure {
    Procedure(
      id: old.id, version: version, name: old.name, effect: effect, isHistorical: old.isHistorical,
      requiresSignatory: old.requiresSignatory, receipt: old.receipt, sections: sections ?? old.sections,
      outcomes: outcomes, publication: publication)
  }

  @Test func `a procedure frozen before outcomes were declared is read, and written again as it was`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(ExampleProgramme.procedure), as: UTF8.self)
    #expect(!text.contains("eclared"))
    let read = try JSONDecoder().decode(Procedure.self, from: Data(text.utf8))
    #expect(read == ExampleProgramme.procedure)
    #expect(read.outcomes.map(\.id) == [.labelled, .labelledWithConditions, .deepening, .rejected])
    #expect(read.outcomes.map(\.kind) == [.favourable, .conditional, .deferred, .refused])
    #expect(read.isPublished)
  }

  @Test func `only favourable outcomes of a label grant it; a procedure that records does nothing more`() {
    let label = ExampleProgramme.procedure
    #expect(label.effects(of: .labelledWithConditions) == [.grantLabel])
    #expect(label.effects(of: .deepening) == [])
    #expect(label.effects(of: Decision.Outcome(rawValue: "granted")) == [])
    let granted = Procedure.Outcome(id: .labelled, name: nil, kind: .favourable)
    #expect(changed(label, outcomes: [granted]).effects(of: .labelled) == [])
  }

  @Test func `publication is a step of a label always, of another procedure where its file says so`() {
    let label = ExampleProgramme.procedure
    #expect(label.allows(.publish))
    #expect(!changed(label).allows(.publish))
    #expect(changed(label, publication: true).allows(.publish))
    for event in DossierEvent.allCases where event != .publish { #expect(changed(label).allows(event)) }
  }

  @Test func `a decision under conditions says which, and one by an outcome that does not exist is refused`() {
    let label = ExampleProgramme.procedure
    let signatory = Decision.Signatory(name: "Noa", function: "Directrice")
    func fields(_ outcome: Decision.Outcome, _ conditions: String) -> [String] {
      label.findings(outcome: outcome, reasons: "Motifs.", conditions: conditions, signatory: signatory).map(\.field)
    }
    #expect(fields(.labelledWithConditions, " ") == ["conditions"])
    #expect(fields(.labelledWithConditions, "Deux.") == [])
    #expect(fields(.labelled, "") == [])
    #expect(fields(Decision.Outcome(rawValue: "granted"), "") == ["outcome"])
  }

  @Test(arguments: [("2026-1", "2026-2"), ("2026-9", "2026-10"), ("2018-10", "2026-1"), ("2026", "2026-1")])
  func `versions are in the order of their numbers`(first: String, last: String) {
    #expect(ProcedureKey.isVersion(first, before: last))
    #expect(!ProcedureKey.isVersion(last, before: first))
    #expect(!ProcedureKey.isVersion(first, before: first))
  }

  @Test func `what changes between two versions is told field by field, at every depth`() throws {
    let old = ExampleProgramme.procedure
    func field(_ field: Field, required: Bool? = nil, kind: FieldKind? = nil, label: LocalisedText? = nil) -> Field {
      Field(
        id: field.id, label: label ?? field.label, help: field.help, example: field.example,
        isRequired: required ?? field.isRequired, kind: kind ?? field.kind)
    }
    let first = try #require(old.section("territory"))
    let challenges = try #require(old.section("challenges"))
    guard case .group(let name, let fields, let minimum, let maximum) = challenges.fields[0].kind else { return }
    let text = FieldKind.text(maximumLength: 9)
    let sections = [
      Procedure.Section(
        id: "territory", title: first.title, intro: nil, criterion: nil,
        fields: [
          field(first.fields[0], required: false, kind: text), field(first.fields[1], kind: text),
          Field(id: "new", label: name, help: nil, example: nil, isRequired: false, kind: .day),
        ]), old.sections[1],
      Procedure.Section(
        id: "challenges", title: challenges.title, intro: nil, criterion: nil,
        fields: [
          field(
            challenges.fields[0],
            kind: .group(
              itemName: name, fields: [field(fields[0], label: first.title)] + fields.dropFirst(),
              minimumItems: minimum,
              maximumItems: maximum))
        ]), old.sections[3],
    ]
    let changes = ProcedureChanges(from: old, to: changed(old, effect: .grantLabel, sections: sections))
    #expect(changes.added == ["new"])
    #expect(changes.removed == ["departments"])
    #expect(changes.altered.map(\.path) == ["name", "presentation", "challenges.title"])
    #expect(changes.altered.map(\.aspects) == [[.limits, .optional], [.kind], [.label]])
    #expect(changes.parts == [])
    #expect(ProcedureChanges(from: old, to: changed(old, effect: .grantLabel)).isEmpty)
    #expect(ProcedureChanges(from: old, to: changed(old)).parts == [.outcomes])
  }

  @Test func `a dossier's reference has four digits at least, and the ten-thousandth its own`() {
    let slug = Slug(naming: "fonds")
    #expect(Dossier.reference(in: slug, number: 7) == "FI-FONDS-0007")
    #expect(Dossier.reference(in: slug, number: 10_000) == "FI-FONDS-10000")
    #expect(Dossier.reference(in: slug, number: 10_001) != Dossier.reference(in: slug, number: 1))
  }
}
