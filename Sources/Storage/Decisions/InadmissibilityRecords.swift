package import Domain
package import Foundation

/// What is proposed where two people declare a dossier inadmissible.
package struct InadmissibilityRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// The proposal that waits; nil where the dossier is not the one any more for which it was made.
  package func find(of dossier: Dossier) throws -> InadmissibilityProposal? {
    try transaction.row(
      """
      SELECT dossier_version, proposed_by, reasons, signatory_name, signatory_function, proposed_at
      FROM inadmissibility_proposals
      WHERE dossier_id = \(dossier.id) AND dossier_version = \(dossier.version) AND confirmed_at IS NULL
      """
    ).map { row in
      let author: ID<Person> = try row.id("proposed_by")
      let function = try row.optionalText("signatory_function") ?? ""
      return InadmissibilityProposal(
        version: try row.integer("dossier_version"), proposedBy: author,
        proposer: try PersonRecords(transaction).find(author)?.name, reasons: try row.text("reasons"),
        signatory: try row.optionalText("signatory_name").map { Decision.Signatory(name: $0, function: function) },
        proposedAt: try row.date("proposed_at"))
    }
  }

  /// Keeps a proposal in the place of the one before.
  package func put(_ proposal: InadmissibilityProposal, of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM inadmissibility_proposals WHERE dossier_id = \(dossier)")
    try transaction.execute(
      """
      INSERT INTO inadmissibility_proposals (
        dossier_id, dossier_version, proposed_by, reasons, signatory_name, signatory_function, proposed_at)
      VALUES (
        \(dossier), \(proposal.version), \(proposal.proposedBy), \(proposal.reasons), \(proposal.signatory?.name),
        \(proposal.signatory?.function), \(proposal.proposedAt))
      """)
  }

  /// Says who confirmed a proposal: the dossier is inadmissible by both of them.
  package func confirm(_ dossier: ID<Dossier>, by person: ID<Person>?, at moment: Date) throws {
    try transaction.execute(
      """
      UPDATE inadmissibility_proposals SET confirmed_by = \(person), confirmed_at = \(moment)
      WHERE dossier_id = \(dossier)
      """)
  }
}
