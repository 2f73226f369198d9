package import Domain
import Foundation
import Storage

extension Operations {
  /// Dossiers that are read at once, and in all: a page answers within a second.
  private static let countBatch = 100
  private static let countBound = 2000

  /// What can be counted of a wave now. States and days are counted by the database; what only answers tell is read some
  /// dossiers at a time, up to a bound.
  package func statistics(
    of slug: Slug, for principal: Principal
  ) async throws -> (wave: Wave, statistics: CallStatistics) {
    try await database.read { transaction in
      guard let wave = try WaveRecords(transaction).find(slug),
        principal.may(.readQueue, on: .any, in: wave.id)
      else { throw Refusal.notFound }
      let counts = DossierCounts(transaction, for: principal.person)
      var days: [Day: Int] = [:]
      for (hour, count) in try counts.submittedHours(in: wave.id) { days[Day(hour), default: 0] += count }
      var (regions, kinds): ([String: Int], [String: Int]) = ([:], [:])
      let readAll = try read(counts, wave, areSubmitted: true) { _, answers in
        for region in self.regions(of: answers) { regions[region, default: 0] += 1 }
        let own = Set(answers.group("organisations").compactMap { $0.text("kind") })
        for kind in own { kinds[kind, default: 0] += 1 }
      }
      var (complete, incomplete) = (0, 0)
      var procedures: [ProcedureKey: Procedure] = [:]
      let readDrafts = try read(counts, wave, areSubmitted: false) { key, answers in
        let procedure = try procedures[key] ?? ProcedureRecords(transaction).find(key)
        procedures[key] = procedure
        if procedure.findings(in: answers, knows: self.knows).isEmpty { complete += 1 } else { incomplete += 1 }
      }
      return (
        wave,
        CallStatistics(
          states: try counts.states(in: wave.id),
          days: days.sorted { $0.key < $1.key }.map { CallStatistics.DayCount(day: $0.key, count: $0.value) },
          completeDrafts: complete, incompleteDrafts: incomplete, regions: regions, actorKinds: kinds,
          isPartial: !readAll || !readDrafts)
      )
    }
  }

  /// - Returns: whether all were read.
  private func read(
    _ counts: DossierCounts, _ wave: Wave, areSubmitted: Bool, _ take: (ProcedureKey, Answers) throws -> Void
  ) throws -> Bool {
    var (last, total): (ID<Dossier>?, Int) = (nil, 0)
    while total < Operations.countBound {
      let batch = try counts.answers(
        in: wave.id, areSubmitted: areSubmitted, after: last, limit: Operations.countBatch)
      for line in batch { try take(line.procedure, line.answers) }
      if batch.count < Operations.countBatch { return true }
      total += batch.count
      last = batch.last?.id
    }
    return false
  }

  /// The régions in which the perimeter of a dossier lies.
  private func regions(of answers: Answers) -> Set<String> {
    Perimeter(codes: answers.list("perimeter").compactMap { PlaceCode($0) }, year: 0).regions(in: gazetteer)
  }
}
