import Domain
import TestSupport
import Testing

@Suite struct GridTests {
  private let rubric: Rubric
  private let rule: ScoringRule

  init() throws {
    rubric = try ReviewExamples.rubric()
    rule = rubric.rule
  }

  private func result(_ score: Int, but others: [String: Int?] = [:]) -> DossierResult {
    rule.result(of: ReviewExamples.dossier(rule, score, but: others))
  }

  @Test func `all lines at 3 make 75, and the label is advised`() {
    let result = result(3)
    #expect(result.total?.text(decimals: 3) == "75.000")
    #expect(result.total?.spelling == "600/8")
    #expect(result.band?.id == "label")
    #expect(result.gaps == [])
  }

  @Test func `all lines at 2 make 50 with every criterion at 50 per cent, so deepening, with every line to work on`() {
    let result = result(2)
    #expect(result.total == Fraction(50, 1))
    #expect(result.criteria.allSatisfy { $0.mark == Fraction(1, 2) })
    #expect(result.band?.id == "deepening")
    #expect(result.gaps.map(\.line) == rule.lines.map(\.id))
    #expect(result.gaps.allSatisfy { $0.reason == .middling && $0.target == .solid })
  }

  @Test func `three at all criteria but no companies make 63.75, so deepening with the gaps 5.1 to 5.4`() {
    let result = result(3, but: ["5.1": 0, "5.2": 0, "5.3": 0, "5.4": 0])
    #expect(result.total?.text(decimals: 2) == "63.75")
    #expect(result.band?.id == "deepening")
    #expect(result.gaps.map(\.line) == ["5.1", "5.2", "5.3", "5.4"])
    #expect(result.gaps.allSatisfy { $0.reason == .weak && $0.target == .intention })
  }

  @Test func `three everywhere but 2,2 at 1 makes 71 and C2 59 per cent, so the label with a flagged gap`() {
    let result = result(3, but: ["2.2": 1])
    #expect(result.total?.text(decimals: 1) == "71.0")
    #expect(result.criteria[1].mark == Fraction(59, 100))
    #expect(result.band?.id == "label")
    #expect(result.gaps.map(\.line) == ["2.2"])
  }

  @Test func `a total of 65 with a criterion below 50 per cent is deepening, and below 45 not retained`() {
    let strong = result(4, but: ["5.1": 1, "5.2": 1, "5.3": 2, "5.4": 2])
    #expect(strong.total.map { $0 >= Fraction(65, 1) } == true)
    #expect(strong.criteria[4].isBelow(percent: 50))
    #expect(strong.band?.id == "deepening")
    // 5.1 and 5.2 are weak; the middling ones count because their criterion is below its mark.
    #expect(strong.gaps.map(\.line) == ["5.1", "5.2", "5.3", "5.4"])
    #expect(strong.gaps.map(\.reason) == [.weak, .weak, .middlingInWeakCriterion, .middlingInWeakCriterion])
    #expect(result(1).band?.id == "notRetained")
    #expect(result(0).total == Fraction(0, 1))
    #expect(result(4).total == Fraction(100, 1))
  }

  /// Two reviewers whose scores differ by one give half points.
  private func result(halfPoints standard: Int, but others: [String: Int] = [:]) -> DossierResult {
    let sheets = [0, 1].map { place in
      ScoreSheet(
        reviewer: "E0\(place + 1)",
        judgements: Dictionary(
          uniqueKeysWithValues: rule.lines.map { line in
            let half = others[line.id] ?? standard
            return (line.id, .score(Score(rawValue: half / 2 + (half % 2) * place) ?? .absent))
          }))
    }
    return rule.result(of: DossierSheets(code: "D01", gates: ReviewExamples.gates(of: rule), sheets: sheets))
  }

  @Test func `a total meets its threshold exactly, or misses it by an eighth`() {
    // All at 2.5 make 62.5, which is 500/8; 65 is 520/8.
    #expect(result(halfPoints: 5).total?.spelling == "500/8")
    let exact = result(halfPoints: 5, but: ["1.1": 6, "2.2": 6, "2.4": 6])
    #expect(exact.total?.spelling == "520/8")
    #expect(exact.band?.id == "label")
    let missed = result(halfPoints: 5, but: ["1.1": 6, "2.2": 6, "2.5": 6])
    #expect(missed.total?.spelling == "519/8")
    #expect(missed.total?.text(decimals: 3) == "64.875")
    #expect(missed.band?.id == "deepening")
    // No line is at 2 or below: the lowest ones are what there is to work on.
    #expect(missed.gaps.allSatisfy { $0.reason == .lowest && $0.halfPoints == 5 && $0.target == .solid })
    #expect(missed.gaps.count == rule.lines.count - 3)
    let least = result(halfPoints: 4, but: ["1.1": 0, "2.4": 2])
    #expect(least.total?.spelling == "360/8")
    #expect(least.band?.id == "deepening")
    let less = result(halfPoints: 4, but: ["1.1": 0, "2.4": 2, "2.5": 5, "4.1": 3])
    #expect(less.total?.spelling == "359/8")
    #expect(less.band?.id == "notRetained")
  }

