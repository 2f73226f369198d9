import Domain
import TestSupport
import Testing

@Suite struct CalibrationTests {
  private typealias Reading = Calibration.Reading

  /// Concordant minus discordant pairs, out of all.
  private func kendall(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for first in one.indices {
      for second in 0..<first {
        let product = (one[first] - one[second]) * (other[first] - other[second])
        sum += product > 0 ? 1 : product < 0 ? -1 : 0
      }
    }
    return sum / Double(one.count * (one.count - 1) / 2)
  }

  /// Panels of three that overlap: dossiers that stand together have the same panel, so that a severe panel looks like
  /// bad dossiers. Experts are as different as dossiers are.
  private func planted(_ seed: Int) -> (quality: [Double], readings: [Reading]) {
    var random = SeededRandom(seed)
    let (dossiers, experts) = (24, 8)
    let quality = (0..<dossiers).map { _ in 60 + 8 * random.normal() }
    let leniency = (0..<experts).map { _ in 8 * random.normal() }
    let readings = (0..<dossiers).flatMap { dossier in
      [0, 1, 3].map { step in
        let expert = (dossier * experts / dossiers + step) % experts
        return Reading(
          dossier: ReviewExamples.code("D", dossier), expert: ReviewExamples.code("E", expert),
          total: quality[dossier] + leniency[expert] + 4 * random.normal())
      }
    }
    return (quality, readings)
  }

  @Test func `calibration recovers a planted ranking better than raw means`() {
    let seeds = 200
    var (calibrated, raw, wins, losses) = (0.0, 0.0, 0, 0)
    for seed in 0..<seeds {
      let (quality, readings) = planted(seed)
      let calibration = Calibration(readings)
      guard case .converged = calibration.outcome else {
        Issue.record("seed \(seed): \(calibration.outcome)")
        continue
      }
      let one = kendall(quality, calibration.dossiers.map(\.calibrated))
      let other = kendall(quality, calibration.dossiers.map(\.raw))
      (calibrated, raw) = (calibrated + one / Double(seeds), raw + other / Double(seeds))
      if one > other { wins += 1 } else if one < other { losses += 1 }
    }
    print(
      "Kendall's tau over \(seeds) seeds: calibrated \(calibrated), raw means \(raw); better \(wins), worse \(losses)")
    #expect(calibrated > raw + 0.05)
    #expect(wins > 9 * losses)
  }

  /// P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological
  /// Bulletin 86, 1979: six targets, four judges; mean squares 11.24 between targets, 32.49 between judges, 1.02 left.
  /// Of a balanced table, restricted maximum likelihood is the analysis of variance.
  @Test func `the variances of a published table are those of its analysis of variance`() throws {
    let table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    let calibration = Calibration(
      table.enumerated().flatMap { target, scores in
        scores.enumerated().map { Reading(dossier: "D\(target)", expert: "E\($0.offset)", total: Double($0.element)) }
      })
    let variances = try #require(calibration.variances)
    #expect(abs(variances.quality - (11.24 - 1.02) / 4) < 0.01)
    #expect(abs(variances.leniency - (32.49 - 1.02) / 6) < 0.01)
    #expect(abs(variances.noise - 1.02) < 0.01)
    // With everybody reading everything, only shrinkage parts calibrated from raw.
    let share = variances.quality / (variances.quality + variances.noise / 4)
    for dossier in calibration.dossiers {
      let mean = 127.0 / 24
      #expect(abs(dossier.calibrated - (mean + share * (dossier.raw - mean))) < 1e-6)
    }
    #expect(abs(calibration.experts.map(\.leniency).reduce(0, +)) < 1e-6)
    #expect(calibration.experts.max { $0.leniency < $1.leniency }?.code == "E0")
  }

