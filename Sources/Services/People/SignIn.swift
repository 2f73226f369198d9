package import Domain
import Foundation
import Storage

extension Operations {
  /// Uses a one-time link up and opens a session.
  ///
  /// - Returns: the secret of the session, for its cookie; only its hash is kept.
  /// - Throws: `Refusal.linkNotValid` when the link was used, ran out, or comes from another browser.
  package func signIn(token: String, browser: String) async throws -> String {
    let now = world.now()
    let secret = world.newSecret()
    let csrf = world.newSecret()
    try await database.write { transaction in
      let sessions = SessionRecords(transaction)
      guard
        let person = try sessions.useLink(hash: sha256(token), browserHash: sha256(browser), at: now)
      else { throw Refusal.linkNotValid }
      try open(secret, csrf: csrf, for: person, in: transaction)
    }
    return secret
  }

  /// Opens a session for one of the people of the demonstration. The server offers it only on loopback,
  /// and only when it was started for it.
  ///
  /// - Throws: `Refusal.notFound` when nobody has this address.
  package func stepInto(_ email: EmailAddress) async throws -> String {
    let secret = world.newSecret()
    let csrf = world.newSecret()
    try await database.write { transaction in
      guard let person = try PersonRecords(transaction).find(email) else { throw Refusal.notFound }
      try open(secret, csrf: csrf, for: person.id, in: transaction)
    }
    return secret
  }

  private func open(
    _ secret: String, csrf: String, for person: ID<Person>, in transaction: any Transaction
  ) throws {
    let now = world.now()
    try SessionRecords(transaction).insertSession(
      hash: sha256(secret), person: person, csrf: csrf, at: now,
      expires: now.addingTimeInterval(Double(SignInLimits.sessionHours) * 3600))
    try JournalRecords(transaction).append(
      "session.opened", on: "person:\(person)", by: .person(person), at: now)
  }

  /// Who holds the secret of a session, or nil when it ended.
  package func session(_ secret: String) async throws -> Session? {
    let now = world.now()
    return try await database.read { try SessionRecords($0).find(hash: sha256(secret), at: now) }
  }

  package func signOut(_ secret: String, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.readOwnAccount, on: .own)
      try SessionRecords(transaction).deleteSession(hash: sha256(secret))
      try JournalRecords(transaction).append(
        "session.closed", on: "\(principal.actor)", by: principal.actor, at: now)
    }
  }
}