  @Test func `a criterion of just 50 per cent is not too weak, neither for the label nor for the gaps`() {
    let companies = Dictionary(uniqueKeysWithValues: ["5.1", "5.2", "5.3", "5.4"].map { ($0, 4) })
    let exact = result(halfPoints: 8, but: companies)
    #expect(exact.band?.id == "label")
    #expect(exact.gaps == [])
    let missed = result(halfPoints: 8, but: companies.merging(["5.4": 3]) { _, new in new })
    #expect(missed.band?.id == "deepening")
    #expect(missed.gaps.map(\.line) == ["5.1", "5.2", "5.3", "5.4"])
    #expect(missed.gaps.map(\.target) == [.solid, .solid, .solid, .begun])
  }

  @Test func `a line's score is the median, halved where reviewers are even in number`() {
    func halves(_ scores: [Int?]) -> Int? {
      let sheets = scores.enumerated().map {
        ReviewExamples.sheet(rule, 3, reviewer: "E0\($0.offset)", but: ["1.1": $0.element])
      }
      return rule.result(of: DossierSheets(code: "D01", gates: [:], sheets: sheets)).lines[0].halfPoints
    }
    #expect(halves([1, 4, 2]) == 4)
    #expect(halves([1, 2]) == 3)
    #expect(halves([0, 1, 4, 4]) == 5)
    #expect(halves([nil, 3, nil]) == 6)
    #expect(halves([nil, nil]) == nil)
  }

  @Test func `scores two apart must be reconciled, and two who cannot judge call another reviewer`() {
    var sheets = [3, 3, 3].enumerated().map { ReviewExamples.sheet(rule, $0.element, reviewer: "E0\($0.offset)") }
    sheets[0] = ReviewExamples.sheet(rule, 3, reviewer: "E00", but: ["1.1": 1, "1.2": 2, "1.3": nil, "1.4": nil])
    sheets[1] = ReviewExamples.sheet(rule, 3, reviewer: "E01", but: ["1.3": nil])
    let result = rule.result(of: DossierSheets(code: "D01", gates: ReviewExamples.gates(of: rule), sheets: sheets))
    #expect(result.lines.filter(\.needsReconciliation).map(\.id) == ["1.1"])
    #expect(result.lines.filter(\.needsFurtherReviewer).map(\.id) == ["1.3"])
    #expect(result.lines.first { $0.id == "1.2" }?.spread == 1)
    #expect(result.missingReviewers == 0)
    #expect(result.reviewers.map(\.count) == [19, 20, 21])
    #expect(result.reviewers[0].mean == Fraction(3 * 17 + 1 + 2, 19))
    #expect(result.reviewers[0].spread == 2)
  }

  @Test func `a dossier with a line that nobody could judge is incomplete: no total, no band`() {
    let result = result(3, but: ["4.2": nil])
    #expect(result.unjudged == ["4.2"])
    #expect(result.total == nil)
    #expect(result.band == nil)
    #expect(result.gaps == [])
    #expect(rule.result(of: DossierSheets(code: "D01", gates: [:], sheets: [])).missingReviewers == 3)
  }

  @Test func `a gate that is not passed leaves the total and takes the advice`() {
    let whole = ReviewExamples.dossier(rule, 3)
    var gates = whole.gates
    gates["pledge"] = false
    gates["plan"] = nil
    let result = rule.result(of: DossierSheets(code: "D01", gates: gates, sheets: whole.sheets))
    #expect(result.failedGates == ["pledge", "plan"])
    #expect(result.total == Fraction(75, 1))
    #expect(result.band == nil)
  }

  @Test func `the target of a gap is the line's own anchor, or the general scale where it has none`() {
    #expect(rubric.anchor(of: "1.2", at: .begun)?.en == "Lead and steering group named")
    #expect(rubric.anchor(of: "1.2", at: .solid) == rubric.scale[3].meaning)
  }

  @Test(arguments: 0..<100)
  func `a higher score never lowers the total or the rank, nor does the order of reviewers matter`(seed: Int) {
    var random = SeededRandom(seed)
    var wave = ReviewExamples.wave(rule, dossiers: 8, random: &random)
    let before = Ranking(wave.map(rule.result), under: rule)
    let shuffled = random.shuffled(wave).map {
      DossierSheets(code: $0.code, gates: $0.gates, sheets: random.shuffled($0.sheets))
    }
    let isSame = Ranking(shuffled.map(rule.result), under: rule) == before
    #expect(isSame)
    let index = random.below(wave.count)
    let dossier = wave[index]
    let place = random.below(dossier.sheets.count)
    var judgements = dossier.sheets[place].judgements
    for line in rule.lines where random.below(3) == 0 {
      guard let score = judgements[line.id]?.score, let better = Score(rawValue: score.rawValue + 1) else { continue }
      judgements[line.id] = .score(better)
    }
    var sheets = dossier.sheets
    sheets[place] = ScoreSheet(reviewer: sheets[place].reviewer, judgements: judgements)
    wave[index] = DossierSheets(code: dossier.code, gates: dossier.gates, sheets: sheets)
    let after = Ranking(wave.map(rule.result), under: rule)
    func entry(_ ranking: Ranking) -> Ranking.Entry? { ranking.entries.first { $0.result.code == dossier.code } }
    if let old = entry(before)?.result.total, let new = entry(after)?.result.total { #expect(new >= old) }
    if let old = entry(before)?.rank, let new = entry(after)?.rank { #expect(new <= old) }
  }
}
