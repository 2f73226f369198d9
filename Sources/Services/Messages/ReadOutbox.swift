package import Domain
import Storage

extension Operations {
  /// The messages that the program wrote, the newest first: the mailbox of the demonstration.
  package func outbox(_ page: PageRequest, for principal: Principal) async throws -> Page<OutboxMessage> {
    try principal.require(.readOutbox, on: .any)
    return try await database.read { try OutboxRecords($0).list(page, for: principal.person) }
  }

  /// - Throws: `Refusal.notFound`.
  package func outboxMessage(_ id: ID<OutboxMessage>, for principal: Principal) async throws -> OutboxMessage {
    try principal.require(.readOutbox, on: .any)
    guard let message = try await database.read({ try OutboxRecords($0).find(id, for: principal.person) }) else {
      throw Refusal.notFound
    }
    return message
  }
}
