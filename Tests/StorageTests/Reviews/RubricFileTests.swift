import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct RubricFileTests {
  /// The problems of the programme, without its waves and calls, in whose rubric one slip was made.
  private func problems(_ old: String, _ new: String) throws -> [String] {
    let copy = FileManager.default.temporaryDirectory.appending(path: "rubric-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for name in ["programme.yaml", "themes.yaml", "retention.yaml", "processing.yaml", "rubric.yaml"] {
      try FileManager.default.copyItem(
        at: ExampleProgramme.folder.appending(path: name), to: copy.appending(path: name))
    }
    let file = copy.appending(path: "rubric.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let place = try #require(text.range(of: old), "\(old)")
    try text.replacingCharacters(in: place, with: new).write(to: file, atomically: true, encoding: .utf8)
    switch ProgrammeFiles(folder: copy).read(knows: { _ in true }) {
    case .valid: return []
    case .invalid(let problems): return problems.map(\.description)
    }
  }

  @Test func `the grid has five criteria, twenty-one lines, weights of 100, and anchors in both languages`() throws {
    let rubric = try #require(try ExampleProgramme.data().rubric)
    #expect(rubric.criteria.map(\.id) == ["c1", "c2", "c3", "c4", "c5"])
    #expect(rubric.rule.criteria.map(\.weight) == [25, 25, 20, 15, 15])
    #expect(rubric.lines.count == 21)
    #expect(rubric.lines.allSatisfy { Set($0.anchors.keys) == [.absent, .begun, .exemplary] })
    #expect(rubric.gates.count == 6)
    #expect(rubric.bands.map(\.rule.id) == ["label", "deepening", "notRetained"])
    #expect(rubric.ties == ["c2", "c1", "2.2"])
    #expect(rubric.rule.faults == [])
    let texts =
      rubric.scale.flatMap { [$0.meaning, $0.proof] } + rubric.criteria.map(\.title) + rubric.gates.map(\.title)
      + rubric.bands.map(\.title) + rubric.lines.flatMap { [$0.title] + $0.anchors.values }
    #expect(texts.allSatisfy { !$0.fr.isEmpty && !$0.en.isEmpty })
    #expect(texts.allSatisfy { $0.fr.firstMatch(of: /\ [;:!?%]|'/) == nil })
  }

  @Test func `a programme without a rubric is sound, and scores nothing`() throws {
    #expect(try ExampleProgramme.data(in: ExampleProgramme.schoolGarden).rubric == nil)
  }

  private static let slips: [(old: String, new: String, told: String)] = [
    ("weight: 8", "weight: 9", "28: the weights add up to 101; make them add up to 100"),
    ("weight: 8", "weight: heavy", "34: \"heavy\" is not a whole number; write digits only"),
    ("weight: 8", "weight: 0", "33: 0 is no weight; give 1 to 100"),
    ("- id: \"1.2\"", "- id: \"1.1\"", "46: \"1.1\" stands twice; give each its own id"),
    (
      "- id: c1", "- id: c9",
      "28: criterion \"c9\" is not in programme.yaml; give one of c1, c2, c3, c4, c5"
    ),
    (
      "          - score: 2\n", "          - score: 0\n",
      "40: score 0 has two anchors; keep one of them"
    ),
    (
      "          - score: 2\n", "          - score: 2.5\n",
      "40: \"2.5\" is not a whole number; write digits only"
    ),
    ("          - score: 2\n", "          - score: 7\n", "40: 7 is no score; give 0, 1, 2, 3 or 4"),
    (
      "  - score: 1\n", "  - score: 2\n",
      "7: the scale is not 0, 1, 2, 3, 4; give each score once, in this order"
    ),
    ("ties: [c2,", "ties: [c7,", "277: \"c7\" is neither a criterion nor a line; name one of them"),
    (
      "total: 45", "total: 70",
      "268: band deepening asks for more than the one before it; put the best first"
    ),
    (
      "    total: 0", "    total: 10",
      "272: the last band does not take what is left; write total: 0 and nothing of criteria"
    ),
    (
      "spread: 2", "spread: 0",
      "279: a flag is out of range; give spread 1 to 4, cannotJudge and reviewers 1 to 20"
    ),
    (
      "weak: 1", "weak: 3",
      "280: the gaps are out of range; give weak and middling 0 to 4, weak first, and "
        + "criterionBelow 0 to 100"
    ),
    (
      "title: { fr: Un périmètre valide, en: A valid perimeter }", "title: { fr: Un périmètre valide }",
      "258: \"en\" is missing; add en:"
    ),
    (
      "gaps: { weak", "holes: { weak",
      "280: \"holes\" is not a key of this place; use one of version, scale, criteria, gates, bands, ties, "
        + "flags, gaps, counts"
    ),
  ]

  @Test(arguments: slips.indices) func `a slip in the rubric is told with its line`(index: Int) throws {
    let slip = RubricFileTests.slips[index]
    let found = try problems(slip.old, slip.new)
    #expect(found.first == "rubric.yaml:" + slip.told)
    // A key that is another one is missing too.
    #expect(found.count == (slip.new.hasPrefix("holes") ? 2 : 1))
  }
}
