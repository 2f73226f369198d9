import Domain
import Foundation
import Testing

/// The figure that counts, by the choice of the programme, gives every rank and every advice.
@Suite struct WhatCountsTests {
  /// D01 was read by the severe reviewer alone, D02 by the lenient one alone: by the medians D02 is better.
  private static let given: [(dossier: Int, reviewer: Int, score: Int)] = [
    (1, 1, 2), (2, 2, 3), (3, 1, 1), (3, 2, 3), (4, 1, 0), (4, 2, 2),
  ]

  private func sheets(_ rule: ScoringRule) -> [DossierSheets] {
    (1...4).map { number in
      DossierSheets(
        code: ReviewExamples.code("D", number), gates: ReviewExamples.gates(of: rule),
        sheets: WhatCountsTests.given.filter { $0.dossier == number }.map {
          ReviewExamples.sheet(rule, $0.score, reviewer: ReviewExamples.code("R", $0.reviewer))
        })
    }
  }

  private func ranks(_ ranking: Ranking) -> [String] {
    ranking.entries.map { "\($0.rank ?? 0) \($0.result.code)" }
  }

  @Test func `the ranking of a jury and its advice follow the figure that counts`() throws {
    let (median, calibrated) = (try ReviewExamples.rubric(.median), try ReviewExamples.rubric(.calibrated))
    let (raw, fair) = (
      JuryScores(rubric: median, sheets(median.rule)), JuryScores(rubric: calibrated, sheets(calibrated.rule))
    )
    #expect(ranks(raw.ranking) == ["1 D02", "2 D01", "2 D03", "4 D04"])
    #expect(ranks(fair.ranking).first == "1 D01" && Set(fair.ranking.entries.compactMap(\.rank)).count == 4)
    // By what the calibration says.
    let order = fair.calibration.dossiers.sorted { $0.calibrated > $1.calibrated }.map(\.code)
    #expect(fair.ranking.entries.map(\.result.code) == order)
    func band(_ scores: JuryScores, _ code: String) -> String? { scores.results.first { $0.code == code }?.band?.id }
    #expect(band(raw, "D02") == "label" && band(fair, "D02") != "label")
    for result in fair.results {
      let figure = try #require(fair.calibration.dossiers.first { $0.code == result.code }?.calibrated)
      let total = try #require(result.counted)
      #expect(abs(Double(total.numerator) / Double(total.denominator) - figure) <= 0.0001)
      let isWeak = result.criteria.contains { $0.isBelow(percent: 50) }
      let expected = figure >= 65 && !isWeak ? "label" : figure >= 45 ? "deepening" : "notRetained"
      #expect(result.band?.id == expected, "\(result.code)")
      // A dossier to be deepened has something to deepen.
      #expect(expected != "deepening" || !result.gaps.isEmpty)
    }
  }

  @Test func `a dossier that is kept from the reader changes nobody else's figure, and leaves no hole among the ranks`()
    throws
  {
    let rubric = try ReviewExamples.rubric(.calibrated)
    let named = sheets(rubric.rule).map { one in
      DossierSheets(
        code: "00000000-0000-7000-8000-0000000000" + one.code.suffix(2), gates: one.gates, sheets: one.sheets)
    }
    let scores = JuryScores(rubric: rubric, named)
    let hidden = try #require(ID<Dossier>(named[0].code))
    let seen = scores.without([hidden])
    #expect(seen.ranking.entries.map(\.rank) == [1, 2, 3])
    let others = scores.ranking.entries.map(\.result).filter { $0.code != named[0].code }
    #expect(seen.ranking.entries.map(\.result) == others)
    let tried = TrialWeights(of: rubric.rule).ranking(of: seen)
    #expect(tried.map(\.code) == others.map(\.code) && tried.map(\.rank) == [1, 2, 3])
  }

  @Test(arguments: Rubric.Figure.allCases) func `weights that are tried out are ranked by the figure that counts`(
    figure: Rubric.Figure
  ) throws {
    let rubric = try ReviewExamples.rubric(figure)
    let scores = JuryScores(rubric: rubric, sheets(rubric.rule))
    let tried = TrialWeights(of: rubric.rule).ranking(of: scores)
    #expect(tried.map { "\($0.rank ?? 0) \($0.code)" } == ranks(scores.ranking))
    for entry in tried {
      let result = try #require(scores.results.first { $0.code == entry.code })
      #expect(entry.band == result.band?.id)
      let (one, other) = (try #require(entry.total), try #require(result.counted))
      #expect(
        abs(one.numerator * other.denominator - other.numerator * one.denominator) * 5000
          <= one.denominator * other.denominator)
    }
  }

  @Test(arguments: Rubric.Figure.allCases) func `the published file is recounted by the figure that counts`(
    figure: Rubric.Figure
  ) throws {
    let rule = try ReviewExamples.rubric(figure).rule
    var random = SeededRandom(3)
    for dossiers in [sheets(rule), ReviewExamples.wave(rule, dossiers: 18, random: &random)] {
      let published = WaveScores(publishing: dossiers, under: rule)
      let text = WaveScoresFormat.json(published).canonical
      #expect(text.contains(#""counts":"calibrated""#) == (figure == .calibrated))
      guard case .valid(let reading) = try WaveScoresReader.read(parsing: text) else {
        Issue.record("it cannot be read")
        return
      }
      #expect(reading.isIntact && reading.wave.rule == rule && reading.wave.differences == [])
      // Counted by the other figure, it would not agree.
      let other = try ReviewExamples.rubric(figure == .median ? .calibrated : .median).rule
      #expect(!WaveScores(rule: other, dossiers: published.dossiers).differences.isEmpty)
    }
    let medians = WaveScoresFormat.json(WaveScores(publishing: sheets(rule), under: rule)).canonical
    let unknown = medians.replacing(#""counts":"calibrated""#, with: #""counts":"median""#)
    if figure == .calibrated {
      guard case .invalid(let problems) = try WaveScoresReader.read(parsing: unknown) else {
        Issue.record("it was read")
        return
      }
      #expect(problems.map(\.pointer) == ["/rule/counts"])
    }
  }
}
