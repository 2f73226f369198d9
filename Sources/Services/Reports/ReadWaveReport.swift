package import Domain
import Foundation
import Storage

extension Operations {
  private static let reportBatch = 100
  private static let reportBound = 2000

  /// What can be told of a wave once it is published, to everybody: too small counts are left out.
  /// - Throws: `Refusal.notFound` until then.
  package func publishedReport(of slug: Slug) async throws -> (wave: Wave, report: WaveReport) {
    try await database.read { transaction in
      let wave = try settledWave(slug, in: transaction)
      return (wave, try report(of: wave, for: nil, in: transaction).disclosed)
    }
  }

  /// The same for the service, at any time, without what binds the reader.
  /// - Throws: `Refusal.notFound` where the principal does not work on the wave.
  package func waveReport(
    of slug: Slug, for principal: Principal
  ) async throws -> (wave: Wave, report: WaveReport) {
    try await database.read { transaction in
      guard let wave = try WaveRecords(transaction).find(slug), principal.may(.readQueue, on: .any, in: wave.id) else {
        throw Refusal.notFound
      }
      return (wave, try report(of: wave, for: principal.person, in: transaction))
    }
  }

  /// Whether a wave is published and nothing of it is under embargo or examined any more.
  package func isSettled(_ wave: Wave) async throws -> Bool {
    try await database.read { try isSettled(wave, in: $0) }
  }

  /// The waves of which everything that was decided is public, the newest first. Public.
  package func settledWaves() async throws -> [Wave] {
    try await database.read { transaction in
      try WaveRecords(transaction).list(.longest).items.filter { try isSettled($0, in: transaction) }
    }
  }

  /// A wave of which everything that was decided is public.
  /// - Throws: `Refusal.notFound` for any other.
  func settledWave(_ slug: Slug, in transaction: any Transaction) throws -> Wave {
    guard let wave = try WaveRecords(transaction).find(slug), try isSettled(wave, in: transaction) else {
      throw Refusal.notFound
    }
    return wave
  }

  func isSettled(_ wave: Wave, in transaction: any Transaction) throws -> Bool {
    // Of an old wave only those who were labelled are on record: it has no report.
    guard wave.phase(at: world.now()) == .published, wave.stated == nil else { return false }
    return try WaveReportRecords(transaction).unsettled(in: wave.id) == 0
  }

  private func report(
    of wave: Wave, for reader: ID<Person>?, in transaction: any Transaction
  ) throws -> WaveReport {
    let records = WaveReportRecords(transaction, for: reader)
    let steps = try records.steps(in: wave.id)
    var funnel = [WaveReport.Stage.started: try records.started(in: wave.id)]
    for stage in WaveReport.Stage.allCases {
      if let event = stage.event { funnel[stage] = steps[event, default: 0] }
    }
    let delays = try WaveReport.Span.allCases.compactMap { span in
      Quartiles(try records.days(in: wave.id, from: span.steps.from, to: span.steps.to)).map {
        WaveReport.Delay(span: span, days: $0)
      }
    }
    let (regions, themes, isWhole) = try groups(of: wave, records)
    return WaveReport(
      funnel: funnel, outcomes: try records.outcomes(in: wave.id), inadmissible: steps[.findInadmissible, default: 0],
      withdrawn: steps[.withdrawDossier, default: 0], delays: delays,
      legal: try legalTime(of: wave, records, in: transaction), regions: regions, themes: themes,
      agreement: try agreement(of: wave, records, in: transaction), isPartial: !isWhole)
  }

  /// How notices stand to the day on which silence would have decided.
  private func legalTime(
    of wave: Wave, _ records: WaveReportRecords, in transaction: any Transaction
  ) throws -> WaveReport.LegalTime? {
    let rule = try ProcedureRecords(transaction).find(wave.procedure).receipt.silence
    var (inTime, late) = (0, 0)
    for line in try records.completeAndTold(in: wave.id) {
      if line.told <= rule.implicitDecision(completeOn: line.complete) {
        inTime += line.count
      } else {
        late += line.count
      }
    }
    return inTime + late == 0 ? nil : WaveReport.LegalTime(months: rule.months, inTime: inTime, late: late)
  }

  /// Where candidacies lie and what they are about: only their answers tell.
  private func groups(
    of wave: Wave, _ records: WaveReportRecords
  ) throws -> (regions: [WaveReport.Group], themes: [WaveReport.Group], isWhole: Bool) {
    var (regions, themes): ([String: (Int, Int)], [String: (Int, Int)]) = ([:], [:])
    func count(_ key: String, _ isLabelled: Bool, in groups: inout [String: (Int, Int)]) {
      let (submitted, labelled) = groups[key] ?? (0, 0)
      groups[key] = (submitted + 1, labelled + (isLabelled ? 1 : 0))
    }
    func sorted(_ groups: [String: (Int, Int)]) -> [WaveReport.Group] {
      groups.map { WaveReport.Group(key: $0.key, submitted: $0.value.0, labelled: $0.value.1) }
        .sorted { ($1.submitted ?? 0, $0.key) < ($0.submitted ?? 0, $1.key) }
    }
    var (last, total): (ID<Dossier>?, Int) = (nil, 0)
    while total < Operations.reportBound {
      let batch = try records.answers(in: wave.id, after: last, limit: Operations.reportBatch)
      for line in batch {
        let places = line.answers.list("perimeter").compactMap { PlaceCode($0) }
        for region in Perimeter(codes: places, year: 0).regions(in: gazetteer) {
          count(region, line.isLabelled, in: &regions)
        }
        for theme in Set(line.answers.group("challenges").compactMap { $0.text("theme") }) {
          count(theme, line.isLabelled, in: &themes)
        }
      }
      total += batch.count
      last = batch.last?.id
      if batch.count < Operations.reportBatch { return (sorted(regions), sorted(themes), true) }
    }
    return (sorted(regions), sorted(themes), false)
  }

  /// How far the reviewers of a wave agreed.
  private func agreement(
    of wave: Wave, _ records: WaveReportRecords, in transaction: any Transaction
  ) throws -> WaveReport.Agreement? {
    guard let (sheets, rule) = try scores(of: wave, in: transaction) else { return nil }
    let counted = Set(try records.counted(in: wave.id).map { "\($0)" })
    return WaveReport.Agreement(sheets.filter { counted.contains($0.code) }, under: rule)
  }
}
