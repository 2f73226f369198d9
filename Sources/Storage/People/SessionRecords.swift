package import Domain
package import Foundation

/// Sessions. Of their secrets only hashes are stored.
package struct SessionRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insertSession(
    hash: String, id: ID<OpenSession>, person: ID<Person>, csrf: String, origin: SessionOrigin,
    identityToken: String?, at moment: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO sessions (
        hash, id, person_id, csrf, created_at, last_seen_at, expires_at, network, browser, identity_token)
      VALUES (\(hash), \(id), \(person), \(csrf), \(moment), \(moment),
        \(SessionTerm.end(startedAt: moment, seenAt: moment)), \(origin.network), \(origin.browser), \(identityToken))
      """)
  }

  /// A session that has not ended, and whether it should be marked as used now.
  package func find(hash: String, at moment: Date) throws -> (session: Session, isRenewalDue: Bool)? {
    guard
      let row = try transaction.row(
        """
        SELECT people.id, people.email, people.name, people.language, sessions.csrf, sessions.last_seen_at
        FROM sessions JOIN people ON people.id = sessions.person_id
        WHERE sessions.hash = \(hash) AND sessions.expires_at > \(moment)
        """)
    else { return nil }
    let person = Person(
      id: try row.id("id"), email: try row.parsed("email") { EmailAddress($0) },
      name: try row.text("name"), language: try row.raw("language"))
    // Roles are read anew with every request: one that was withdrawn is gone at once.
    let held = try MandateRecords(transaction).held(by: person.id, at: moment)
    return (
      Session(
        person: person, principal: Principal(person: person.id, held: held), csrf: try row.text("csrf")),
      SessionTerm.isRenewalDue(seenAt: try row.date("last_seen_at"), at: moment)
    )
  }

  /// How many sessions are open at a moment.
  package func count(at moment: Date) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM sessions WHERE expires_at > \(moment)")
  }

  /// Marks a session as used. One that ended meanwhile stays ended.
  package func renew(hash: String, at moment: Date) throws {
    guard
      let row = try transaction.row(
        "SELECT created_at FROM sessions WHERE hash = \(hash) AND expires_at > \(moment)")
    else { return }
    let end = SessionTerm.end(startedAt: try row.date("created_at"), seenAt: moment)
    try transaction.execute(
      "UPDATE sessions SET last_seen_at = \(moment), expires_at = \(end) WHERE hash = \(hash)")
  }

  /// The open sessions of somebody, the last used first.
  /// - Parameter current: the hash of the one from which is asked.
  package func list(
    of person: ID<Person>, current: String, at moment: Date, _ page: PageRequest
  ) throws -> Page<OpenSession> {
    let condition: SQL = "person_id = \(person) AND expires_at > \(moment)"
    let rows = try transaction.rows(
      """
      SELECT hash, id, created_at, last_seen_at, network, browser FROM sessions
      WHERE \(condition)
      ORDER BY last_seen_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let items = try rows.map { row in
      OpenSession(
        id: try row.id("id"), startedAt: try row.date("created_at"), lastSeenAt: try row.date("last_seen_at"),
        origin: SessionOrigin(network: try row.optionalText("network"), browser: try row.optionalText("browser")),
        isCurrent: try row.text("hash") == current)
    }
    return Page(
      items: items, total: try transaction.count("SELECT COUNT(*) AS count FROM sessions WHERE \(condition)"),
      request: page)
  }

  /// Ends a session.
  /// - Returns: whose it was, and what the identity provider wants to see; nil when there was none.
  package func deleteSession(hash: String) throws -> (person: ID<Person>, identityToken: String?)? {
    try transaction.row("DELETE FROM sessions WHERE hash = \(hash) RETURNING person_id, identity_token").map {
      (try $0.id("person_id"), try $0.optionalText("identity_token"))
    }
  }

  /// - Returns: whether the person had such a session.
  package func deleteSession(_ id: ID<OpenSession>, of person: ID<Person>) throws -> Bool {
    try transaction.execute("DELETE FROM sessions WHERE id = \(id) AND person_id = \(person)") > 0
  }

  /// - Returns: how many there were.
  package func deleteSessions(of person: ID<Person>) throws -> Int {
    try transaction.execute("DELETE FROM sessions WHERE person_id = \(person)")
  }

  /// Forgets what has run out.
  package func deleteExpired(at moment: Date) throws {
    try transaction.execute("DELETE FROM sessions WHERE expires_at < \(moment)")
  }
}
