package import Domain
package import Foundation

/// Letters that give a part in a dossier, until they are accepted, withdrawn, or run out.
package struct DossierInvitationRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameter hash: of the token in the letter, which is stored nowhere.
  package func insert(_ invitation: DossierInvitation, hash: String) throws {
    let sections = invitation.sections.map { $0.sorted().joined(separator: " ") }
    try transaction.execute(
      """
      INSERT INTO dossier_invitations (hash, id, dossier_id, email, part, sections, party, created_at, expires_at)
      VALUES (\(hash), \(invitation.id), \(invitation.dossier), \(invitation.email.value), \(invitation.part),
        \(sections), \(invitation.party), \(invitation.createdAt), \(invitation.expiresAt))
      """)
  }

  /// One that still opens something.
  package func find(hash: String, at moment: Date) throws -> DossierInvitation? {
    try transaction.row(
      """
      SELECT id, dossier_id, email, part, sections, party, created_at FROM dossier_invitations
      WHERE hash = \(hash) AND closed_at IS NULL AND expires_at > \(moment)
      """
    ).map(invitation)
  }

  /// Those of a dossier that still open something, the last first.
  package func list(of dossier: ID<Dossier>, at moment: Date) throws -> [DossierInvitation] {
    try transaction.rows(
      """
      SELECT id, dossier_id, email, part, sections, party, created_at FROM dossier_invitations
      WHERE dossier_id = \(dossier) AND closed_at IS NULL AND expires_at > \(moment)
      ORDER BY created_at DESC, id
      LIMIT 200
      """
    ).map(invitation)
  }

  package func close(_ id: ID<DossierInvitation>, at moment: Date) throws {
    try transaction.execute(
      "UPDATE dossier_invitations SET closed_at = \(moment) WHERE id = \(id) AND closed_at IS NULL")
  }

  /// Closes what was sent to an address before: one letter holds at a time.
  package func close(to email: EmailAddress, in dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute(
      """
      UPDATE dossier_invitations SET closed_at = \(moment)
      WHERE dossier_id = \(dossier) AND email = \(email.value) AND closed_at IS NULL
      """)
  }

  /// What was ever sent to an address, with the account.
  package func delete(to email: EmailAddress) throws {
    try transaction.execute("DELETE FROM dossier_invitations WHERE email = \(email.value)")
  }

  private func invitation(_ row: SQLRow) throws -> DossierInvitation {
    DossierInvitation(
      id: try row.id("id"), dossier: try row.id("dossier_id"),
      email: try row.parsed("email") { EmailAddress($0) }, part: try row.raw("part"),
      sections: try row.optionalText("sections").map { Set($0.split(separator: " ").map(String.init)) },
      party: try row.optionalText("party"), createdAt: try row.date("created_at"))
  }
}
