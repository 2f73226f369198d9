package import Domain
import Foundation
import Storage

/// What a replay did.
package struct ReplayReport: Hashable, Sendable {
  package var stepsTaken = 0
  package var stepsAlreadyTaken = 0
}

extension Operations {
  /// Takes a past wave through the workflow, at its own dates, by the very operations that people use.
  ///
  /// Every step is a transaction of its own, and is taken only where the database does not have it yet:
  /// a replay that was killed goes on where it stopped, and a second one adds nothing.
  package func replay(_ record: WaveRecord, procedure: Procedure) async throws -> ReplayReport {
    var report = ReplayReport()
    let wave = try await openRecorded(record, procedure, &report)
    for candidate in record.territories {
      try await replay(candidate, of: record, in: wave, &report)
    }
    return report
  }

  private func openRecorded(
    _ record: WaveRecord, _ procedure: Procedure, _ report: inout ReplayReport
  ) async throws -> Wave {
    if let known = try await database.read({ try WaveRecords($0).find(record.slug) }) {
      report.stepsAlreadyTaken += 1
      return known
    }
    let wave = Wave(
      id: world.newIdentity(), slug: record.slug, name: record.name, call: record.call,
      procedure: record.procedure, opensAt: record.openedOn.start, closesAt: record.closedOn.end,
      decisionPromisedBy: record.decisionPromisedBy, decidedOn: nil, publishedOn: nil,
      ceremonyOn: record.ceremonyOn, stated: record.stated, note: record.callNote, isExample: false)
    try await at(record.openedOn.start).openWave(wave, with: procedure, by: .replay)
    report.stepsTaken += 1
    return wave
  }

  private func replay(
    _ candidate: WaveRecord.Candidate, of record: WaveRecord, in wave: Wave, _ report: inout ReplayReport
  ) async throws {
    let origin = "\(record.slug)/\(candidate.slug)"
    let filing = at(record.steps.first.map { $0.on.noon } ?? record.closedOn.noon)
    var known = try await database.read { try DossierRecords($0).find(origin: origin) }
    if known == nil {
      known = try await filing.startDossier(in: wave.slug, by: .replay, origin: origin)
      report.stepsTaken += 1
    }
    guard let dossier = known else { return }
    if dossier.state == .draft, dossier.answers.isBlank {
      _ = try await filing.saveAnswers(
        candidate.answers, of: dossier.id, version: dossier.version, by: .replay)
      report.stepsTaken += 1
    }
    let taken = try await database.read { try DossierRecords($0).history(of: dossier.id).map(\.event) }
    for step in record.steps {
      if taken.contains(step.event) {
        report.stepsAlreadyTaken += 1
      } else {
        try await at(step.on.noon).take(step, on: dossier.id)
        report.stepsTaken += 1
      }
    }
  }

  private func take(_ step: WaveRecord.Step, on id: ID<Dossier>) async throws {
    let version = try await database.read { try DossierRecords($0).find(id).version }
    switch step.event {
    case .submit: _ = try await submitDossier(id, version: version, by: .replay)
    case .decide:
      try await decideDossier(
        id, version: version, outcome: .labelled, reasons: step.note?.fr ?? "", signatory: nil, by: .replay)
    case .notify: try await notifyDecision(id, version: version, by: .replay)
    case .publish: try await publishDecision(id, version: version, by: .replay)
    case .resume, .findAdmissible, .openReview, .deliberate, .askForComplements, .complete, .findInadmissible,
      .withdrawDossier, .lapse, .appeal, .reconsider, .reconsiderAdmissibility,
      .reexamine, .takeBack:
      try await moveDossier(
        id, version: version, by: step.event, reasons: step.note?.fr, principal: .replay)
    }
  }
}

extension Day {
  /// The middle of the day in Europe/Paris: the hour of an old step is not known.
  fileprivate var noon: Date { start.addingTimeInterval(43_200) }
}
