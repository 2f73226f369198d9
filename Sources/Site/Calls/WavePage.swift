package import Domain
package import Foundation

/// A wave: its dates as promised and as they came, its counts, its territories.
package struct WavePage: PageModel {
  package static let template = "Calls/wave"

  let name: String
  let call: String
  let phase: String
  let isExample: Bool
  let note: [String]
  let dates: [DateLine]
  let closing: [ClosingItem]
  let questionsHref: String
  /// Its report, once it is published.
  let reports: [String]
  let stated: [Stated]
  let territories: [TerritoryCard]
  let hasTerritories: Bool

  struct DateLine: Sendable {
    let label: String
    let day: String
  }

  struct Stated: Sendable {
    let received: String
    let labelled: String
    let deepening: String
    let note: String
  }

  /// - Parameter hasReport: whether everything that was decided in it is public.
  package init(
    _ wave: Wave, territories: [TerritorySummary], hasReport: Bool = false, at moment: Date, in wording: Wording
  ) {
    let words = wording.catalogue
    name = wave.name[wording.language]
    call = wave.call[wording.language]
    phase = words("phase_\(wave.phase(at: moment).rawValue)")
    isExample = wave.isExample
    note = wave.note.map { [$0[wording.language]] } ?? []
    let optional: [(String, Day?)] = [
      ("decisionPromisedBy", wave.decisionPromisedBy), ("decidedOn", wave.publicDecisionDay),
      ("publishedOn", wave.publishedOn), ("ceremonyOn", wave.ceremonyOn),
    ]
    // A call that nothing was promised of has no line of what is not known.
    let promised = optional.contains { $0.1 != nil } ? optional : []
    let lastDay = wave.isPermanent ? words("noClosing") : wording.closing(wave.closesAt)
    dates =
      [
        DateLine(label: words("opening"), day: wording.day(Day(wave.opensAt))),
        DateLine(label: words("closing"), day: lastDay),
      ]
      + promised.map { key, day in
        DateLine(label: words(key), day: day.map(wording.day) ?? words("notKnown"))
      }
    closing = wave.phase(at: moment) == .open && !wave.isPermanent ? [ClosingItem(wave.closesAt, in: wording)] : []
    questionsHref = wording.path(.callQuestions(wave.slug))
    reports = hasReport ? [wording.path(.waveReport(wave.slug))] : []
    stated =
      wave.stated.map { counts in
        [
          Stated(
            received: words.count("received", counts.received),
            labelled: words.count("labelled", counts.labelled),
            deepening: words.count("deepening", counts.deepening), note: counts.note[wording.language])
        ]
      } ?? []
    self.territories = territories.map { TerritoryCard($0, in: wording) }
    hasTerritories = !territories.isEmpty
  }
}
