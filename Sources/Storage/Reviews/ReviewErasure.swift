package import Domain
package import Foundation

/// The end of reviews: with their dossier, or with the account of a reviewer.
package struct ReviewErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// With a dossier that is deleted.
  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute(
      """
      DELETE FROM review_reminders
      WHERE assignment_id IN (SELECT id FROM review_assignments WHERE dossier_id = \(dossier))
      """)
    try transaction.execute("DELETE FROM review_assignments WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM review_drafts WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM review_sheets WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM review_freezes WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM reconciliation_notes WHERE dossier_id = \(dossier)")
  }

  /// With the words of a dossier: scores and gates stay, so that the wave can still be counted; no sentence does.
  package func empty(_ dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM review_drafts WHERE dossier_id = \(dossier)")
    try transaction.execute("UPDATE review_assignments SET reason = '' WHERE dossier_id = \(dossier)")
    try transaction.execute("UPDATE reconciliation_notes SET body = '' WHERE dossier_id = \(dossier)")
    guard let wave = try transaction.row("SELECT wave_id FROM dossiers WHERE id = \(dossier)"),
      let rubric = try RubricRecords(transaction).find(of: try wave.id("wave_id"))
    else { return }
    for review in try ReviewSheetRecords(transaction).versions(of: dossier) {
      let fields = ReviewSheetRecords.json(review.sheet.withoutWords(under: rubric))
      try transaction.execute(
        """
        UPDATE review_sheets SET fields = \(fields)
        WHERE dossier_id = \(dossier) AND person_id = \(review.person) AND number = \(review.number)
        """)
    }
  }

  /// With the account of somebody: they review nothing more, and what they submitted stays under an id.
  package func end(of person: ID<Person>, at moment: Date) throws {
    try transaction.execute("DELETE FROM review_drafts WHERE person_id = \(person)")
    try transaction.execute("UPDATE review_assignments SET reason = '' WHERE person_id = \(person)")
    try transaction.execute(
      """
      UPDATE review_assignments SET state = 'withdrawn', ended_at = \(moment)
      WHERE person_id = \(person) AND (state = 'asked' OR (state = 'accepted' AND NOT EXISTS (
        SELECT 1 FROM review_sheets
        WHERE review_sheets.dossier_id = review_assignments.dossier_id
          AND review_sheets.person_id = review_assignments.person_id)))
      """)
  }
}
