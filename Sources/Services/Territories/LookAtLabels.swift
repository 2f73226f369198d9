import Domain
import Foundation
import Storage

extension Operations {
  private static let labelBatch = 50

  /// Does what the clock brings: reminds holders of a report, tells that it is late and that a renewal is open, and ends
  /// labels whose term ran out. Several programs may do it at once: what was looked at is noted in the same transaction.
  ///
  /// - Parameter site: where the site is reached, for the links.
  /// - Returns: how many labels had something.
  @discardableResult
  package func lookAtLabels(site: String) async throws -> Int {
    let today = Day(world.now())
    try await giveMissingCodes()
    var looked = 0
    while true {
      let batch = try await database.read {
        try LabelRecords($0).awaitingLook(on: today, limit: Operations.labelBatch)
      }
      for id in batch {
        try await database.write { try look(at: id, on: today, site: site, in: $0) }
      }
      looked += batch.count
      if batch.count < Operations.labelBatch { break }
    }
    if looked > 0 { try await refreshPublishedVersion() }
    return looked
  }

  private func look(at id: ID<Territory>, on today: Day, site: String, in transaction: any Transaction) throws {
    let records = LabelRecords(transaction)
    // Another node may have looked since the list was read.
    guard let head = try records.head(id), head.lookedOn < today else { return }
    let life = LabelLife(try records.events(of: id))
    guard let standing = life.standing(on: today) else { return }
    let due = life.milestones(after: head.lookedOn).filter { $0.day <= today }
    try records.look(life, of: id, on: today)
    let dossier = try DossierRecords(transaction).find(head.dossier)
    for milestone in due {
      try post(
        .label(
          LabelLetter(
            facts: facts(head, standing), act: standing.act, subject: .milestone(milestone.kind), site: site)),
        toOwnerOf: dossier, in: transaction)
    }
    guard due.contains(where: \.isEnd) else { return }
    try SettingRecords(transaction).raisePublishedVersion()
    try JournalRecords(transaction).append(
      "label.expired", on: "territory:\(id)", by: .program("clock"), at: world.now(),
      change: ["day": .string("\(today)")])
  }

  /// Gives a code of verification to labels of before there were any.
  private func giveMissingCodes() async throws {
    while true {
      let batch = try await database.read { try LabelRecords($0).withoutCode(limit: Operations.labelBatch) }
      if batch.isEmpty { return }
      try await database.write { transaction in
        for id in batch {
          try LabelRecords(transaction).setCode(VerificationCode(secret: world.newSecret()), of: id)
        }
      }
    }
  }
}
