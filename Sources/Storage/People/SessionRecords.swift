package import Domain
package import Foundation

/// One-time links and the sessions that they open. Only hashes are stored.
package struct SessionRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insertLink(
    hash: String, person: ID<Person>, browserHash: String, at moment: Date, expires: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO sign_in_links (hash, person_id, browser_hash, created_at, expires_at)
      VALUES (\(hash), \(person), \(browserHash), \(moment), \(expires))
      """)
  }

  /// How many links a person was sent since a moment.
  package func linkCount(for person: ID<Person>, since moment: Date) throws -> Int {
    try transaction.count(
      """
      SELECT COUNT(*) AS count FROM sign_in_links
      WHERE person_id = \(person) AND created_at > \(moment)
      """)
  }

  /// Uses a link up: look and change are one statement, so that of two requests one wins.
  package func useLink(hash: String, browserHash: String, at moment: Date) throws -> ID<Person>? {
    let row = try transaction.row(
      """
      UPDATE sign_in_links
      SET used_at = \(moment)
      WHERE hash = \(hash) AND browser_hash = \(browserHash)
        AND used_at IS NULL AND expires_at > \(moment)
      RETURNING person_id
      """)
    return try row?.id("person_id")
  }

  package func insertSession(
    hash: String, person: ID<Person>, csrf: String, at moment: Date, expires: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO sessions (hash, person_id, csrf, created_at, expires_at)
      VALUES (\(hash), \(person), \(csrf), \(moment), \(expires))
      """)
  }

  package func find(hash: String, at moment: Date) throws -> Session? {
    guard
      let row = try transaction.row(
        """
        SELECT people.id, people.email, people.name, people.language, sessions.csrf
        FROM sessions JOIN people ON people.id = sessions.person_id
        WHERE sessions.hash = \(hash) AND sessions.expires_at > \(moment)
        """)
    else { return nil }
    let person = Person(
      id: try row.id("id"), email: try row.parsed("email") { EmailAddress($0) },
      name: try row.text("name"), language: try row.raw("language"))
    let held = try MandateRecords(transaction).held(by: person.id, at: moment)
    return Session(
      person: person, principal: Principal(person: person.id, held: held), csrf: try row.text("csrf"))
  }

  /// How many sessions are open at a moment.
  package func count(at moment: Date) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM sessions WHERE expires_at > \(moment)")
  }

  package func deleteSession(hash: String) throws {
    try transaction.execute("DELETE FROM sessions WHERE hash = \(hash)")
  }

  /// Forgets what has run out: links and sessions.
  package func deleteExpired(at moment: Date) throws {
    try transaction.execute("DELETE FROM sign_in_links WHERE expires_at < \(moment)")
    try transaction.execute("DELETE FROM sessions WHERE expires_at < \(moment)")
  }
}
