package import Domain
import Foundation
import Storage

extension Operations {
  /// Closes the call of a wave of example data at once: a demonstration is walked from end to end in one sitting, and
  /// decisions are published after the closing. A call that is real keeps the hour that it announced.
  ///
  /// - Throws: `Refusal.notFound` for a wave that is no example, or a standing call.
  package func closeExampleCall(_ slug: Slug, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      guard let wave = try WaveRecords(transaction).find(slug), principal.may(.setPublication, on: .any, in: wave.id),
        wave.isExample, !wave.isPermanent, wave.opensAt < now
      else { throw Refusal.notFound }
      guard wave.closesAt > now else { return }
      try WaveRecords(transaction).close(wave.id, at: now)
      try JournalRecords(transaction).append(
        "wave.closed", on: "wave:\(wave.id)", by: principal.actor, at: now,
        change: ["closesAt": .string(Instant.text(now))])
      try SettingRecords(transaction).raisePublishedVersion()
    }
    try await refreshPublishedVersion()
  }
}
