import Domain
import Foundation
import Storage

extension Operations {
  /// Drafts that are told in one transaction: others get their turn in between.
  private static let reminderBatch = 50

  /// Reminds those whose draft is not submitted, 14, 3 and 1 days before their wave closes, once each. Several programs may
  /// do it at once: what a letter is about is noted in the letter's own transaction.
  ///
  /// - Parameter site: where the site is reached, for the links.
  /// - Returns: how many drafts were told of: their owner and their writers.
  @discardableResult
  package func sendReminders(site: String) async throws -> Int {
    let now = world.now()
    let longest = Double((Reminder.days.max() ?? 0) + 1) * 86_400
    let closing = try await database.read {
      try WaveRecords($0).closing(after: now, before: now.addingTimeInterval(longest))
    }
    var sent = 0
    for wave in closing {
      guard let due = Reminder.due(closing: wave.closesAt, at: now) else { continue }
      while true {
        let batch = try await database.read {
          try ReminderRecords($0).awaiting(
            due.days, in: wave.id, begunBefore: due.from, limit: Operations.reminderBatch)
        }
        if batch.isEmpty { break }
        sent += try await database.write { transaction in
          try remind(batch, of: due.days, in: wave, site: site, in: transaction)
        }
        if batch.count < Operations.reminderBatch { break }
      }
    }
    return sent
  }

  private func remind(
    _ dossiers: [ID<Dossier>], of days: Int, in wave: Wave, site: String, in transaction: any Transaction
  ) throws -> Int {
    let now = world.now()
    var sent = 0
    var procedures: [ProcedureKey: Procedure] = [:]
    for id in dossiers {
      // It may have been submitted, deleted or told by another node since the list was read.
      guard let dossier = try? DossierRecords(transaction).find(id), dossier.state == .draft,
        try ReminderRecords(transaction).note(days, of: id, at: now)
      else { continue }
      let procedure = try procedures[dossier.procedure] ?? ProcedureRecords(transaction).find(dossier.procedure)
      procedures[dossier.procedure] = procedure
      let findings = procedure.findings(in: dossier.answers, knows: knows)
      try post(
        .reminder(dossier, wave, procedure, findings, days: days, site: site), toWritersOf: dossier, in: transaction)
      try JournalRecords(transaction).append(
        "dossier.reminded", on: "dossier:\(id)", by: .program("reminders"), at: now,
        change: ["days": .integer(Int64(days)), "gaps": .integer(Int64(findings.count))])
      sent += 1
    }
    return sent
  }
}
