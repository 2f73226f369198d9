package import Domain
import Foundation
import Storage

extension Operations {
  /// What was written and what came of it, the newest first; never the texts.
  package func messages(
    _ state: OutboxMessage.State?, _ page: PageRequest, for principal: Principal
  ) async throws -> Page<OutboxEntry> {
    try principal.require(.manageMessages, on: .any)
    return try await database.read { try OutboxRecords($0).entries(state, page, for: principal.person) }
  }

  package func messageCounts(for principal: Principal) async throws -> [OutboxMessage.State: Int] {
    try principal.require(.manageMessages, on: .any)
    return try await database.read { try OutboxRecords($0).counts(for: principal.person) }
  }

  /// Puts what was given up back in line: one message, or all of them.
  ///
  /// - Returns: how many.
  @discardableResult
  package func retryMessages(_ id: ID<OutboxMessage>?, by principal: Principal) async throws -> Int {
    let now = world.now()
    return try await database.write { transaction in
      try principal.require(.manageMessages, on: .any)
      // A message about a dossier that binds them does not exist for them.
      if let id, try OutboxRecords(transaction).find(id, for: principal.person) == nil { return 0 }
      let count = try OutboxRecords(transaction).retry(id, at: now)
      try JournalRecords(transaction).append(
        "message.retried", on: id.map { "message:\($0)" } ?? "messages", by: principal.actor, at: now,
        change: ["count": .integer(Int64(count))])
      return count
    }
  }

  /// Gives a message up; it is kept.
  package func giveUpMessage(_ id: ID<OutboxMessage>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.manageMessages, on: .any)
      guard try OutboxRecords(transaction).find(id, for: principal.person) != nil,
        try OutboxRecords(transaction).giveUp(id) > 0
      else { return }
      try JournalRecords(transaction).append("message.givenUp", on: "message:\(id)", by: principal.actor, at: now)
    }
  }

  package func mailChoice(of principal: Principal) async throws -> MailChoice {
    try principal.require(.readOwnAccount, on: .own)
    guard let person = principal.person else { return .each }
    return try await database.read { try PersonRecords($0).mailChoice(of: person) }
  }

  package func chooseMail(_ choice: MailChoice, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.readOwnAccount, on: .own)
      guard let person = principal.person else { return }
      try PersonRecords(transaction).setMailChoice(choice, of: person)
      try JournalRecords(transaction).append(
        "mail.chosen", on: "person:\(person)", by: principal.actor, at: now,
        change: ["choice": .string(choice.rawValue)])
    }
  }

  /// The reader of a message wants no more like it. The message's own identity, which only its reader has, is the proof.
  ///
  /// - Throws: `Refusal.notFound` for a message that nobody with an account got, or that cannot be declined.
  package func declineMail(after id: ID<OutboxMessage>) async throws {
    let now = world.now()
    try await database.write { transaction in
      guard let message = try OutboxRecords(transaction).find(id), let person = message.person, !message.isProcedural
      else { throw Refusal.notFound }
      try PersonRecords(transaction).setMailChoice(.none, of: person)
      try JournalRecords(transaction).append(
        "mail.chosen", on: "person:\(person)", by: .person(person), at: now, change: ["choice": .string("none")])
    }
  }
}
