package import Domain
import Foundation
import Storage

extension Operations {
  /// Ends a session.
  ///
  /// - Returns: what the identity provider wants to see when one signs out of it too; nil for a session that was
  ///   opened with a link.
  @discardableResult
  package func signOut(_ secret: String, by principal: Principal) async throws -> String? {
    let now = world.now()
    return try await database.write { transaction in
      try principal.require(.readOwnAccount, on: .own)
      let closed = try SessionRecords(transaction).deleteSession(hash: sha256(secret))
      try JournalRecords(transaction).append(
        "session.closed", on: "\(principal.actor)", by: principal.actor, at: now)
      return closed?.identityToken
    }
  }

  /// The open sessions of whoever asks, the last used first.
  /// - Parameter secret: of the session in which is asked.
  package func openSessions(
    _ secret: String, of principal: Principal, _ page: PageRequest
  ) async throws -> Page<OpenSession> {
    let now = world.now()
    return try await database.read { transaction in
      try principal.require(.readOwnAccount, on: .own)
      guard let person = principal.person else { throw Refusal.notFound }
      return try SessionRecords(transaction).list(of: person, current: sha256(secret), at: now, page)
    }
  }

  /// Ends one session of one's own.
  /// - Throws: `Refusal.notFound` when one has no such session, whoever else has it.
  package func closeSession(_ id: ID<OpenSession>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.readOwnAccount, on: .own)
      guard let person = principal.person, try SessionRecords(transaction).deleteSession(id, of: person) else {
        throw Refusal.notFound
      }
      try JournalRecords(transaction).append(
        "session.closed", on: "person:\(person)", by: principal.actor, at: now)
    }
  }

  /// Ends all sessions of one's own, in every browser, and the links that are still out.
  package func signOutEverywhere(by principal: Principal) async throws {
    try await database.write { transaction in
      try principal.require(.readOwnAccount, on: .own)
      guard let person = principal.person else { throw Refusal.notFound }
      _ = try closeSessions(of: person, by: principal, in: transaction)
    }
  }

  /// Ends all sessions of somebody: what an operator does when a device is lost.
  ///
  /// - Returns: how many there were.
  /// - Throws: `Refusal.notFound` when nobody has the address.
  package func signOut(_ email: EmailAddress, by principal: Principal) async throws -> Int {
    try await database.write { transaction in
      try principal.require(.grantRole, on: .any)
      guard let person = try PersonRecords(transaction).find(email) else { throw Refusal.notFound }
      return try closeSessions(of: person.id, by: principal, in: transaction)
    }
  }

  private func closeSessions(
    of person: ID<Person>, by principal: Principal, in transaction: any Transaction
  ) throws -> Int {
    let count = try SessionRecords(transaction).deleteSessions(of: person)
    try SignInLinkRecords(transaction).deleteUnused(of: person)
    try JournalRecords(transaction).append(
      "sessions.closed", on: "person:\(person)", by: principal.actor, at: world.now(),
      change: ["count": .integer(Int64(count))])
    return count
  }
}
