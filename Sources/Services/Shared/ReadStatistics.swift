package import Domain
import Storage

/// What the program counts of itself for its operators.
package struct Statistics: Hashable, Sendable {
  package let outboxWaiting: Int
  package let sessions: Int
}

extension Operations {
  package func statistics(for principal: Principal) async throws -> Statistics {
    try principal.require(.readOutbox, on: .any)
    let now = world.now()
    return try await database.read { transaction in
      Statistics(
        outboxWaiting: try OutboxRecords(transaction).waitingCount(),
        sessions: try SessionRecords(transaction).count(at: now))
    }
  }
}
