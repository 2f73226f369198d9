/// What the sheets of a dossier come to under a rule. Every number is exact: a line counts in half points, 0 to 8,
/// because the median of an even number of scores may lie between two.
package struct DossierResult: Hashable, Sendable {
  package let code: String
  package let lines: [Line]
  /// Empty where the dossier is incomplete.
  package let criteria: [Criterion]
  /// Out of 100; nil where nobody could judge some line: the dossier is incomplete and has no score.
  package let total: Fraction?
  /// The figure that counts (`ScoringRule.counts`), out of 100: the total itself, or the calibrated one of the wave.
  package fileprivate(set) var counted: Fraction?
  package let failedGates: [String]
  /// What the thresholds advise the jury; nil for an incomplete dossier and for one that fails a gate.
  package fileprivate(set) var band: ScoringRule.Band?
  package fileprivate(set) var gaps: [Gap]
  package let reviewers: [Reviewer]
  /// How many reviewers are wanting.
  package let missingReviewers: Int

  package struct Line: Hashable, Sendable {
    package let id: String
    package let weight: Int
    /// The scores given, the lowest first.
    package let scores: [Score]
    package let cannotJudge: Int
    /// Whether the scores lie so far apart that they must be reconciled in writing.
    package let needsReconciliation: Bool
    /// Whether too many could not judge.
    package let needsFurtherReviewer: Bool

    /// Twice the median; nil where nobody could judge.
    package var halfPoints: Int? {
      guard !scores.isEmpty else { return nil }
      return scores[(scores.count - 1) / 2].rawValue + scores[scores.count / 2].rawValue
    }

    package var spread: Int { (scores.last?.rawValue ?? 0) - (scores.first?.rawValue ?? 0) }
  }

  package struct Criterion: Hashable, Sendable {
    package let id: String
    package let weight: Int
    /// The weighted half points of its lines.
    package let points: Int

    /// The share of what could be had, 0 to 1.
    package var mark: Fraction { Fraction(points, DossierResult.mostHalfPoints * weight) }
    package func isBelow(percent: Int) -> Bool { mark < Fraction(percent, 100) }
  }

  /// A line to be worked on.
  package struct Gap: Hashable, Sendable {
    package let line: String
    package let halfPoints: Int
    /// The next whole score above, whose anchor says what is expected.
    package let target: Score
    package let reason: Reason

    package enum Reason: Hashable, Sendable {
      case weak
      /// Middling, in a weak criterion.
      case middlingInWeakCriterion
      /// Middling, listed because the advice would have no gap else.
      case middling
      /// One of the lowest, listed because nothing is even middling.
      case lowest
    }
  }

  /// How one reviewer scored, beside the others: nobody's scores are rescaled.
  package struct Reviewer: Hashable, Sendable {
    package let code: String
    package let sum: Int
    package let count: Int
    package let lowest: Score
    package let highest: Score

    /// Out of 4; of the lines that this reviewer could judge, unweighted.
    package var mean: Fraction { Fraction(sum, count) }
    package var spread: Int { highest.rawValue - lowest.rawValue }
  }

  /// The half points of the best score.
  package static let mostHalfPoints = 2 * Score.exemplary.rawValue

  /// Lines on which nobody could judge.
  package var unjudged: [String] { lines.filter { $0.halfPoints == nil }.map(\.id) }
  package var isComplete: Bool { total != nil }
}

extension ScoringRule {
  /// What the dossiers of a wave come to, by the figure that counts: a calibrated one follows from the sheets of all of
  /// them.
  package func results(of dossiers: [DossierSheets]) -> [DossierResult] {
    let results = dossiers.map(result)
    switch counts {
    case .median: return results
    case .calibrated:
      let calibration = Calibration(Calibration.readings(of: dossiers, under: self))
      let figures = Dictionary(calibration.dossiers.map { ($0.code, $0) }) { first, _ in first }
      return results.map { counted($0, figures[$0.code]) }
    }
  }

  /// The same result with its calibrated figure as the one that counts. Gates, and the least mark of every criterion, are
  /// those of the grid: a criterion has no calibrated mark.
  private func counted(_ result: DossierResult, _ figure: Calibration.Dossier?) -> DossierResult {
    guard result.isComplete, let figure else { return result }
    let units = lines.reduce(0) { $0 + $1.weight } / ScoringRule.weightSum
    let total = Fraction(figure.units * units, Calibration.Dossier.unitsPerPoint)
    var counted = result
    counted.counted = total
    counted.band = result.failedGates.isEmpty ? advice(total: total, result.criteria) : nil
    counted.gaps = gapList(result.lines, result.criteria, isNeeded: counted.band?.needsGaps ?? false)
    return counted
  }

  /// What one dossier comes to by the medians alone.
  package func result(of dossier: DossierSheets) -> DossierResult {
    let lines = self.lines.map { result(of: $0, in: dossier.sheets) }
    let isComplete = lines.allSatisfy { $0.halfPoints != nil }
    let halves = Dictionary(lines.map { ($0.id, $0.halfPoints ?? 0) }) { first, _ in first }
    let marks =
      isComplete
      ? criteria.map { criterion in
        DossierResult.Criterion(
          id: criterion.id, weight: criterion.weight,
          points: criterion.lines.reduce(0) { $0 + $1.weight * (halves[$1.id] ?? 0) })
      } : []
    let total = isComplete ? Fraction(marks.reduce(0) { $0 + $1.points }, DossierResult.mostHalfPoints) : nil
    let failed = gates.filter { dossier.gates[$0] != true }
    let band = failed.isEmpty ? total.flatMap { advice(total: $0, marks) } : nil
    return DossierResult(
      code: dossier.code, lines: lines, criteria: marks, total: total, counted: total, failedGates: failed, band: band,
      gaps: isComplete ? gapList(lines, marks, isNeeded: band?.needsGaps ?? false) : [],
      reviewers: dossier.sheets.compactMap(figures).sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) },
      missingReviewers: max(0, flags.reviewers - dossier.sheets.count))
  }

  private func result(of line: Line, in sheets: [ScoreSheet]) -> DossierResult.Line {
    let judgements = sheets.compactMap { $0.judgements[line.id] }
    let scores = judgements.compactMap(\.score).sorted { $0.rawValue < $1.rawValue }
    let cannotJudge = judgements.count - scores.count
    let spread = (scores.last?.rawValue ?? 0) - (scores.first?.rawValue ?? 0)
    return DossierResult.Line(
      id: line.id, weight: line.weight, scores: scores, cannotJudge: cannotJudge,
      needsReconciliation: spread >= flags.spread, needsFurtherReviewer: cannotJudge >= flags.cannotJudge)
  }

  private func advice(total: Fraction, _ marks: [DossierResult.Criterion]) -> Band? {
    bands.first { band in
      let floor = band.everyCriterion ?? 0
      return total >= Fraction(band.total, 1) && !marks.contains { $0.isBelow(percent: floor) }
    }
  }

  private func figures(_ sheet: ScoreSheet) -> DossierResult.Reviewer? {
    let scores = lines.compactMap { sheet.judgements[$0.id]?.score?.rawValue }
    guard let lowest = scores.min().flatMap(Score.init), let highest = scores.max().flatMap(Score.init) else {
      return nil
    }
    return DossierResult.Reviewer(
      code: sheet.reviewer, sum: scores.reduce(0, +), count: scores.count, lowest: lowest, highest: highest)
  }
}
