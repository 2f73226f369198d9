package import Domain

/// What can be told of a wave in figures. Each count stands as a number and, beside it, as a bar.
package struct WaveReportPage: PageModel {
  package static let template = "Reports/wave-report"

  let wave: String
  let waveHref: String
  let isExample: Bool
  /// The report of the service tells what is not public yet.
  let isService: Bool
  let csvHref: String
  /// The scores to recount; empty where there are none, or not yet.
  let scores: [Scores]
  let summary: [String]
  let isPartial: Bool
  let charts: [Chart]
  let delays: [DelayLine]
  let hasDelays: Bool
  let legal: [String]
  let groups: [GroupTable]
  let agreement: [Agreement]
  let map: [MapPicture]

  struct Scores: Sendable {
    let scoresHref: String
    let command: String
  }

  struct Chart: Sendable {
    let title: String
    let lines: [Line]

    struct Line: Sendable {
      let label: String
      let number: String
      /// Of 200.
      let width: String
    }

    init(_ title: String, _ counts: [(label: String, count: Int)], in wording: Wording) {
      let highest = max(1, counts.map(\.count).max() ?? 1)
      self.title = title
      lines = counts.map { label, count in
        Line(label: label, number: wording.catalogue.grouped(count), width: "\(count * 200 / highest)")
      }
    }
  }

  /// A span of days: its quarters as numbers, and as a box on a scale that all spans share.
  struct DelayLine: Sendable {
    let label: String
    let count: String
    let lower: String
    let median: String
    let upper: String
    /// Of 200.
    let boxX: String
    let boxWidth: String
    let medianX: String
  }

  struct GroupTable: Sendable {
    let title: String
    let lines: [GroupLine]
    let isHiding: Bool
  }

  struct GroupLine: Sendable {
    let name: String
    let submitted: String
    let labelled: String
    /// Of 200.
    let width: String
    let labelledWidth: String
  }

  struct Agreement: Sendable {
    let text: String
    let alpha: String
    let chart: Chart
  }

  /// - Parameters:
  ///   - procedure: that of the wave, which names its outcomes.
  ///   - map: of the labelled territories.
  package init(
    _ wave: Wave, _ report: WaveReport, procedure: Procedure, hasScores: Bool, isService: Bool, map: MapPicture?,
    in wording: Wording
  ) {
    let words = wording.catalogue
    self.wave = wave.name[wording.language]
    waveHref = wording.path(.wave(wave.slug))
    isExample = wave.isExample
    self.isService = isService
    csvHref = "/data/waves/\(wave.slug)/report.csv"
    scores =
      hasScores
      ? [
        Scores(
          scoresHref: "/data/waves/\(wave.slug)/scores.json", command: "frenchimpact wave recount \(wave.slug).json")
      ] : []
    summary = [
      words.count("statStarted", report.funnel[.started, default: 0]),
      words.count("statSubmitted", report.funnel[.submitted, default: 0]),
    ]
    isPartial = report.isPartial
    let ends =
      report.outcomes.map { (wording.outcome($0.outcome, of: procedure), $0.count) } + [
        (wording.state(.inadmissible), report.inadmissible), (wording.state(.withdrawn), report.withdrawn),
      ]
    charts = [
      Chart(
        words("reportFunnel"),
        WaveReport.Stage.allCases.map { (words("reportStage_\($0.rawValue)"), report.funnel[$0, default: 0]) },
        in: wording), Chart(words("reportEnds"), ends, in: wording),
    ]
    delays = WaveReportPage.delays(report.delays, in: wording)
    hasDelays = !delays.isEmpty
    legal = report.legal.map { [words("reportLegal", "\($0.months)", "\($0.inTime)", "\($0.late)")] } ?? []
    groups = [
      WaveReportPage.table(words("statRegions"), report.regions, wording.region, in: wording),
      WaveReportPage.table(words("reportThemes"), report.themes, wording.theme, in: wording),
    ].filter { !$0.lines.isEmpty }
    agreement = report.agreement.map { [WaveReportPage.agreement($0, in: wording)] } ?? []
    self.map = map.map { [$0] } ?? []
  }

  private static func delays(_ delays: [WaveReport.Delay], in wording: Wording) -> [DelayLine] {
    let longest = max(1, delays.map(\.days.upper).max() ?? 1)
    return delays.map { delay in
      let days = delay.days
      func place(_ days: Int) -> Int { days * 196 / longest }
      return DelayLine(
        label: wording.catalogue("reportSpan_\(delay.span.rawValue)"), count: wording.catalogue.grouped(days.count),
        lower: wording.catalogue.grouped(days.lower), median: wording.catalogue.grouped(days.median),
        upper: wording.catalogue.grouped(days.upper), boxX: "\(place(days.lower))",
        boxWidth: "\(max(4, place(days.upper) - place(days.lower)))", medianX: "\(place(days.median))")
    }
  }

  private static func table(
    _ title: String, _ groups: [WaveReport.Group], _ name: (String) -> String, in wording: Wording
  ) -> GroupTable {
    let highest = max(1, groups.map { max($0.submitted ?? 0, $0.labelled) }.max() ?? 1)
    return GroupTable(
      title: title,
      lines: groups.map { group in
        GroupLine(
          name: name(group.key),
          submitted: group.submitted.map { wording.catalogue.grouped($0) } ?? wording.catalogue("reportTooFew"),
          labelled: wording.catalogue.grouped(group.labelled),
          width: "\(max(group.submitted ?? 0, group.labelled) * 200 / highest)",
          labelledWidth: "\(group.labelled * 200 / highest)")
      }, isHiding: groups.contains { $0.submitted == nil })
  }

  private static func agreement(_ agreement: WaveReport.Agreement, in wording: Wording) -> Agreement {
    let words = wording.catalogue
    let alpha = agreement.alpha.map { alpha in
      let hundredths = Int((abs(alpha) * 100).rounded())
      let sign = alpha < 0 && hundredths > 0 ? "-" : ""
      return words.grouped("\(sign)\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)")
    }
    return Agreement(
      text: words("reportAgreementText", words.grouped(agreement.reviews), words.grouped(agreement.dossiers)),
      alpha: alpha.map { words("reportAlpha", $0) } ?? words("reportNoAlpha"),
      chart: Chart(
        words("reportSpreads"),
        agreement.spreads.enumerated().map { (words.count("reportApart", $0.offset), $0.element) }, in: wording))
  }
}
