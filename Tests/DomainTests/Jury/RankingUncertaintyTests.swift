import Domain
import Foundation
import Testing

/// What a ranking knows, and what it does not.
@Suite struct RankingUncertaintyTests {
  private let rule: ScoringRule

  init() throws { rule = try ReviewExamples.rule() }

  private func uncertainty(_ sheets: [DossierSheets]) -> (RankingUncertainty, Calibration) {
    let calibration = Calibration(Calibration.readings(of: sheets, under: rule))
    return (RankingUncertainty(Ranking(rule.results(of: sheets), under: rule), calibration), calibration)
  }

  /// Three reviewers who differ a little, by one line each.
  private func dossier(_ code: String, _ level: Int, slips: Bool = true) -> DossierSheets {
    let lines = rule.lines.prefix(3).map(\.id)
    return DossierSheets(
      code: code, gates: ReviewExamples.gates(of: rule),
      sheets: zip(["E01", "E02", "E03"], lines).map { reviewer, line in
        ReviewExamples.sheet(rule, level, reviewer: reviewer, but: slips ? [line: level == 0 ? 1 : level - 1] : [:])
      })
  }

  @Test(arguments: 0..<8) func `over random waves two dossiers are alike by the definition, whichever is named first`(
    seed: Int
  ) {
    var random = SeededRandom(seed)
    let sheets = ReviewExamples.wave(rule, dossiers: 3 + random.below(15), random: &random)
    let (found, calibration) = uncertainty(sheets)
    #expect(uncertainty(random.shuffled(sheets)).0 == found)
    let codes = found.entries.map(\.result.code)
    func isApart(_ one: String, _ other: String) -> Bool {
      calibration.difference(one, other).map { abs($0.value) > RankingUncertainty.factor * $0.standardError } ?? false
    }
    for (one, entry) in zip(codes, found.entries) {
      for other in codes where other != one {
        #expect(isApart(one, other) == isApart(other, one))
        if let there = calibration.difference(one, other), let back = calibration.difference(other, one) {
          #expect(abs(there.value + back.value) < 1e-9 && abs(there.standardError - back.standardError) < 1e-9)
        }
      }
      #expect(entry.alike == codes.count { $0 != one && !isApart(one, $0) })
      if let interval = entry.interval, let calibrated = entry.calibrated {
        #expect(interval.low <= calibrated && calibrated <= interval.high)
      }
    }
    // Whoever is alike to somebody, that one is alike to them.
    #expect(found.entries.reduce(0) { $0 + $1.alike }.isMultiple(of: 2))
    let groups = found.entries.map(\.group)
    #expect(groups == groups.sorted() && groups.first == 1)
    // Between two groups every pair is apart, where anything is known of both.
    for (place, entry) in found.entries.enumerated() where entry.interval != nil {
      for other in found.entries.prefix(place) where other.group < entry.group && other.interval != nil {
        #expect(isApart(other.result.code, entry.result.code))
      }
    }
  }

  @Test func `equal scores overlap, and are of one group`() throws {
    let (found, _) = uncertainty([dossier("D01", 3), dossier("D02", 3), dossier("D03", 2), dossier("D04", 1)])
    let equals = found.entries.filter { ["D01", "D02"].contains($0.result.code) }
    #expect(equals.map(\.rank) == [1, 1] && Set(equals.map(\.group)).count == 1)
    let intervals = try equals.map { try #require($0.interval) }
    #expect(abs(intervals[0].low - intervals[1].low) < 1e-6 && abs(intervals[0].high - intervals[1].high) < 1e-6)
    #expect(equals.allSatisfy { $0.alike >= 1 })
  }

  @Test func `scores that lie far apart do not overlap, and the ranking is cut between them`() throws {
    let high = ["D01", "D02", "D03"].map { dossier($0, 4) }
    let low = ["D04", "D05", "D06"].map { dossier($0, 0) }
    let (found, _) = uncertainty(high + low)
    #expect(found.entries.map(\.group) == [1, 1, 1, 2, 2, 2])
    #expect(found.entries.allSatisfy { $0.alike == 2 })
    let least = found.entries.prefix(3).compactMap { $0.interval?.low }.min() ?? 0
    let most = found.entries.suffix(3).compactMap { $0.interval?.high }.max() ?? 100
    #expect(least > most)
    // Of each, what the reviewers' own scores span holds its total.
    for entry in found.entries {
      let (bounds, total) = (try #require(entry.reviewers), try #require(entry.result.total))
      let value = Double(total.numerator) / Double(total.denominator)
      #expect(bounds.low <= value && value <= bounds.high && bounds.low < bounds.high)
    }
  }

  @Test func `of a single review nothing is known but its total, and of none nothing at all`() throws {
    let alone = DossierSheets(
      code: "D01", gates: ReviewExamples.gates(of: rule), sheets: [ReviewExamples.sheet(rule, 3)])
    let entry = try #require(uncertainty([alone]).0.entries.first)
    #expect(entry.interval == nil && entry.alike == 0 && entry.group == 1 && entry.rank == 1)
    #expect(entry.reviewers == RankingUncertainty.Bounds(low: 75, high: 75) && entry.calibrated == 75)
    let empty = DossierSheets(code: "D02", gates: [:], sheets: [])
    let (found, _) = uncertainty(
      [empty] + ["D03", "D04"].map { dossier($0, 4) } + ["D05", "D06"].map { dossier($0, 0) })
    let unknown = try #require(found.entries.first { $0.result.code == "D02" })
    #expect(unknown.rank == nil && unknown.reviewers == nil && unknown.interval == nil && unknown.calibrated == nil)
    #expect(unknown.alike == 4)
    // It keeps nobody from being cut from the others.
    #expect(found.entries.prefix(4).map(\.group) == [1, 1, 2, 2])
    #expect(uncertainty([]).0.entries.isEmpty)
  }
}
