import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// Files broken on purpose, one slip each: the author reads one line, which names the place and says what would be
/// right.
@Suite struct BrokenFilesTests {
  struct Slip: CustomTestStringConvertible, Sendable {
    let name: String
    let file: String
    let old: String
    let new: String
    let told: String

    init(_ name: String, _ file: String, _ old: String, _ new: String, _ told: String) {
      self.name = name
      self.file = file
      self.old = old
      self.new = new
      self.told = told
    }

    var testDescription: String { name }
  }

  private static let grant = "procedures/school-garden-grant.yaml"
  private static let call = "calls/jardins.yaml"

  /// Stands for a whole part of the file, from its key to the next one at the margin; `""` for the file.
  private static func part(_ key: String) -> String { "part:" + key }

  private static let first: [Slip] = [
    Slip(
      "an unknown kind", grant,
      "kind: text, label: { fr: Plante",
      "kind: string, label: { fr: Plante",
      "procedures/school-garden-grant.yaml:61: kind \"string\" is unknown; give one of text, longText, "
        + "list, wholeNumber, decimal, money, day, period, choice, choices, yesNo, declaration, perimeter, commune, "
        + "organisation, person, attachment, group"),
    Slip(
      "a field twice", grant,
      "id: amount, kind",
      "id: pupils, kind",
      "procedures/school-garden-grant.yaml:63: field \"pupils\" stands twice; give each its own id"),
    Slip(
      "a label in one language", grant,
      "label: { fr: Nom de l’école, en: Name of the school }",
      "label: { fr: Nom de l’école }",
      "procedures/school-garden-grant.yaml:25: \"en\" is missing; add en:"),
    Slip(
      "a field without a label", grant,
      "id: kind\n        kind: choice\n        label: { fr: Niveau, en: Level }",
      "id: kind\n        kind: choice",
      "procedures/school-garden-grant.yaml:26: \"label\" is missing; add label:"),
    Slip(
      "a field without a kind", grant,
      "{ id: plant, kind: text, ",
      "{ id: plant, ",
      "procedures/school-garden-grant.yaml:61: \"kind\" is missing; add kind:"),
    Slip(
      "a field without an id", grant,
      "{ id: plant, kind",
      "{ kind",
      "procedures/school-garden-grant.yaml:61: \"id\" is missing; add id:"),
    Slip(
      "a condition on an option that is none", grant,
      "is: [\"no\"]",
      "is: [maybe]",
      "procedures/school-garden-grant.yaml:50: \"maybe\" is no option of \"hasWater\"; give one of yes, no"),
    Slip(
      "a condition on a later field", grant,
      "{ field: hasWater",
      "{ field: promise",
      "procedures/school-garden-grant.yaml:50: field \"waterPlan\" depends on \"promise\", which does not "
        + "stand before it; name a field that comes earlier in the same list"),
    Slip(
      "a condition on a field without options", grant,
      "{ field: hasWater",
      "{ field: surface",
      "procedures/school-garden-grant.yaml:50: field \"waterPlan\" depends on \"surface\", which has no "
        + "options; depend on a choice, choices, yesNo or declaration"),
    Slip(
      "months out of range", grant,
      "months: 3",
      "months: 36",
      "procedures/school-garden-grant.yaml:12: 36 months is no delay; give 1 to 24"),
    Slip(
      "no receipt", grant,
      part("receipt:"),
      "",
      "procedures/school-garden-grant.yaml:2: \"receipt\" is missing; add receipt:"),
    Slip(
      "an unknown effect", grant,
      "effect: record",
      "effect: plantTrees",
      "procedures/school-garden-grant.yaml:5: effect \"plantTrees\" is unknown; give one of grantLabel, "
        + "record"),
    Slip(
      "an unknown kind of outcome", grant,
      "kind: deferred",
      "kind: maybe",
      "procedures/school-garden-grant.yaml:18: kind \"maybe\" is unknown; give one of favourable, "
        + "conditional, deferred, refused"),
    Slip(
      "an outcome twice", grant,
      "id: nextSpring",
      "id: fallow",
      "procedures/school-garden-grant.yaml:19: outcome \"fallow\" stands twice; give each its own id"),
    Slip(
      "no outcomes", grant,
      part("outcomes:"),
      "",
      "procedures/school-garden-grant.yaml:2: a procedure that records its decisions declares no outcomes; "
        + "add outcomes: with their names"),
    Slip(
      "one way to decide", grant,
      part("outcomes:"),
      "outcomes:\n  - { id: planted, name: { fr: Jardin aidé, en: Garden supported }, kind: favourable }\n",
      "procedures/school-garden-grant.yaml:16: nothing can be decided but one way; declare an outcome that "
        + "is favourable and one that is not"),
    Slip(
      "a group without fields", grant,
      "        fields:\n          - { id: plant, kind: text, label: { fr: Plante, en: Plant }, required: "
        + "true, maximumLength: 60 }\n          - { id: sowing, kind: day, label: { fr: Semis, en: Sowing } }\n",
      "        fields: []\n",
      "procedures/school-garden-grant.yaml:60: a group without fields; give it at least one"),
    Slip(
      "groups too deep", grant,
      "{ id: sowing, kind: day, label: { fr: Semis, en: Sowing } }",
      "id: sowing\n            kind: group\n            label: { fr: Semis, en: Sowing }\n            "
        + "itemName: { fr: Semis, en: Sowing }\n            fields:\n              - id: rows\n                "
        + "kind: group\n                label: { fr: Rangs, en: Rows }\n                itemName: { fr: Rang, "
        + "en: Row }\n                fields: [{ id: seed, kind: text, label: { fr: Graine, en: Seed } }]",
      "procedures/school-garden-grant.yaml:67: groups nest three deep; two levels are the most that a page "
        + "shows"),
    Slip(
      "an amount in words", grant,
      "minimum: \"10\"",
      "minimum: \"dix\"",
      "procedures/school-garden-grant.yaml:63: minimum \"dix\" is not an amount of euros; write it as "
        + "1234.50"),
  ]

