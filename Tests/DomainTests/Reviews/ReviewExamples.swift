import Domain
import Foundation
import TestSupport

/// Sheets to try the grid with.
enum ReviewExamples {
  /// Read once: the whole programme comes along.
  private static let loaded = Result { try ExampleProgramme.data().rubric }

  static func rubric() throws -> Rubric {
    guard let rubric = try loaded.get() else { throw Missing() }
    return rubric
  }

  /// The same grid, of which another figure may count.
  static func rubric(_ figure: Rubric.Figure) throws -> Rubric {
    let rubric = try rubric()
    return Rubric(
      version: rubric.version, scale: rubric.scale, criteria: rubric.criteria, gates: rubric.gates, bands: rubric.bands,
      ties: rubric.ties, flags: rubric.flags, gaps: rubric.gaps, counts: figure)
  }

  static func rule() throws -> ScoringRule { try rubric().rule }

  struct Missing: Error {}

  static func gates(of rule: ScoringRule) -> [String: Bool] {
    Dictionary(uniqueKeysWithValues: rule.gates.map { ($0, true) })
  }

  /// A sheet that gives one score everywhere, but on some lines.
  static func sheet(
    _ rule: ScoringRule, _ score: Int, reviewer: String = "E01", but others: [String: Int?] = [:]
  ) -> ScoreSheet {
    ScoreSheet(
      reviewer: reviewer,
      judgements: Dictionary(
        uniqueKeysWithValues: rule.lines.map { line in
          let given = others[line.id] ?? score
          return (line.id, given.flatMap(Score.init).map(Judgement.score) ?? .cannotJudge)
        }))
  }

  /// A dossier whose three reviewers agree.
  static func dossier(
    _ rule: ScoringRule, _ score: Int, code: String = "D01", but others: [String: Int?] = [:]
  ) -> DossierSheets {
    DossierSheets(
      code: code, gates: gates(of: rule),
      sheets: ["E01", "E02", "E03"].map { sheet(rule, score, reviewer: $0, but: others) })
  }

  /// A wave of dossiers that differ, with some that fail a gate, some incomplete and some equal.
  static func wave(_ rule: ScoringRule, dossiers: Int, random: inout SeededRandom) -> [DossierSheets] {
    (1...dossiers).map { number in
      let level = 1 + random.below(3)
      var gates = gates(of: rule)
      if random.below(8) == 0 { gates[rule.gates[random.below(rule.gates.count)]] = false }
      let hidden = random.below(10) == 0 ? rule.lines[random.below(rule.lines.count)].id : nil
      let isFlat = random.below(4) == 0
      return DossierSheets(
        code: code("D", number), gates: gates,
        sheets: (0..<2 + random.below(3)).map { place in
          ScoreSheet(
            reviewer: code("E", 1 + (number * 3 + place) % 17),
            judgements: Dictionary(
              uniqueKeysWithValues: rule.lines.map { line in
                if line.id == hidden || (!isFlat && random.below(15) == 0) { return (line.id, .cannotJudge) }
                let score = isFlat ? level : min(4, max(0, level + random.below(3) - 1))
                return (line.id, Score(rawValue: score).map(Judgement.score) ?? .cannotJudge)
              }))
        })
    }
  }

  static func code(_ letter: String, _ number: Int) -> String { letter + (number < 10 ? "0" : "") + String(number) }
}

/// A generator of a fixed sequence (SplitMix64).
struct SeededRandom {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x5851_f42d_4c95_7f2d }

  mutating func word() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(word() % UInt64(bound)) }

  mutating func shuffled<Element>(_ items: [Element]) -> [Element] {
    var items = items
    for index in items.indices.reversed() { items.swapAt(index, below(index + 1)) }
    return items
  }

  /// From the normal distribution (Box and Muller).
  mutating func normal() -> Double {
    let one = (Double(word() >> 11) + 1) / 0x1p53
    let other = Double(word() >> 11) / 0x1p53
    return (-2 * log(one)).squareRoot() * cos(2 * .pi * other)
  }
}
