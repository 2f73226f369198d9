package import Domain
package import Foundation

/// The letters of decisions as PDF.
package struct DecisionLetterRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// The letter of the decision that stands.
  package func find(_ dossier: ID<Dossier>) throws -> SubmissionDocument? {
    try transaction.row(
      """
      SELECT decision_letters.digest AS digest, decision_letters.size AS size
      FROM decision_letters JOIN decisions ON decisions.dossier_id = decision_letters.dossier_id
        AND decisions.decided_at = decision_letters.decided_at
      WHERE decision_letters.dossier_id = \(dossier)
      """
    ).map { SubmissionDocument(digest: try $0.text("digest"), size: try $0.integer("size")) }
  }

  /// Keeps the letter of a decision; made twice, the first one stays.
  package func keep(_ document: SubmissionDocument, of decision: Decision, on dossier: ID<Dossier>, at moment: Date)
    throws
  {
    try transaction.execute(
      """
      INSERT INTO decision_letters (dossier_id, decided_at, digest, size, made_at)
      VALUES (\(dossier), \(decision.decidedAt), \(document.digest), \(document.size), \(moment))
      ON CONFLICT (dossier_id, decided_at) DO NOTHING
      """)
  }
}
