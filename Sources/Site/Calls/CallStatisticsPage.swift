package import Domain

/// What is counted of a wave, for the service: each count as a bar and as a number.
package struct CallStatisticsPage: PageModel {
  package static let template = "Calls/statistics"

  let wave: String
  let isExample: Bool
  let queueHref: String
  let reportHref: String
  let summary: [String]
  let isPartial: Bool
  let charts: [Chart]

  struct Chart: Sendable {
    let title: String
    let lines: [Line]
    let isEmpty: Bool

    /// - Parameter counts: what is counted, in the order to be shown.
    init(_ title: String, _ counts: [(label: String, count: Int)], in wording: Wording) {
      let highest = max(1, counts.map(\.count).max() ?? 1)
      self.title = title
      lines = counts.map { label, count in
        Line(label: label, number: wording.catalogue.grouped(count), width: "\(max(1, count * 200 / highest))")
      }
      isEmpty = counts.isEmpty
    }
  }

  struct Line: Sendable {
    let label: String
    let number: String
    /// Of 200.
    let width: String
  }

  package init(_ wave: Wave, _ statistics: CallStatistics, in wording: Wording) {
    let words = wording.catalogue
    self.wave = wave.name[wording.language]
    isExample = wave.isExample
    queueHref = wording.path(.queue)
    reportHref = wording.path(.serviceReport(wave.slug))
    summary = [
      words.count("statStarted", statistics.started), words.count("statSubmitted", statistics.submitted),
      words.count("statComplete", statistics.completeDrafts),
      words.count("statIncomplete", statistics.incompleteDrafts),
    ]
    isPartial = statistics.isPartial
    func ranked(_ counts: [String: Int], _ name: (String) -> String) -> [(label: String, count: Int)] {
      counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (name($0.key), $0.value) }
    }
    let kinds = Dictionary(
      wording.programme.actorKinds.map { ($0.id, $0.label[wording.language]) }
    ) { first, _ in first }
    charts = [
      Chart(
        words("statStates"),
        DossierState.allCases.compactMap { state in
          statistics.states[state].map { (wording.state(state), $0) }
        }, in: wording),
      Chart(words("statDays"), statistics.days.map { (wording.day($0.day), $0.count) }, in: wording),
      Chart(words("statRegions"), ranked(statistics.regions, wording.region), in: wording),
      Chart(words("statKinds"), ranked(statistics.actorKinds) { kinds[$0] ?? $0 }, in: wording),
    ]
  }
}
