package import Domain
package import Foundation

/// Letters that make somebody a member, until they are accepted, withdrawn, or run out.
package struct InvitationRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameter hash: of the token in the letter, which is stored nowhere.
  package func insert(_ invitation: OrganisationInvitation, hash: String) throws {
    try transaction.execute(
      """
      INSERT INTO organisation_invitations (hash, id, organisation_id, email, role, created_at, expires_at)
      VALUES (\(hash), \(invitation.id), \(invitation.organisation), \(invitation.email.value), \(invitation.role),
      \(invitation.createdAt), \(invitation.expiresAt))
      """)
  }

  /// One that still opens something.
  package func find(hash: String, at moment: Date) throws -> OrganisationInvitation? {
    try transaction.row(
      """
      SELECT id, organisation_id, email, role, created_at FROM organisation_invitations
      WHERE hash = \(hash) AND closed_at IS NULL AND expires_at > \(moment)
      """
    ).map(invitation)
  }

  /// Those of an organisation that still open something, the last first.
  package func list(of organisation: ID<Organisation>, at moment: Date) throws -> [OrganisationInvitation] {
    try transaction.rows(
      """
      SELECT id, organisation_id, email, role, created_at FROM organisation_invitations
      WHERE organisation_id = \(organisation) AND closed_at IS NULL AND expires_at > \(moment)
      ORDER BY created_at DESC, id
      LIMIT 100
      """
    ).map(invitation)
  }

  package func close(_ id: ID<OrganisationInvitation>, at moment: Date) throws {
    try transaction.execute(
      "UPDATE organisation_invitations SET closed_at = \(moment) WHERE id = \(id) AND closed_at IS NULL")
  }

  /// Closes what was sent to an address before: one letter holds at a time.
  package func close(to email: EmailAddress, in organisation: ID<Organisation>, at moment: Date) throws {
    try transaction.execute(
      """
      UPDATE organisation_invitations SET closed_at = \(moment)
      WHERE organisation_id = \(organisation) AND email = \(email.value) AND closed_at IS NULL
      """)
  }

  package func move(from duplicate: ID<Organisation>, to kept: ID<Organisation>) throws {
    try transaction.execute(
      """
      UPDATE organisation_invitations SET organisation_id = \(kept)
      WHERE organisation_id = \(duplicate) AND closed_at IS NULL
      """)
  }

  /// What was ever sent to an address, with the account.
  package func delete(to email: EmailAddress) throws {
    try transaction.execute("DELETE FROM organisation_invitations WHERE email = \(email.value)")
  }

  private func invitation(_ row: SQLRow) throws -> OrganisationInvitation {
    OrganisationInvitation(
      id: try row.id("id"), organisation: try row.id("organisation_id"),
      email: try row.parsed("email") { EmailAddress($0) }, role: try row.raw("role"),
      createdAt: try row.date("created_at"))
  }
}
