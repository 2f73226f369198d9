package import Domain
package import Foundation

/// People as identity providers know them, and those who are at a provider right now.
package struct ProviderRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insertVisit(stateHash: String, browserHash: String, at moment: Date, expires: Date) throws {
    try transaction.execute(
      """
      INSERT INTO provider_visits (state_hash, browser_hash, created_at, expires_at)
      VALUES (\(stateHash), \(browserHash), \(moment), \(expires))
      """)
  }

  /// Ends a visit: look and change are one statement, so that of two returns one counts.
  package func endVisit(stateHash: String, browserHash: String, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      DELETE FROM provider_visits
      WHERE state_hash = \(stateHash) AND browser_hash = \(browserHash) AND expires_at > \(moment)
      """) > 0
  }

  package func deleteExpiredVisits(at moment: Date) throws {
    try transaction.execute("DELETE FROM provider_visits WHERE expires_at < \(moment)")
  }

  package func person(issuer: String, subject: String) throws -> ID<Person>? {
    try transaction.row(
      "SELECT person_id FROM external_identities WHERE issuer = \(issuer) AND subject = \(subject)"
    )?.id("person_id")
  }

  package func hasIdentity(_ person: ID<Person>, at issuer: String) throws -> Bool {
    try transaction.count(
      """
      SELECT COUNT(*) AS count FROM external_identities WHERE person_id = \(person) AND issuer = \(issuer)
      """) > 0
  }

  package func bind(issuer: String, subject: String, to person: ID<Person>, at moment: Date) throws {
    try transaction.execute(
      """
      INSERT INTO external_identities (issuer, subject, person_id, created_at)
      VALUES (\(issuer), \(subject), \(person), \(moment))
      """)
  }
}
