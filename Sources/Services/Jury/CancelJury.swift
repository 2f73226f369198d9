package import Domain
import Foundation
import Storage

extension Operations {
  /// Calls a session off that has not opened, with a reason that all who sit in it are told. Its dossiers are free for
  /// another session. Pressed twice, it is called off once.
  /// - Throws: `Refusal.invalid` without a reason; `.changedMeanwhile` when somebody changed it first, or opened it.
  package func cancelJury(
    _ id: ID<JurySession>, version: Int, reason: String, by principal: Principal,
    address: @escaping @Sendable (ID<JurySession>) -> String
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let jury = try loadJury(id, allowing: .planJury, of: .session, to: principal, in: transaction)
      if jury.session.state == .cancelled { return }
      let text = try JuryResult.written(reason, field: "cancellation", isNeeded: true)
      guard jury.session.version == version, jury.session.state == .planned else { throw Refusal.changedMeanwhile }
      let cancelled = jury.session.cancelled(JurySession.Cancellation(at: now, reason: text))
      try JuryRecords(transaction).save(cancelled)
      try JournalRecords(transaction).append(
        "jury.cancelled", on: "jury:\(id)", by: principal.actor, at: now, change: ["reason": .string(sha256(text))])
      try tell(
        cancelled.members, JuryLetter(cancelled, jury.wave, .cancelled(reason: text), link: address(id)),
        but: principal, in: transaction)
    }
  }
}

extension JurySession {
  fileprivate func cancelled(_ cancellation: Cancellation) -> JurySession {
    JurySession(
      id: id, wave: wave, title: title, place: place, plannedAt: plannedAt, state: .cancelled, rule: rule,
      members: members, items: items, version: version, cancellation: cancellation)
  }
}