  private static let second: [Slip] = [
    Slip(
      "an unknown key", grant,
      "kind: refused }",
      "kind: refused, colour: red }",
      "procedures/school-garden-grant.yaml:19: \"colour\" is not a key of this place; use one of id, name, "
        + "kind"),
    Slip(
      "a tab", grant,
      "    email: jardins",
      "\temail: jardins",
      "procedures/school-garden-grant.yaml:9: this is not YAML: found character that cannot start any "
        + "token; mend the syntax at that line"),
    Slip(
      "a wrong indentation", grant,
      "  silence:\n",
      "   silence:\n",
      "procedures/school-garden-grant.yaml:10: this is not YAML: did not find expected key; mend the "
        + "syntax at that line"),
    Slip(
      "a key twice", grant,
      "effect: record",
      "effect: record\neffect: record",
      "procedures/school-garden-grant.yaml:5: this is not YAML: \"effect\" stands twice in one mapping; "
        + "mend the syntax at that line"),
    Slip(
      "a word for a number", grant,
      "maximum: 2000",
      "maximum: many",
      "procedures/school-garden-grant.yaml:40: \"many\" is not a whole number; write digits only"),
    Slip(
      "a list for a text", grant,
      "version: \"2026-1\"",
      "version: [2026, 1]",
      "procedures/school-garden-grant.yaml:3: a text is expected here; write a single value"),
    Slip(
      "bounds the wrong way round", grant,
      "minimum: 1\n",
      "minimum: 3000\n",
      "procedures/school-garden-grant.yaml:40: maximum is less than minimum; exchange the two"),
    Slip(
      "an option twice", grant,
      "id: both,",
      "id: primary,",
      "procedures/school-garden-grant.yaml:33: option \"primary\" stands twice; give each its own id"),
    Slip(
      "an empty file", grant,
      part(""),
      "",
      "procedures/school-garden-grant.yaml:1: the file is empty; write it"),
    Slip(
      "a section id with a space", grant,
      "- id: school\n",
      "- id: the school\n",
      "procedures/school-garden-grant.yaml:21: section id \"the school\" cannot stand in an address; use "
        + "lower-case letters and hyphens"),
    Slip(
      "a field id with a hyphen", grant,
      "id: waterPlan",
      "id: water-plan",
      "procedures/school-garden-grant.yaml:46: field id \"water-plan\" cannot name an input; use letters "
        + "and digits: priorityTerritory"),
    Slip(
      "a unit of a day", grant,
      "kind: day, label: { fr: Semis",
      "kind: day, unit: { fr: j, en: d }, label: { fr: Semis",
      "procedures/school-garden-grant.yaml:62: only numbers have a unit; remove it; an amount of money is "
        + "in euros"),
    Slip(
      "no field that names a dossier", grant,
      "en: Name of the school }, required: true",
      "en: Name of the school }, required: false",
      "procedures/school-garden-grant.yaml:21: no field names a dossier in lists; add a required text "
        + "field \"name\" or \"title\" that is always asked"),
    Slip(
      "a call of an unknown procedure", call,
      "procedure: school-garden-grant",
      "procedure: school-pond",
      "calls/jardins.yaml:3: procedure \"school-pond\" is not in procedures/; give one of "
        + "school-garden-grant"),
    Slip(
      "a call that closes before it opens", call,
      "permanent: true",
      "closes: \"2019-12-31\"",
      "calls/jardins.yaml:6: the call closes before it opens; exchange the two days"),
    Slip(
      "a call that says nothing of its end", call,
      "permanent: true\n",
      "",
      "calls/jardins.yaml:2: the call has no closing day; add closes:, or permanent: true"),
    Slip(
      "a permanent call that closes", call,
      "permanent: true",
      "permanent: true\ncloses: \"2029-12-31\"",
      "calls/jardins.yaml:7: a permanent call has a closing day; remove closes: or permanent:"),
    Slip(
      "a day that does not exist", call,
      "opens: \"2020-01-01\"",
      "opens: \"2020-02-30\"",
      "calls/jardins.yaml:5: \"2020-02-30\" is not a day; write it as 2019-02-25"),
    Slip(
      "a call under another name", call,
      "slug: jardins",
      "slug: potagers",
      "calls/jardins.yaml:2: call potagers stands in another file; name the file calls/potagers.yaml"),
  ]

