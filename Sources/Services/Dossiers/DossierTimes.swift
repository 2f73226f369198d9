package import Domain
import Foundation
import Storage

extension Operations {
  /// Which fields of a dossier may be changed: what saving, attaching and submitting ask.
  ///
  /// - Parameter moment: when the whole request had arrived. A transaction may wait for others, or be run again; the hour
  ///   of arrival decides, not the one at which its turn comes.
  func openFields(of dossier: Dossier, at moment: Date, in transaction: any Transaction) throws -> OpenFields {
    guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
    return try dossier.openFields(
      in: wave, of: try ProcedureRecords(transaction).find(dossier.procedure),
      request: try ComplementRecords(transaction).open(of: dossier.id),
      reopening: try ReopeningRecords(transaction).last(of: dossier.id), at: moment)
  }

  /// The same where nothing in particular is changed: a file that is added or removed.
  /// - Throws: when nothing may be changed.
  func requireOpen(_ dossier: Dossier, at moment: Date, in transaction: any Transaction) throws {
    guard dossier.state.isEditable else { throw Refusal.notPossible(.complete, from: dossier.state.asToldToApplicant) }
    if try openFields(of: dossier, at: moment, in: transaction).isEmpty { throw Refusal.waveNotOpen }
  }

  /// - Throws: `Refusal.invalid` that names each field that was changed and may not be.
  func requireOpen(
    _ answers: Answers, of dossier: Dossier, at moment: Date, in transaction: any Transaction
  ) throws {
    guard dossier.state.isEditable else { throw Refusal.notPossible(.submit, from: dossier.state.asToldToApplicant) }
    let open = try openFields(of: dossier, at: moment, in: transaction)
    if open == .none { throw Refusal.waveNotOpen }
    let closed = answers.changedFields(since: dossier.answers).filter { !open.allows($0) }
    if !closed.isEmpty { throw Refusal.invalid(closed.sorted().map { Finding(field: $0, problem: .notAsked) }) }
  }

  /// What time does to a dossier.
  func timing(
    of dossier: Dossier, _ wave: Wave, _ procedure: Procedure, in transaction: any Transaction
  ) throws -> DossierTiming {
    let now = world.now()
    let requests = try ComplementRecords(transaction).list(of: dossier.id)
    let reopening = try ReopeningRecords(transaction).last(of: dossier.id)
    // Once it was decided and an appeal came, silence is that on the appeal.
    let isAppealed = try DossierRecords(transaction).openAppeals(of: [dossier.id])[dossier.id] != nil
    let waiting = dossier.state.awaitsAnswer && !isAppealed ? dossier.submittedAt : nil
    return DossierTiming(
      openFields: dossier.openFields(
        in: wave, of: procedure, request: requests.last { $0.answeredAt == nil }, reopening: reopening, at: now),
      requests: requests, reopening: reopening,
      clock: waiting.map { LegalClock(procedure.receipt.silence, submittedAt: $0, requests: requests) },
      interestSentAt: try InterestRecords(transaction).sentAt(of: dossier.id), moment: now)
  }

  /// What time does to the dossiers of a page of the queue.
  package func queueTimes(
    of dossiers: [ID<Dossier>], for principal: Principal
  ) async throws -> [ID<Dossier>: QueueTime] {
    try principal.require(.readQueue, on: .any)
    let now = world.now()
    return try await database.read { transaction in
      let requests = try ComplementRecords(transaction).list(of: dossiers)
      let appeals = try DossierRecords(transaction).openAppeals(of: dossiers)
      var rules: [ProcedureKey: SilenceRule] = [:]
      var times: [ID<Dossier>: QueueTime] = [:]
      for line in try DossierListRecords(transaction).waiting(among: dossiers) {
        let rule = try rules[line.procedure] ?? ProcedureRecords(transaction).find(line.procedure).receipt.silence
        rules[line.procedure] = rule
        let own = requests[line.id, default: []]
        let open = own.last { $0.answeredAt == nil }
        let waiting = line.state.awaitsAnswer ? LegalClock(rule, submittedAt: line.submittedAt, requests: own) : nil
        let clock = appeals[line.id].map { LegalClock(appealedOn: $0) } ?? waiting
        times[line.id] = QueueTime(
          clock: clock, dueOn: open?.dueOn, isLate: open?.isLate(at: now) ?? false,
          isOverdue: clock?.isOverdue(on: Day(now)) ?? false)
      }
      return times
    }
  }

  /// Keeps where a dossier stands among those that wait, after each step of it: the queue is ordered by it.
  func keepDueOrder(of id: ID<Dossier>, in transaction: any Transaction) throws {
    let appeal = try DossierRecords(transaction).openAppeals(of: [id])[id]
    let clock = try DossierListRecords(transaction).waiting(among: [id]).first.flatMap { line -> LegalClock? in
      if let appeal { return LegalClock(appealedOn: appeal) }
      guard line.state.awaitsAnswer else { return nil }
      return LegalClock(
        try ProcedureRecords(transaction).find(line.procedure).receipt.silence, submittedAt: line.submittedAt,
        requests: try ComplementRecords(transaction).list(of: id))
    }
    try DossierRecords(transaction).setDueOrder(LegalClock.order(of: clock), of: id)
  }

  /// The same for all dossiers of a database that an older version of the program made; nothing when it was done.
  package func keepMissingDueOrders() async throws {
    while case let missing = try await database.read({ try DossierRecords($0).withoutDueOrder(limit: 200) }),
      !missing.isEmpty
    {
      try await database.write { transaction in
        for id in missing { try keepDueOrder(of: id, in: transaction) }
      }
    }
  }
}