  /// The numbers come from the same equations, written out whole and solved with dense matrices in another language.
  @Test func `a small table with gaps and two components is solved as its equations solved whole`() throws {
    let table: [(String, String, Double)] = [
      ("D1", "E1", 70), ("D1", "E2", 62), ("D2", "E1", 55), ("D2", "E3", 40), ("D3", "E2", 81), ("D3", "E3", 66),
      ("D3", "E1", 85), ("D4", "E3", 35), ("D5", "E4", 60), ("D5", "E5", 50), ("D6", "E5", 72), ("D6", "E4", 77),
    ]
    let calibration = Calibration(table.map { Reading(dossier: $0.0, expert: $0.1, total: $0.2) })
    func expect(_ values: [Double?], _ expected: [Double]) {
      #expect(values.count == expected.count)
      for (value, other) in zip(values, expected) { #expect(abs((value ?? .nan) - other) < 0.001) }
    }
    let variances = try #require(calibration.variances)
    expect([variances.quality, variances.leniency, variances.noise], [207.4884, 62.9170, 5.4997])
    expect(calibration.dossiers.map(\.calibrated), [61.1053, 48.7559, 77.1642, 45.0513, 55.1275, 74.3725])
    expect(calibration.dossiers.map(\.standardError), [7.4184, 7.3627, 7.3262, 7.5233, 10.2519, 10.2519])
    expect(calibration.experts.map(\.leniency), [7.4414, 2.2662, -9.7076, 3.5930, -3.5930])
    expect(calibration.experts.map(\.standardError), [4.7314, 4.8006, 4.7995, 5.7250, 5.7250])
    expect([calibration.difference("D1", "D4")?.standardError], [3.5409])
    expect([calibration.difference("D5", "D6")?.standardError], [2.3298])
  }

  @Test func `experts who do not differ are not corrected: raw means, shrunk alike`() throws {
    var random = SeededRandom(3)
    let quality = (0..<20).map { _ in 50 + 10 * random.normal() }
    let readings = (0..<20).flatMap { dossier in
      (0..<3).map { step in
        Reading(dossier: "D\(10 + dossier)", expert: "E\((dossier + step) % 6)", total: quality[dossier])
      }
    }
    let calibration = Calibration(readings)
    let variances = try #require(calibration.variances)
    #expect(variances.leniency < 0.001 * variances.quality)
    for (dossier, planted) in zip(calibration.dossiers, quality) {
      #expect(abs(dossier.calibrated - planted) < 0.1)
      #expect(abs(dossier.raw - planted) < 1e-9)
    }
  }

  @Test func `one expert for each dossier: nothing to compare, so the raw totals, each alone`() {
    let calibration = Calibration((1...5).map { Reading(dossier: "D\($0)", expert: "E\($0)", total: Double(10 * $0)) })
    #expect(calibration.outcome == .notEstimable)
    #expect(calibration.dossiers.map(\.calibrated) == [10, 20, 30, 40, 50])
    #expect(calibration.dossiers.map(\.component) == [0, 1, 2, 3, 4])
    #expect(calibration.dossiers.allSatisfy { $0.standardError == nil })
    #expect(calibration.difference("D1", "D2") == nil)
  }

  @Test func `one expert for all of them: the order of that expert`() {
    let totals = [20.0, 55, 40, 70]
    let calibration = Calibration(
      totals.enumerated().map { Reading(dossier: "D\($0.offset)", expert: "E1", total: $0.element) })
    #expect(kendall(totals, calibration.dossiers.map(\.calibrated)) == 1)
  }

  @Test func `a single dossier has its raw mean and no standard error; without readings there is nothing`() {
    let calibration = Calibration(
      [10.0, 40, 70].enumerated().map { Reading(dossier: "D1", expert: "E\($0.offset)", total: $0.element) })
    #expect(calibration.dossiers.map(\.calibrated) == [40])
    #expect(calibration.dossiers[0].standardError == nil)
    #expect(Calibration([]).dossiers.isEmpty)
    #expect(Calibration([]).outcome == .notEstimable)
  }

  @Test func `dossiers without a chain of common experts are not compared`() throws {
    let (_, readings) = planted(7)
    let others = planted(8).readings.map {
      Reading(dossier: "X" + $0.dossier, expert: "X" + $0.expert, total: $0.total + 30)
    }
    let calibration = Calibration(readings + others)
    #expect(Set(calibration.dossiers.map(\.component)).count == 2)
    #expect(calibration.difference("D01", "XD01") == nil)
    let difference = try #require(calibration.difference("D01", "D02"))
    let places = ["D01", "D02"].compactMap { code in calibration.dossiers.first { $0.code == code } }
    #expect(difference.value == places[0].calibrated - places[1].calibrated)
    #expect(difference.standardError > 0)
    // The same panel read both, so that its leniency plays no part in the difference.
    let apart = try #require(calibration.difference("D01", "D13"))
    #expect(difference.standardError < apart.standardError)
  }

  @Test func `the order of readings changes not a bit, and a bound ends the search with its last step`() throws {
    let (_, readings) = planted(11)
    var random = SeededRandom(1)
    let (one, other) = (Calibration(readings), Calibration(random.shuffled(readings)))
    #expect(one.dossiers == other.dossiers)
    #expect(one.variances == other.variances)
    let stopped = Calibration(readings, maximumIterations: 3)
    #expect(stopped.outcome == .stopped(iterations: 3))
    #expect(stopped.variances != one.variances)
    #expect(stopped.dossiers.allSatisfy { $0.calibrated.isFinite && ($0.standardError ?? -1) > 0 })
  }

  @Test func `a standard error covers the planted quality as often as it should`() {
    var (inside, all) = (0, 0)
    for seed in 300..<340 {
      let (quality, readings) = planted(seed)
      let calibration = Calibration(readings)
      for first in stride(from: 0, to: 24, by: 5) {
        for second in stride(from: 2, to: 24, by: 7) where first != second {
          let codes = (ReviewExamples.code("D", first), ReviewExamples.code("D", second))
          guard let difference = calibration.difference(codes.0, codes.1) else { continue }
          let error = difference.value - (quality[first] - quality[second])
          if abs(error) < 1.96 * difference.standardError { inside += 1 }
          all += 1
        }
      }
    }
    let share = Double(inside) / Double(all)
    #expect((0.88...0.99).contains(share), "\(share) of \(all)")
  }

  @Test func `a reviewer's own total is over the lines that they could judge`() throws {
    let rule = try ReviewExamples.rule()
    let sheet = ReviewExamples.sheet(rule, 2, but: ["1.1": 4, "2.2": nil])
    #expect(sheet.total(under: rule) == Fraction(100 * (8 * 4 + 84 * 2), 4 * 92))
    #expect(ScoreSheet(reviewer: "E01", judgements: [:]).total(under: rule) == nil)
    let readings = Calibration.readings(of: [ReviewExamples.dossier(rule, 3)], under: rule)
    #expect(readings.map(\.total) == [75, 75, 75])
  }
}