  @Test(arguments: first + second)
  func `a slip is told once, at its line, with what would be right`(slip: Slip) throws {
    #expect(try problems(slip).map(\.description) == [slip.told])
  }

  @Test func `the programme that the slips are made in is sound, and there are twenty-five slips and more`() throws {
    #expect(try ExampleProgramme.data(in: ExampleProgramme.schoolGarden).calls.count == 1)
    #expect(Set((BrokenFilesTests.first + BrokenFilesTests.second).map(\.name)).count >= 25)
  }

  private func problems(_ slip: Slip) throws -> [ProgrammeProblem] {
    let copy = FileManager.default.temporaryDirectory.appending(path: "garden-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: ExampleProgramme.schoolGarden, to: copy)
    let url = copy.appending(path: slip.file)
    let text = try String(contentsOf: url, encoding: .utf8)
    let place = try #require(range(of: slip.old, in: text))
    try text.replacingCharacters(in: place, with: slip.new).write(to: url, atomically: true, encoding: .utf8)
    switch ProgrammeFiles(folder: copy).read(knows: { _ in true }) {
    case .valid: return []
    case .invalid(let problems): return problems
    }
  }

  private func range(of old: String, in text: String) -> Range<String.Index>? {
    guard old.hasPrefix("part:") else { return text.range(of: old) }
    let key = String(old.dropFirst(5))
    if key.isEmpty { return text.startIndex..<text.endIndex }
    guard let start = text.range(of: key + "\n") else { return nil }
    let next = text[start.upperBound...].firstMatch(of: /(?m)^[a-z]/)
    return start.lowerBound..<(next?.startIndex ?? text.endIndex)
  }
}
