/// What the sheets of a wave come to: totals of the grid and calibrated ones, side by side, ordered by the figure that
/// counts.
package struct WaveResults: Sendable {
  package let wave: Wave
  package let rubric: Rubric
  /// Those with a rank first, then those that fail a gate, then the incomplete ones.
  package let rows: [Row]
  package let calibration: Calibration
  /// Krippendorff's alpha over all lines; nil where nothing was scored twice.
  package let alpha: Double?
  /// By their names.
  package let reviewers: [Reviewer]

  package struct Row: Sendable {
    package let reviews: DossierReviews
    /// By the figure that counts; nil for a dossier that fails a gate or is incomplete.
    package let rank: Int?
    /// Nil where nobody gave a score.
    package let calibrated: Calibration.Dossier?

    package var dossier: ReviewedDossier { reviews.dossier }
    package var result: DossierResult { reviews.result }
  }

  /// How somebody scored in the whole wave, beside the others: nobody's scores are rescaled.
  package struct Reviewer: Sendable {
    package let person: ID<Person>
    package let name: String
    /// How many of their sheets count.
    package let sheets: Int
    /// Of all scores given, out of 4; nil for none.
    package let mean: Double?
    /// The standard deviation of those scores.
    package let deviation: Double?
    package let leniency: Calibration.Expert?
    /// How many sheets are still awaited of them.
    package let pending: Int
  }

  /// - Parameter names: of those who were asked or reviewed.
  package init(_ wave: Wave, under rubric: Rubric, _ all: [DossierReviews], names: [ID<Person>: String]) {
    let dossiers = DossierReviews.counted(all, under: rubric)
    self.wave = wave
    self.rubric = rubric
    let scores = dossiers.map(\.scores)
    let calibration = Calibration(Calibration.readings(of: scores, under: rubric.rule))
    self.calibration = calibration
    alpha = Agreement.alpha(of: scores, under: rubric.rule)
    let byCode = Dictionary(dossiers.map { ("\($0.dossier.id)", $0) }) { first, _ in first }
    let calibrated = Dictionary(calibration.dossiers.map { ($0.code, $0) }) { first, _ in first }
    let ranking = Ranking(dossiers.map(\.result), under: rubric.rule).entries
    rows = ranking.compactMap { entry -> Row? in
      byCode[entry.result.code].map {
        Row(reviews: $0, rank: entry.rank, calibrated: calibrated[entry.result.code])
      }
    }
    reviewers = WaveResults.reviewers(dossiers, calibration, names)
  }

  private static func reviewers(
    _ dossiers: [DossierReviews], _ calibration: Calibration, _ names: [ID<Person>: String]
  ) -> [Reviewer] {
    var scores: [ID<Person>: [Int]] = [:]
    var (sheets, pending): ([ID<Person>: Int], [ID<Person>: Int]) = ([:], [:])
    for dossier in dossiers {
      for sheet in dossier.sheets {
        sheets[sheet.person, default: 0] += 1
        scores[sheet.person, default: []] += dossier.rubric.lines.compactMap {
          sheet.sheet.judgement(of: $0.id)?.score?.rawValue
        }
      }
      for assignment in dossier.pending { pending[assignment.person, default: 0] += 1 }
    }
    let leniencies = Dictionary(calibration.experts.map { ($0.code, $0) }) { first, _ in first }
    return Set(sheets.keys).union(pending.keys).map { person in
      let given = scores[person] ?? []
      let mean = given.isEmpty ? nil : Double(given.reduce(0, +)) / Double(given.count)
      let squares = mean.map { mean in given.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } }
      return Reviewer(
        person: person, name: names[person] ?? "", sheets: sheets[person] ?? 0, mean: mean,
        deviation: given.count > 1 ? squares.map { ($0 / Double(given.count - 1)).squareRoot() } : nil,
        leniency: leniencies["\(person)"], pending: pending[person] ?? 0)
    }.sorted { ($0.name, "\($0.person)") < ($1.name, "\($1.person)") }
  }
}
