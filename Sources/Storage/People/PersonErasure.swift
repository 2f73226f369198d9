package import Domain
package import Foundation

/// The end of an account: its row stays under its id, with nothing of the person.
package struct PersonErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func erase(_ id: ID<Person>, at moment: Date) throws {
    try transaction.execute(
      """
      DELETE FROM sign_in_links
      WHERE person_id = \(id) OR email = (SELECT email FROM people WHERE id = \(id))
      """)
    try transaction.execute("DELETE FROM external_identities WHERE person_id = \(id)")
    try transaction.execute(
      """
      UPDATE people SET email = \(Person.erasedAddress(of: id)), name = '—', name_key = '', erased_at = \(moment)
      WHERE id = \(id) AND erased_at IS NULL
      """)
    try transaction.execute("DELETE FROM sessions WHERE person_id = \(id)")
  }

  /// Accounts older than a moment in whose name nothing was done since, in the order of their age.
  /// - Parameter last: the last of the batch before.
  package func inactive(
    since moment: Date, after last: ID<Person>?, limit: Int
  ) throws -> [ID<Person>] {
    var condition: SQL = "people.erased_at IS NULL AND people.created_at < \(moment)"
    if let last {
      condition.append(
        """
         AND (people.created_at, people.id) > (SELECT earlier.created_at, earlier.id FROM people earlier
        WHERE earlier.id = \(last))
        """)
    }
    return try transaction.rows(
      """
      SELECT people.id FROM people
      WHERE \(condition) AND NOT EXISTS (
        SELECT 1 FROM journal WHERE journal.author = 'person:' || people.id AND journal.at >= \(moment))
      ORDER BY people.created_at, people.id
      LIMIT \(limit)
      """
    ).map { try $0.id("id") }
  }

  // MARK: What has run out

  /// Deletes so many of the sessions and links that ran out before a moment.
  package func deleteExpired(before moment: Date, limit: Int) throws -> Int {
    let sessions = try transaction.execute(
      """
      DELETE FROM sessions WHERE hash IN (
        SELECT hash FROM sessions WHERE expires_at < \(moment) ORDER BY expires_at LIMIT \(limit))
      """)
    guard sessions < limit else { return sessions }
    return try sessions
      + transaction.execute(
        """
        DELETE FROM sign_in_links WHERE hash IN (
          SELECT hash FROM sign_in_links WHERE expires_at < \(moment) ORDER BY expires_at LIMIT \(limit - sessions))
        """)
  }

  package func expired(before moment: Date) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM sessions WHERE expires_at < \(moment)")
      + transaction.count("SELECT COUNT(*) AS count FROM sign_in_links WHERE expires_at < \(moment)")
  }
}
