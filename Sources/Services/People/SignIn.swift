package import Domain
import Foundation
import Storage

/// The browser in which somebody signs in.
package struct SigningBrowser: Sendable {
  /// The secret that it got when it asked for a link, or went to the identity provider.
  package let secret: String?
  /// The session that it holds already: it ends when another one begins.
  package let session: String?
  package let origin: SessionOrigin

  package init(secret: String?, session: String? = nil, origin: SessionOrigin = .unknown) {
    self.secret = secret
    self.session = session
    self.origin = origin
  }
}

extension Operations {
  /// Uses a one-time link up and opens a session; an address that nobody had becomes an account.
  ///
  /// - Returns: the secret of the session, for its cookie; only its hash is kept.
  /// - Throws: `Refusal.linkNotValid` when the link was used, ran out, or comes from another browser.
  package func signIn(token: String, browser: SigningBrowser) async throws -> String {
    let now = world.now()
    let opening = SessionOpening(world, browser)
    try await database.write { transaction in
      let hash = browser.secret.map(sha256)
      guard let link = try SignInLinkRecords(transaction).use(hash: sha256(token), browserHash: hash, at: now)
      else { throw Refusal.linkNotValid }
      let people = PersonRecords(transaction)
      let known = try link.person.map { try people.find($0) } ?? people.find(link.email)
      // The account of the link was erased since.
      if link.person != nil, known == nil { throw Refusal.linkNotValid }
      let person = known ?? newcomer(link.email, name: nil, language: link.language)
      if known == nil { try register(person, in: transaction) }
      try open(opening, for: person.id, in: transaction)
    }
    return opening.secret
  }

  /// Opens a session for one of the people of the demonstration. The server offers it only on loopback,
  /// and only when it was started for it.
  ///
  /// - Throws: `Refusal.notFound` when nobody has this address.
  package func stepInto(
    _ email: EmailAddress, browser: SigningBrowser = SigningBrowser(secret: nil)
  ) async throws -> String {
    let opening = SessionOpening(world, browser)
    try await database.write { transaction in
      guard let person = try PersonRecords(transaction).find(email) else { throw Refusal.notFound }
      try open(opening, for: person.id, in: transaction)
    }
    return opening.secret
  }

  /// Opens a session under a new secret; the one that the browser held until now ends.
  func open(
    _ opening: SessionOpening, for person: ID<Person>, identityToken: String? = nil,
    in transaction: any Transaction
  ) throws {
    let now = world.now()
    let sessions = SessionRecords(transaction)
    if let former = opening.browser.session, let owner = try sessions.deleteSession(hash: sha256(former))?.person {
      try JournalRecords(transaction).append(
        "session.closed", on: "person:\(owner)", by: .person(owner), at: now)
    }
    try sessions.insertSession(
      hash: sha256(opening.secret), id: opening.id, person: person, csrf: opening.csrf,
      origin: opening.browser.origin, identityToken: identityToken, at: now)
    try JournalRecords(transaction).append(
      "session.opened", on: "person:\(person)", by: .person(person), at: now)
  }

  /// Who holds the secret of a session, or nil when it ended. Its idle time begins anew.
  package func session(_ secret: String) async throws -> Session? {
    let now = world.now()
    let hash = sha256(secret)
    guard let found = try await database.read({ try SessionRecords($0).find(hash: hash, at: now) }) else {
      return nil
    }
    if found.isRenewalDue {
      // Where the database takes no writes now, reading goes on: the session just ends earlier.
      try? await database.write { try SessionRecords($0).renew(hash: hash, at: now) }
    }
    return found.session
  }
}

/// What a new session is made of.
struct SessionOpening: Sendable {
  let secret: String
  let csrf: String
  let id: ID<OpenSession>
  let browser: SigningBrowser

  init(_ world: World, _ browser: SigningBrowser) {
    secret = world.newSecret()
    csrf = world.newSecret()
    id = world.newIdentity()
    self.browser = browser
  }
}
