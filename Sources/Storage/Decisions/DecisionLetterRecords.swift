package import Domain
package import Foundation

/// The letters of decisions as PDF.
package struct DecisionLetterRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// The letter of a decision; nil while it is not made.
  package func find(of decision: Decision, on dossier: ID<Dossier>) throws -> SubmissionDocument? {
    try transaction.row(
      """
      SELECT digest, size FROM decision_letters
      WHERE dossier_id = \(dossier) AND decided_at = \(decision.decidedAt)
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

  /// Deletes the letters of a dossier of which nothing is to be left that was written in it.
  /// - Returns: the digests of their contents.
  package func deleteAll(of dossier: ID<Dossier>) throws -> [String] {
    let digests = try transaction.rows(
      "SELECT digest FROM decision_letters WHERE dossier_id = \(dossier) ORDER BY decided_at LIMIT 100"
    ).map { try $0.text("digest") }
    try transaction.execute("DELETE FROM decision_letters WHERE dossier_id = \(dossier)")
    return digests
  }
}
