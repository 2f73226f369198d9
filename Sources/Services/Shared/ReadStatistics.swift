package import Domain
import Storage

/// What the program counts of itself for its operators.
package struct Statistics: Hashable, Sendable {
  package let outboxWaiting: Int
  /// Messages that were given up.
  package let outboxDead: Int
  package let sessions: Int
}

extension Operations {
  package func statistics(for principal: Principal) async throws -> Statistics {
    try principal.require(.readOutbox, on: .any)
    let now = world.now()
    return try await database.read { transaction in
      let messages = try OutboxRecords(transaction).counts(for: principal.person)
      return Statistics(
        outboxWaiting: messages[.waiting, default: 0] + messages[.taken, default: 0],
        outboxDead: messages[.dead, default: 0],
        sessions: try SessionRecords(transaction).count(at: now))
    }
  }
}
