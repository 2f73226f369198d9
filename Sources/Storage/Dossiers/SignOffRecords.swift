package import Domain
package import Foundation

/// Who signed which version of a dossier, for which organisation of its collective.
package struct SignOffRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameter recorder: the lead who recorded a signature on paper.
  package func insert(_ signOff: SignOff, of dossier: ID<Dossier>, recordedBy recorder: ID<Person>?) throws {
    let covered = JSONValue.object(signOff.covered.mapValues { .string($0) }).canonical
    try transaction.execute(
      """
      INSERT INTO sign_offs (
        dossier_id, number, party, person_id, recorded_by, name, capacity, version, digest, covered, signed_at)
      SELECT \(dossier), COUNT(*) + 1, \(signOff.party), \(signOff.person), \(recorder), \(signOff.name),
        \(signOff.capacity), \(signOff.version), \(signOff.digest), \(covered), \(signOff.signedAt)
      FROM sign_offs WHERE dossier_id = \(dossier)
      """)
  }

  /// The last signature of each organisation.
  package func latest(of dossier: ID<Dossier>) throws -> [SignOff] {
    let all = try transaction.rows(
      """
      SELECT party, person_id, name, capacity, version, digest, covered, signed_at FROM sign_offs
      WHERE dossier_id = \(dossier)
      ORDER BY number
      LIMIT 5000
      """
    ).map { row in
      SignOff(
        party: try row.text("party"), person: try row.optionalText("person_id").flatMap { ID<Person>($0) },
        name: try row.text("name"), capacity: try row.text("capacity"), version: try row.integer("version"),
        digest: try row.text("digest"), covered: try covered(row.text("covered")), signedAt: try row.date("signed_at"))
    }
    return Array(Dictionary(all.map { ($0.party, $0) }) { $1 }.values)
  }

  private func covered(_ text: String) throws -> [String: String] {
    guard case .object(let members) = try JSONValue(parsing: text) else {
      throw StorageFault.unreadable(column: "covered")
    }
    return members.compactMapValues { if case .string(let digest) = $0 { digest } else { nil } }
  }
}

/// The end of what a collective left in a dossier.
package struct CollectiveErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// With the dossier, or with what was written in it.
  package func delete(of dossier: ID<Dossier>) throws {
    try DossierMemberRecords(transaction).delete(of: dossier)
    try PresenceRecords(transaction).delete(of: dossier)
    try transaction.execute("DELETE FROM dossier_invitations WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM sign_offs WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM dossier_comments WHERE dossier_id = \(dossier) AND thread IS NOT NULL")
    try transaction.execute("DELETE FROM dossier_comments WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM dossier_sections WHERE dossier_id = \(dossier)")
  }

  /// With the account of somebody: their parts end, what they signed and remarked stays under their id.
  package func end(of person: Person, at moment: Date) throws {
    try DossierMemberRecords(transaction).endAll(of: person.id, at: moment)
    try PresenceRecords(transaction).delete(of: person.id)
    try DossierInvitationRecords(transaction).delete(to: person.email)
    try transaction.execute("UPDATE sign_offs SET name = '—' WHERE person_id = \(person.id)")
    try transaction.execute("UPDATE dossier_sections SET assignee_id = NULL WHERE assignee_id = \(person.id)")
  }
}
