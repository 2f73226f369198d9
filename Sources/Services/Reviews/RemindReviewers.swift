package import Domain
import Foundation
import Storage

extension Operations {
  /// Reviewers that are told in one transaction.
  private static let reviewerBatch = 50

  /// Reminds those whose review is due in 7, 2 and 0 days, once each: of what they are asked, and of what they write.
  /// A server that was down sends what is due then, and not what it missed.
  ///
  /// - Parameter site: where the site is reached.
  /// - Returns: how many were told.
  @discardableResult
  package func remindReviewers(address: @escaping @Sendable (ID<Dossier>, Language) -> String) async throws -> Int {
    let today = Day(world.now())
    var sent = 0
    for days in ReviewAssignment.reminderDays.sorted() {
      while true {
        let batch = try await database.read {
          try ReviewAssignmentRecords($0).awaiting(
            days, dueBy: today.adding(days: days), from: today, limit: Operations.reviewerBatch)
        }
        if batch.isEmpty { break }
        sent += try await database.write { try remind(batch, days, address, in: $0) }
      }
    }
    return sent
  }

  private func remind(
    _ batch: [ReviewAssignment], _ days: Int, _ address: (ID<Dossier>, Language) -> String,
    in transaction: any Transaction
  ) throws -> Int {
    let now = world.now()
    var sent = 0
    for assignment in batch {
      // It may have been submitted or told by another node since the list was read.
      guard try ReviewAssignmentRecords(transaction).note(days, of: assignment, at: now),
        let expert = try PersonRecords(transaction).find(assignment.person),
        let dossier = try? DossierRecords(transaction).find(assignment.dossier),
        try mayReview(expert.id, dossier, in: transaction)
      else { continue }
      let (wave, _) = try waveAndProcedure(of: dossier, in: transaction)
      let left = Day(now).days(until: assignment.dueOn)
      try post(
        .review(
          ReviewLetter(
            .reminder(days: left), reference: dossier.reference, wave: wave, dueOn: assignment.dueOn,
            link: address(dossier.id, expert.language))), to: expert, in: transaction)
      try JournalRecords(transaction).append(
        "review.reminded", on: "dossier:\(dossier.id)", by: .program("reminders"), at: now,
        change: ["review": .string("\(assignment.id)"), "days": .integer(Int64(left))])
      sent += 1
    }
    return sent
  }
}
