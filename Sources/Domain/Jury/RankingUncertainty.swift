/// A ranking with what it does not know: for each dossier how sure its score is, and where the ranking is truly cut.
///
/// Dots are the totals that decide. Two dossiers are apart where their calibrated scores differ by more than 1.96 standard
/// errors of that difference: the usual bound of 95 % for one pair, as if the variances were known (`Calibration`). Each
/// pair is looked at by itself, so that among many pairs some are apart by chance.
package struct RankingUncertainty: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let rank: Int?
    package let result: DossierResult
    /// What the total would be, had each line only the lowest, or only the highest, of its scores.
    package let reviewers: Bounds?
    /// The calibrated score, and 1.96 standard errors around it.
    package let calibrated: Double?
    package let interval: Bounds?
    /// From 1: dossiers of one group are not truly apart from each other as a whole, those of two groups are all apart.
    package let group: Int
    /// How many of the others the data cannot tell it apart from.
    package let alike: Int
  }

  /// On the scale of totals, 0 to 100. What an interval reaches beyond is cut: no total lies there, though the normal law
  /// of which 1.96 comes does not know that.
  package struct Bounds: Hashable, Sendable {
    package let low: Double
    package let high: Double

    package init(low: Double, high: Double) {
      self.low = min(max(low, 0), 100)
      self.high = min(max(high, 0), 100)
    }
  }

  /// In the order of the ranking.
  package let entries: [Entry]
  package static let factor = 1.96

  package init(_ ranking: Ranking, _ calibration: Calibration) {
    let codes = ranking.entries.map(\.result.code)
    let known = Dictionary(calibration.dossiers.map { ($0.code, $0) }) { first, _ in first }
    // For each pair, whether the first is truly above the second.
    let above = codes.map { one in codes.map { RankingUncertainty.isAbove(one, $0, calibration) } }
    // Of a dossier without a score nothing is known: it neither cuts the ranking nor keeps others from being cut.
    let scored = codes.indices.filter { known[codes[$0]]?.standardError != nil }
    var groups: [Int] = []
    for place in codes.indices {
      let (uppers, lowers) = (scored.filter { $0 < place }, scored.filter { $0 >= place })
      let isCut =
        scored.contains(place) && !uppers.isEmpty
        && uppers.allSatisfy { upper in lowers.allSatisfy { above[upper][$0] } }
      groups.append((groups.last ?? 1) + (isCut ? 1 : 0))
    }
    entries = ranking.entries.enumerated().map { place, entry in
      let own = known[entry.result.code]
      let margin = own?.standardError.map { $0 * RankingUncertainty.factor }
      let alike = codes.indices.count { $0 != place && !above[place][$0] && !above[$0][place] }
      return Entry(
        rank: entry.rank, result: entry.result, reviewers: RankingUncertainty.reviewers(entry.result),
        calibrated: own?.calibrated,
        interval: own.flatMap { own in
          margin.map { Bounds(low: own.calibrated - $0, high: own.calibrated + $0) }
        }, group: groups[place], alike: alike)
    }
  }

  private static func isAbove(_ one: String, _ other: String, _ calibration: Calibration) -> Bool {
    guard one != other, let difference = calibration.difference(one, other) else { return false }
    return difference.value > factor * difference.standardError
  }

  private static func reviewers(_ result: DossierResult) -> Bounds? {
    guard result.isComplete else { return nil }
    func total(_ score: (DossierResult.Line) -> Score?) -> Double {
      let points = result.lines.reduce(0) { $0 + $1.weight * (score($1)?.rawValue ?? 0) }
      return Double(points) / Double(Score.exemplary.rawValue)
    }
    return Bounds(low: total { $0.scores.first }, high: total { $0.scores.last })
  }
}

/// Other weights of the criteria, tried out: nothing of it is kept, nothing decides by it.
package struct TrialWeights: Hashable, Sendable {
  /// By the id of the criterion, from 1 to 100; only their proportions count.
  package let weights: [String: Int]
  package static let range = 1...100

  /// Nil unless every criterion has a weight within the range.
  package init?(_ weights: [String: Int], for rule: ScoringRule) {
    guard rule.criteria.allSatisfy({ weights[$0.id].map(TrialWeights.range.contains) ?? false }) else { return nil }
    self.weights = weights
  }

  /// The weights of the rule itself.
  package init(of rule: ScoringRule) {
    weights = Dictionary(rule.criteria.map { ($0.id, $0.weight) }) { first, _ in first }
  }

  /// The same rule with these weights, in units so small that all of them are whole: thresholds are in the same units.
  private func rule(from rule: ScoringRule) -> (rule: ScoringRule, unit: Int) {
    let common = rule.criteria.map(\.weight).reduce(1) { $0 / TrialWeights.divisor($0, $1) * $1 }
    let sum = rule.criteria.reduce(0) { $0 + (weights[$1.id] ?? 0) }
    let unit = common * sum
    let criteria = rule.criteria.map { criterion in
      ScoringRule.Criterion(
        id: criterion.id,
        lines: criterion.lines.map { line in
          // Its share of the criterion stays as it is.
          let weight = line.weight * (weights[criterion.id] ?? 0) * ScoringRule.weightSum * (common / criterion.weight)
          return ScoringRule.Line(id: line.id, weight: weight)
        })
    }
    let bands = rule.bands.map { band in
      ScoringRule.Band(
        id: band.id, total: band.total * unit, everyCriterion: band.everyCriterion, needsGaps: band.needsGaps)
    }
    return (
      ScoringRule(
        version: rule.version, criteria: criteria, gates: rule.gates, bands: bands, ties: rule.ties,
        flags: rule.flags, gaps: rule.gaps, counts: rule.counts), unit
    )
  }

  /// The ranking of the same dossiers by these weights: the same scores, gates, bands, ties and choice of what counts.
  package func ranking(of scores: JuryScores) -> [Entry] {
    let (trial, unit) = rule(from: scores.rubric.rule)
    let shown = Set(scores.results.map(\.code))
    let again = trial.results(of: scores.sheets).filter { shown.contains($0.code) }
    return Ranking(again, under: trial).entries.map { entry in
      Entry(
        code: entry.result.code, rank: entry.rank,
        total: entry.result.counted.map { Fraction($0.numerator, $0.denominator * unit) }, band: entry.result.band?.id)
    }
  }

  package struct Entry: Hashable, Sendable {
    package let code: String
    package let rank: Int?
    /// The figure that counts, out of 100.
    package let total: Fraction?
    package let band: String?
  }

  private static func divisor(_ one: Int, _ other: Int) -> Int {
    var (divisor, rest) = (one, other)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return divisor
  }
}
