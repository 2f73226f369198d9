package import Domain

/// The ranking of a wave for its jury: a picture of what it does and does not know, weights to try out, and how what is
/// proposed falls upon the country.
package struct JuryRankingPage: PageModel {
  package static let template = "Jury/ranking"

  let juryTitle: String
  let juryHref: String
  let leftOut: [String]
  let isUnscored: Bool
  let scored: [Scored]
  let balance: [BalanceTable]

  struct Scored: Sendable {
    /// Which figure gives the ranks.
    let counts: String
    let picture: RankingPicture
    let calibration: String
    let lines: [Line]
    let action: String
    let weights: [Weight]
    let weightsError: [String]
    let trial: [Trial]
    let clearHref: String
  }

  struct Line: Sendable {
    let name: String
    /// Empty where the reader may not open the dossier.
    let href: [String]
    let rank: String
    let total: String
    let advice: String
    let calibrated: String
    let interval: String
    let reviewers: String
    let group: String
    let alike: String
  }

  struct Weight: Sendable {
    let id: String
    let label: String
    let value: String
    let official: String
  }

  struct Trial: Sendable { let lines: [TrialLine] }

  struct TrialLine: Sendable {
    let name: String
    let rank: String
    let total: String
    let advice: String
    let trialRank: String
    let trialTotal: String
    let trialAdvice: String
    let isMoved: Bool
  }

  struct BalanceTable: Sendable {
    let caption: String
    let keyLabel: String
    let rows: [BalanceRow]
  }

  struct BalanceRow: Sendable {
    let name: String
    let favourable: Int
    let dossiers: Int
    let text: String
  }

  /// What somebody tried: as it was typed, and as weights where it makes some.
  package struct Attempt: Sendable {
    package let typed: [String: String]
    package let weights: TrialWeights?

    package init(typed: [String: String], weights: TrialWeights?) {
      self.typed = typed
      self.weights = weights
    }
  }

  /// - Parameters:
  ///   - dossiers: those that are scored, by the code of their result.
  ///   - readable: those that the reader may open.
  ///   - leftOut: how many items of the agenda are kept from the reader.
  package init(
    _ session: JurySession, scores: JuryScores?, dossiers: [String: Dossier], readable: Set<ID<Dossier>>,
    balance: WaveBalance, leftOut: Int, attempt: Attempt, in wording: Wording
  ) {
    let words = wording.catalogue
    juryTitle = session.title
    juryHref = wording.path(.jury(session.id))
    self.leftOut = leftOut == 0 ? [] : [words.count("juryLeftOut", leftOut)]
    isUnscored = scores?.results.isEmpty ?? true
    scored =
      scores.flatMap { scores in
        scores.results.isEmpty
          ? nil : [JuryRankingPage.scored(session, scores, dossiers, readable, attempt, in: wording)]
      } ?? []
    self.balance = [
      JuryRankingPage.table("juryByRegion", "juryRegion", balance.regions, in: wording) { wording.region($0) },
      JuryRankingPage.table("jurySizes", "jurySize", balance.sizes, in: wording) { words("jurySize_\($0)") },
      JuryRankingPage.table("juryByTheme", "juryTheme", balance.themes, in: wording) { wording.theme($0) },
    ].filter { !$0.rows.isEmpty }
  }

  private static func scored(
    _ session: JurySession, _ scores: JuryScores, _ dossiers: [String: Dossier], _ readable: Set<ID<Dossier>>,
    _ attempt: Attempt, in wording: Wording
  ) -> Scored {
    let (words, rubric) = (wording.catalogue, scores.rubric)
    let names = dossiers.mapValues(\.title)
    let calibration = scores.calibration
    let uncertainty = RankingUncertainty(scores.ranking, calibration)
    let path = wording.path(.juryRanking(session.id))
    let isWrong = !attempt.typed.isEmpty && attempt.weights == nil
    return Scored(
      counts: words("counts_\(rubric.counts.rawValue)", rubric.version),
      picture: RankingPicture(uncertainty, names: names, rubric: rubric, in: wording),
      calibration: note(on: calibration.outcome, in: wording),
      lines: uncertainty.entries.map { line($0, dossiers, readable, rubric, in: wording) }, action: path,
      weights: rubric.criteria.map { criterion in
        let official = criterion.lines.reduce(0) { $0 + $1.weight }
        return Weight(
          id: criterion.id, label: criterion.title[wording.language],
          value: attempt.typed[criterion.id] ?? "\(official)", official: words("juryOfficialWeight", "\(official)"))
      },
      weightsError: isWrong
        ? [words("juryWeightRange", "\(TrialWeights.range.lowerBound)", "\(TrialWeights.range.upperBound)")] : [],
      trial: attempt.weights.map { [trial($0, scores, names, in: wording)] } ?? [], clearHref: path)
  }

  private static func note(on outcome: Calibration.Outcome, in wording: Wording) -> String {
    switch outcome {
    case .converged: wording.catalogue("juryCalibrated")
    case .stopped(let iterations): wording.catalogue("juryCalibrationStopped", "\(iterations)")
    case .notEstimable: wording.catalogue("juryNotCalibrated")
    }
  }

  private static func line(
    _ entry: RankingUncertainty.Entry, _ dossiers: [String: Dossier], _ readable: Set<ID<Dossier>>, _ rubric: Rubric,
    in wording: Wording
  ) -> Line {
    let (words, dossier) = (wording.catalogue, dossiers[entry.result.code])
    func bounds(_ bounds: RankingUncertainty.Bounds?) -> String {
      bounds.map { words("juryBounds", wording.number($0.low), wording.number($0.high)) } ?? words("juryUnknown")
    }
    return Line(
      name: dossier?.title ?? entry.result.code,
      href: dossier.map { readable.contains($0.id) ? [wording.path(.juryDossier($0.id))] : [] } ?? [],
      rank: entry.rank.map { "\($0)" } ?? words("juryUnranked"), total: wording.total(entry.result.total),
      advice: wording.advice(JuryAdvice(entry.result, under: rubric.rule), rubric),
      calibrated: entry.calibrated.map(wording.number) ?? words("juryUnknown"), interval: bounds(entry.interval),
      reviewers: bounds(entry.reviewers), group: "\(entry.group)", alike: "\(entry.alike)")
  }

  private static func trial(
    _ weights: TrialWeights, _ scores: JuryScores, _ names: [String: String], in wording: Wording
  ) -> Trial {
    let (words, rubric) = (wording.catalogue, scores.rubric)
    let official = Dictionary(scores.ranking.entries.map { ($0.result.code, $0) }) { first, _ in first }
    func rank(_ rank: Int?) -> String { rank.map { "\($0)" } ?? words("juryUnranked") }
    func advice(_ id: String?) -> String { wording.advice(id.map { .band($0) } ?? .missing, rubric) }
    return Trial(
      lines: weights.ranking(of: scores).map { entry in
        let own = official[entry.code]
        return TrialLine(
          name: names[entry.code] ?? entry.code, rank: rank(own?.rank), total: wording.total(own?.result.counted),
          advice: advice(own?.result.band?.id), trialRank: rank(entry.rank), trialTotal: wording.total(entry.total),
          trialAdvice: advice(entry.band), isMoved: own?.rank != entry.rank || own?.result.band?.id != entry.band)
      })
  }

  private static func table(
    _ caption: String, _ key: String, _ rows: [WaveBalance.Row], in wording: Wording, name: (String) -> String
  ) -> BalanceTable {
    BalanceTable(
      caption: wording.catalogue(caption), keyLabel: wording.catalogue(key),
      rows: rows.map { row in
        BalanceRow(
          name: name(row.key), favourable: row.favourable, dossiers: row.dossiers,
          text: wording.catalogue("juryShare", "\(row.favourable)", "\(row.dossiers)", "\(row.concluded)"))
      })
  }
}

/// A dossier as a jury reads it: its answers, and nothing of the service's own.
package struct JuryDossierPage: PageModel {
  package static let template = "Jury/dossier"

  let title: String
  let reference: String
  let juriesHref: String
  let isExample: Bool
  let reading: [ReadingSection]

  package init(_ file: DossierFile, in wording: Wording) {
    title = file.dossier.title
    reference = file.dossier.reference
    juriesHref = wording.path(.juries)
    isExample = file.wave.isExample
    reading = ReadingSection.all(file, in: wording)
  }
}
