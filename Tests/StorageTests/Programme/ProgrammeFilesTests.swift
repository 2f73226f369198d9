import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct ProgrammeFilesTests {
  /// A copy of the programme in which one file was changed.
  private func problems(
    in file: String, replacing old: String, with new: String
  ) throws -> [ProgrammeProblem] {
    let copy = FileManager.default.temporaryDirectory.appending(path: "programme-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: ExampleProgramme.folder, to: copy)
    let url = copy.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    let changed = text.replacingOccurrences(of: old, with: new, range: text.range(of: old))
    try #require(changed != text)
    try changed.write(to: url, atomically: true, encoding: .utf8)
    switch ProgrammeFiles(folder: copy).read(knows: { $0.code != "00000" }) {
    case .valid: return []
    case .invalid(let problems): return problems
    }
  }

  @Test func `the programme of the repository is sound: twenty territories, sixty-one challenges`() throws {
    let data = try ExampleProgramme.data()
    let territories = data.waves.flatMap(\.territories)
    #expect(territories.count == 20)
    #expect(territories.reduce(0) { $0 + $1.answers.group("challenges").count } == 61)
    #expect(data.programme.criteria.count == 5)
    #expect(data.programme.services.count == 8)
    #expect(data.programme.themes.count == 17)
    #expect(data.labelProcedure?.isHistorical == false)
  }

  @Test func `a slip in a key is told with its file, its line and what would be right`() throws {
    let found = try problems(in: "themes.yaml", replacing: "slug: alimentation", with: "slgu: alimentation")
    let slip = try #require(found.first { $0.message.contains("slgu") })
    #expect(slip.file == "themes.yaml")
    #expect(slip.line > 1)
    #expect(slip.remedy.contains("slug"))
  }

  @Test func `an unknown theme, an unknown place and a missing challenge are all told at once`() throws {
    let wave = "waves/2018-10.yaml"
    let theme = try problems(in: wave, replacing: "theme: T01", with: "theme: T99")
    #expect(theme.count == 1)
    #expect(theme[0].message.contains("T99"))
    let place = try problems(in: wave, replacing: "\"epci:200054807\"", with: "\"epci:00000\"")
    #expect(place.contains { $0.message.contains("epci:00000") })
  }

  @Test func `a file that is not YAML is told with its line`() throws {
    let found = try problems(in: "programme.yaml", replacing: "id: french-impact", with: "id: [french-impact")
    #expect(found.contains { $0.file == "programme.yaml" && $0.message.contains("not YAML") })
  }

  @Test func `a label procedure without a perimeter cannot be used`() throws {
    let found = try problems(
      in: "procedures/label-candidacy.yaml", replacing: "id: perimeter\n        kind: perimeter",
      with: "id: surface\n        kind: perimeter")
    #expect(found.contains { $0.message.contains("perimeter") })
  }

  @Test func `a folder that is not there is told as missing files, not as a crash`() {
    let nowhere = URL(filePath: "/nonexistent/programme")
    guard case .invalid(let problems) = ProgrammeFiles(folder: nowhere).read(knows: { _ in true }) else {
      Issue.record("an empty folder was taken for a programme")
      return
    }
    #expect(problems.contains { $0.file == "programme.yaml" })
  }

  @Test(arguments: [
    ("kind: money\n        minimum: dix", "minimum \"dix\" is not an amount of euros"),
    ("kind: text\n        unit: { fr: m², en: m² }", "only numbers have a unit"),
    ("kind: declaration", "\"statement\" is missing"),
    (
      "kind: text\n        when: { field: nowhere, is: [yes] }",
      "field \"aliases\" depends on \"nowhere\", which does not stand before it"
    ),
    (
      "kind: text\n        when: { field: name, is: [yes] }",
      "field \"aliases\" depends on \"name\", which has no options"
    ),
    ("kind: text\n        format: markdown", "only a longText has a format"),
    ("kind: text\n        layout: table", "only a group stands as a table"),
    ("kind: text\n        totals: [sum]", "totals stand below a table only"),
    ("kind: longText\n        format: html", "format \"html\" is unknown"),
    ("kind: budget", "kind \"budget\" is unknown"),
  ]) func `a field that cannot be asked so is told with its line`(lines: String, message: String) throws {
    let found = try problems(
      in: "procedures/label-candidacy.yaml", replacing: "id: aliases\n        kind: list",
      with: "id: aliases\n        " + lines)
    let problem = try #require(found.first { $0.message == message }, "\(found)")
    let file = ExampleProgramme.root.appending(path: "programmes/french-impact/procedures/label-candidacy.yaml")
    let text = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(text.firstIndex { $0.hasSuffix("id: aliases") }) + 1
    #expect((line - 2...line + 4).contains(problem.line))
  }

  @Test(arguments: [
    ("kind: exactlyTwo", "rule kind \"exactlyTwo\" is unknown"),
    ("kind: exactlyOne\n    group: nowhere\n    field: role\n    is: [lead]", "\"nowhere\" is no group"),
    (
      "kind: exactlyOne\n    group: organisations\n    field: rank\n    is: [lead]",
      "group \"organisations\" has no field \"rank\""
    ),
    (
      "kind: exactlyOne\n    group: organisations\n    field: note\n    is: [lead]",
      "field \"organisations.note\" has no options"
    ),
    (
      "kind: exactlyOne\n    group: organisations\n    field: role\n    is: [chief]",
      "\"chief\" is no option of \"role\""
    ),
    (
      "kind: atLeast\n    count: 0\n    group: organisations\n    field: role\n    is: [lead]",
      "count 0 asks for nothing"
    ),
    ("kind: endAfterStart\n    start: name\n    end: name", "field \"name\" is not a day"),
    ("kind: endAfterStart\n    start: before\n    end: name", "the procedure has no field \"before\""),
    (
      "kind: endAfterStart\n    start: challenges.objectives.targetDay\n    end: companies.dueDay",
      "\"challenges.objectives.targetDay\" and \"companies.dueDay\" do not stand beside each other"
    ),
    ("kind: balances\n    left: companies.amount\n    right: a.b.c", "\"a.b.c\" lies too deep for a sum"),
    (
      "kind: balances\n    left: companies.amount\n    right: name",
      "field \"companies.amount\" is not an amount of money"
    ),
  ]) func `a rule that cannot be checked is told with its line`(lines: String, message: String) throws {
    let found = try problems(
      in: "procedures/label-candidacy.yaml",
      replacing: "kind: exactlyOne\n    group: organisations\n    field: role\n    is: [lead]", with: lines)
    let problem = try #require(found.first { $0.message == message }, "\(found)")
    #expect(problem.line > 700)
  }

  @Test func `a field that a label is read from is always asked`() throws {
    let found = try problems(
      in: "procedures/label-candidacy.yaml", replacing: "id: presentation",
      with: "id: presentation\n        when: { field: name, is: [yes] }")
    #expect(found.contains { $0.message == "field \"presentation\" is not always asked" })
  }
}
