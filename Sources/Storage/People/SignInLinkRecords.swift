package import Domain
package import Foundation

/// One-time links. Of their tokens only hashes are stored.
package struct SignInLinkRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameters:
  ///   - person: nil where nobody has the address yet.
  ///   - browserHash: nil for a link that opens in any browser.
  package func insert(
    hash: String, email: EmailAddress, language: Language, person: ID<Person>?, browserHash: String?,
    at moment: Date, expires: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO sign_in_links (hash, email, language, person_id, browser_hash, created_at, expires_at)
      VALUES (\(hash), \(email.value), \(language), \(person), \(browserHash), \(moment), \(expires))
      """)
  }

  /// Uses a link up: look and change are one statement, so that of two requests one wins.
  package func use(hash: String, browserHash: String?, at moment: Date) throws -> UsedLink? {
    let row = try transaction.row(
      """
      UPDATE sign_in_links
      SET used_at = \(moment)
      WHERE hash = \(hash) AND (browser_hash IS NULL OR browser_hash = \(browserHash))
        AND used_at IS NULL AND expires_at > \(moment)
      RETURNING email, language, person_id
      """)
    return try row.map { row in
      UsedLink(
        email: try row.parsed("email") { EmailAddress($0) }, language: try row.raw("language"),
        person: try row.optionalText("person_id") == nil ? nil : try row.id("person_id"))
    }
  }

  /// Links that are still out: none of them opens anything any more.
  package func deleteUnused(of person: ID<Person>) throws {
    try transaction.execute("DELETE FROM sign_in_links WHERE person_id = \(person) AND used_at IS NULL")
  }

  package func deleteExpired(at moment: Date) throws {
    try transaction.execute("DELETE FROM sign_in_links WHERE expires_at < \(moment)")
  }
}

/// For whom a link was.
package struct UsedLink: Sendable {
  package let email: EmailAddress
  package let language: Language
  package let person: ID<Person>?
}
