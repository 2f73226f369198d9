package import Domain

/// What the sheets of a wave come to, for those who examine it: totals of the grid beside calibrated ones.
package struct WaveReviewsPage: PageModel {
  package static let template = "Reviews/wave"

  let title: String
  let isExample: Bool
  let mineHref: String
  let counts: [String]
  let alpha: [String]
  let orders: [ChoiceOption]
  let action: String
  let rows: [Row]
  let hasRows: Bool
  let pager: Pager
  let reviewers: [Reviewer]
  let hasReviewers: Bool
  let isScored: Bool

  struct Row: Sendable {
    let rank: String
    let href: String
    let title: String
    let reference: String
    let sheets: String
    let total: String
    let advice: String
    let calibrated: String
    let flags: [String]
  }

  struct Reviewer: Sendable {
    let name: String
    let sheets: String
    let pending: String
    let mean: String
    let deviation: String
    let leniency: String
  }

  /// How the rows are ordered.
  package enum Order: String, CaseIterable, Sendable {
    case rank
    case calibrated
    /// Those that lack reviewers, or call for somebody, first.
    case open

    package init(_ text: String?) { self = text.flatMap(Order.init(rawValue:)) ?? .rank }

    func apply(_ rows: [WaveResults.Row]) -> [WaveResults.Row] {
      func key(_ row: WaveResults.Row) -> Double {
        switch self {
        case .rank: 0
        case .calibrated: -(row.calibrated?.calibrated ?? -1)
        case .open: -Double(row.result.missingReviewers * 100 + row.reviews.openDisagreements)
        }
      }
      return rows.enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
    }
  }

  /// - Parameter results: nil for a wave that is not scored.
  package init(_ results: WaveResults?, of wave: Wave, order: Order, _ page: PageRequest, in wording: Wording) {
    let words = wording.catalogue
    title = "\(wave.call[wording.language]), \(wave.name[wording.language])"
    isExample = wave.isExample
    mineHref = wording.path(.review(.mine))
    let path = wording.path(.review(.wave(wave.slug)))
    action = path
    isScored = results != nil
    counts = results.map { [words("counts_\($0.rubric.counts.rawValue)", $0.rubric.version)] } ?? []
    alpha = results?.alpha.map { [words("alphaIs", wording.number($0, decimals: 2))] } ?? []
    orders = Order.allCases.map {
      ChoiceOption(value: $0.rawValue, label: words("reviewOrder_\($0.rawValue)"), isSelected: $0 == order)
    }
    let all = order.apply(results?.rows ?? [])
    let shown = Page(items: Array(all.dropFirst(page.offset).prefix(page.limit)), total: all.count, request: page)
    rows = shown.items.map { WaveReviewsPage.row($0, wording) }
    hasRows = !rows.isEmpty
    pager = Pager(shown, in: wording) { address(path, [("tri", order.rawValue), ("page", "\($0)")]) }
    reviewers = (results?.reviewers ?? []).map { WaveReviewsPage.reviewer($0, wording) }
    hasReviewers = !reviewers.isEmpty
  }

  private static func row(_ row: WaveResults.Row, _ wording: Wording) -> Row {
    let (words, result) = (wording.catalogue, row.result)
    var flags: [String] = []
    if result.missingReviewers > 0 { flags.append(words.count("missingReviewers", result.missingReviewers)) }
    if row.reviews.openDisagreements > 0 {
      flags.append(words.count("openDisagreements", row.reviews.openDisagreements))
    }
    if !row.reviews.boundSince.isEmpty { flags.append(words("boundSinceFlag")) }
    if !row.reviews.disputedGates.isEmpty { flags.append(words("disputedGates")) }
    if !result.unjudged.isEmpty, !row.reviews.sheets.isEmpty {
      flags.append(words("unjudgedLines", result.unjudged.joined(separator: ", ")))
    }
    let advice: String
    if !result.failedGates.isEmpty, !row.reviews.sheets.isEmpty {
      advice = words("gateFailed")
    } else {
      let band = row.reviews.rubric.bands.first { $0.rule.id == result.band?.id }
      advice = band.map { $0.title[wording.language] } ?? words("noAdvice")
    }
    return Row(
      rank: row.rank.map { "\($0)" } ?? words("noRank"),
      href: wording.path(.review(.dossier(row.dossier.id))), title: row.dossier.title,
      reference: row.dossier.reference,
      sheets: words("sheetsIn", "\(row.reviews.sheets.count)", "\(row.reviews.rubric.flags.reviewers)"),
      total: result.total.map { wording.number($0, decimals: 2) } ?? words("noTotal"), advice: advice,
      calibrated: row.calibrated.map { calibrated($0, wording) } ?? words("noTotal"), flags: flags)
  }

  private static func calibrated(_ dossier: Calibration.Dossier, _ wording: Wording) -> String {
    let value = wording.number(dossier.calibrated, decimals: 1)
    return dossier.standardError.map { "\(value) ± \(wording.number($0, decimals: 1))" } ?? value
  }

  private static func reviewer(_ reviewer: WaveResults.Reviewer, _ wording: Wording) -> Reviewer {
    let none = wording.catalogue("noTotal")
    return Reviewer(
      name: reviewer.name.isEmpty ? wording.catalogue("somebody") : reviewer.name, sheets: "\(reviewer.sheets)",
      pending: "\(reviewer.pending)", mean: reviewer.mean.map { wording.number($0, decimals: 2) } ?? none,
      deviation: reviewer.deviation.map { wording.number($0, decimals: 2) } ?? none,
      leniency: reviewer.leniency.map { expert in
        let value = wording.number(expert.leniency, decimals: 1)
        return expert.standardError.map { "\(value) ± \(wording.number($0, decimals: 1))" } ?? value
      } ?? none)
  }
}
