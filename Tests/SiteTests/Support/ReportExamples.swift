import Domain
import Foundation
import Site

/// The report of a wave, full and bare, for everybody and for the service.
struct ReportExamples {
  private typealias V = ExampleValues
  private let setting: PageExample.Setting
  private var wording: Wording { setting.wording }

  init(_ setting: PageExample.Setting) { self.setting = setting }

  static func report(full: Bool) -> WaveReport {
    WaveReport(
      funnel: full ? [.started: 50, .submitted: 48, .published: 40] : [:],
      outcomes: full ? [.init(outcome: .labelled, count: 12), .init(outcome: .rejected, count: 28)] : [],
      inadmissible: full ? 3 : 0, withdrawn: full ? 2 : 0,
      delays: full
        ? WaveReport.Span.allCases.enumerated().compactMap { place, span in
          Quartiles([place: 1, place + 9: 2, 40: 1]).map { WaveReport.Delay(span: span, days: $0) }
        } : [], legal: full ? .init(months: 2, inTime: 30, late: 10) : nil,
      regions: full
        ? [.init(key: "27", submitted: 9, labelled: 3), .init(key: "53", submitted: nil, labelled: 1)] : [],
      themes: full
        ? [.init(key: "T01", submitted: 4, labelled: 0), .init(key: V.hostile, submitted: 4, labelled: 4)] : [],
      agreement: full ? .init(reviews: 120, dossiers: 40, alpha: 0.512, spreads: [3, 4, 2, 1, 0]) : nil,
      isPartial: full)
  }

  func all() throws -> [PageExample] {
    let unclear = WaveReport(
      funnel: [:], outcomes: [], inadmissible: 0, withdrawn: 0, delays: [], legal: nil, regions: [], themes: [],
      agreement: .init(reviews: 1, dossiers: 1, alpha: nil, spreads: [0, 0, 0, 0, 0]), isPartial: false)
    func page(_ report: WaveReport, isService: Bool, hasScores: Bool) -> WaveReportPage {
      WaveReportPage(
        V.wave(), report, procedure: ExampleDossiers.procedure, hasScores: hasScores, isService: isService,
        map: hasScores ? ExampleMaps.france : nil, in: wording)
    }
    let (open, service) = (setting.layout(.waveReport(V.wave().slug)), setting.layout(.serviceReport(V.wave().slug)))
    return [
      try PageExample(
        "report", page(ReportExamples.report(full: true), isService: false, hasScores: true), open, setting),
      try PageExample(
        "bare report", page(ReportExamples.report(full: false), isService: false, hasScores: false), open, setting),
      try PageExample(
        "report for the service", page(ReportExamples.report(full: true), isService: true, hasScores: false), service,
        setting),
      try PageExample(
        "report without agreement", page(unclear, isService: true, hasScores: false), service, setting),
    ]
  }
}
