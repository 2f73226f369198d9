package import Domain
import Foundation
import Storage

extension Operations {
  /// Puts off the item that is being dealt with, with a reason that stands in the minutes: the quorum is gone, the dossier
  /// was withdrawn. What was voted in this round is gone; the item waits, in this session or for another one.
  package func putOffItem(
    _ item: ID<JuryItem>, round: Int, reason: String, in id: ID<JurySession>, by principal: Principal
  ) async throws {
    let text = try JuryResult.written(reason, field: "putOff", isNeeded: true)
    try await lead(item, in: id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      guard found.round == round, found.isUnfinished else { throw Refusal.jury(.movedOn) }
      try setBack(found, by: principal, at: now, in: transaction)
      let records = JuryRecords(transaction)
      try records.setPutOff((found.putOff + [text.replacing("\n", with: " ")]).joined(separator: "\n"), of: found.id)
      try records.save(jury.session.dealing(with: nil))
      try note("jury.itemPutOff", found, ["reason": .string(sha256(text))], by: principal, at: now, in: transaction)
    }
  }
}
