import Domain
import Foundation
import Testing

/// Other weights, tried out.
@Suite struct TrialWeightsTests {
  @Test func `weights that are nothing, too great or not all there are none`() throws {
    let rule = try ReviewExamples.rule()
    func weights(_ value: (Int) -> Int?) -> TrialWeights? {
      let given = rule.criteria.enumerated().compactMap { place, criterion in value(place).map { (criterion.id, $0) } }
      return TrialWeights(Dictionary(given) { first, _ in first }, for: rule)
    }
    #expect(weights { _ in 0 } == nil && weights { $0 == 0 ? 0 : 20 } == nil)
    #expect(weights { _ in -1 } == nil && weights { _ in 101 } == nil && weights { $0 == 1 ? nil : 20 } == nil)
    #expect(weights { _ in 1 } != nil && weights { _ in 100 } != nil)
  }

  @Test(arguments: 0..<6) func `the same weights, and others in the same proportions, give the same ranking`(
    seed: Int
  ) throws {
    let rubric = try ReviewExamples.rubric(seed % 2 == 0 ? .median : .calibrated)
    var random = SeededRandom(seed)
    let scores = JuryScores(rubric: rubric, ReviewExamples.wave(rubric.rule, dossiers: 12, random: &random))
    let own = TrialWeights(of: rubric.rule).ranking(of: scores)
    let official = scores.ranking.entries
    #expect(own.map(\.code) == official.map(\.result.code) && own.map(\.rank) == official.map(\.rank))
    #expect(own.map(\.band) == official.map { $0.result.band?.id })
    let tripled = rubric.rule.criteria.map { ($0.id, 3 * $0.weight) }
    let threefold = try #require(TrialWeights(Dictionary(tripled) { first, _ in first }, for: rubric.rule))
    let again = threefold.ranking(of: scores)
    #expect(again.map(\.code) == own.map(\.code) && again.map(\.rank) == own.map(\.rank))
    #expect(again.map(\.band) == own.map(\.band))
    if rubric.counts == .median { #expect(own.map(\.total) == official.map(\.result.total)) }
  }

  @Test func `a grid of one criterion is ranked the same whatever its weight`() throws {
    let rubric = try ReviewExamples.rubric()
    let first = try #require(rubric.criteria.first)
    let heavy = first.lines.enumerated().map { place, line in
      Rubric.Line(
        id: line.id, title: line.title, weight: place == 0 ? 101 - first.lines.count : 1, anchors: line.anchors)
    }
    let one = Rubric(
      version: "1", scale: rubric.scale, criteria: [.init(id: first.id, title: first.title, lines: heavy)], gates: [],
      bands: rubric.bands, ties: [], flags: rubric.flags, gaps: rubric.gaps)
    var random = SeededRandom(5)
    let scores = JuryScores(
      rubric: one,
      (1...9).map { number in
        DossierSheets(
          code: ReviewExamples.code("D", number), gates: [:],
          sheets: ["E01", "E02"].map { reviewer in
            ReviewExamples.sheet(one.rule, random.below(5), reviewer: reviewer)
          })
      })
    let official = scores.ranking.entries
    for weight in [1, 7, 100] {
      let tried = try #require(TrialWeights([first.id: weight], for: one.rule)).ranking(of: scores)
      #expect(tried.map(\.rank) == official.map(\.rank) && tried.map(\.code) == official.map(\.result.code))
      #expect(
        tried.map(\.total) == official.map(\.result.total) && tried.map(\.band) == official.map { $0.result.band?.id })
    }
  }

  @Test func `a criterion that weighs more raises who is good at it`() throws {
    let rule = try ReviewExamples.rule()
    let (first, second) = (rule.criteria[0], rule.criteria[1])
    func good(at criterion: ScoringRule.Criterion, _ code: String) -> DossierSheets {
      let lines = criterion.lines.map { ($0.id, Int?.some(4)) }
      return ReviewExamples.dossier(rule, 2, code: code, but: Dictionary(lines) { first, _ in first })
    }
    let scores = JuryScores(
      rubric: try ReviewExamples.rubric(), [good(at: first, "D01"), good(at: second, "D02")])
    func winner(_ heavy: ScoringRule.Criterion) throws -> String? {
      let weights = rule.criteria.map { ($0.id, $0.id == heavy.id ? 100 : 1) }
      return try #require(TrialWeights(Dictionary(weights) { first, _ in first }, for: rule)).ranking(of: scores).first?
        .code
    }
    #expect(try winner(first) == "D01" && winner(second) == "D02")
  }
}
