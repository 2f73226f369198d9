package import Domain
package import Foundation

/// The end of dossiers: drafts are deleted, refused candidacies lose what was written in them.
package struct DossierErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Drafts that somebody never submitted, with their references: a thousand at most.
  package func unsubmitted(of owner: ID<Person>) throws -> [(id: ID<Dossier>, reference: String)] {
    try transaction.rows(
      """
      SELECT id, reference FROM dossiers WHERE owner_id = \(owner) AND submitted_at IS NULL
      ORDER BY created_at, id
      LIMIT 1000
      """
    ).map { (try $0.id("id"), try $0.text("reference")) }
  }

  /// References of what somebody submitted.
  package func submitted(by owner: ID<Person>) throws -> [String] {
    try transaction.rows(
      """
      SELECT reference, created_at, id FROM dossiers
      WHERE owner_id = \(owner) AND submitted_at IS NOT NULL
      ORDER BY created_at, id
      LIMIT 1000
      """
    ).map { try $0.text("reference") }
  }

  /// The reference of a dossier of somebody's that the service has in hand.
  package func underExamination(of owner: ID<Person>) throws -> String? {
    let states = DossierState.allCases.filter(\.isUnderExamination)
    return try transaction.row(
      """
      SELECT reference FROM dossiers WHERE owner_id = \(owner) AND state IN (\(SQL.list(states)))
      ORDER BY reference
      LIMIT 1
      """)?.text("reference")
  }

  // MARK: By age

  /// Drafts that nobody changed since a moment, in waves that had closed by then or never close.
  package func unsubmitted(before moment: Date, limit: Int) throws -> [ID<Dossier>] {
    try transaction.rows(
      """
      SELECT dossiers.id \(DossierErasure.unsubmitted(before: moment)) ORDER BY dossiers.id LIMIT \(limit)
      """
    ).map { try $0.id("id") }
  }

  package func unsubmittedCount(before moment: Date) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count \(DossierErasure.unsubmitted(before: moment))")
  }

  /// Candidacies of which the refusal was notified before a moment and that were not emptied yet.
  package func refused(before moment: Date, limit: Int) throws -> [ID<Dossier>] {
    try transaction.rows(
      """
      SELECT dossiers.id \(DossierErasure.refused(before: moment)) ORDER BY dossiers.id LIMIT \(limit)
      """
    ).map { try $0.id("id") }
  }

  package func refusedCount(before moment: Date) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count \(DossierErasure.refused(before: moment))")
  }

  private static func unsubmitted(before moment: Date) -> SQL {
    """
    FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
    WHERE dossiers.submitted_at IS NULL AND dossiers.state IN ('draft', 'withdrawn', 'lapsed')
      AND dossiers.updated_at < \(moment)
      AND (waves.closes_at < \(moment) OR waves.closes_at >= \(Wave.never))
    """
  }

  /// Of an inadmissible dossier the last step is what was told: not every one has a decision.
  private static func refused(before moment: Date) -> SQL {
    """
    FROM dossiers LEFT JOIN decisions ON decisions.dossier_id = dossiers.id AND decisions.stands = 1
    WHERE dossiers.answers <> '{}' AND (
      (dossiers.state = 'inadmissible' AND dossiers.updated_at < \(moment))
      OR (dossiers.state IN ('notified', 'published') AND decisions.kind = 'refused'
        AND decisions.notified_at < \(moment)))
    """
  }

  // MARK: Removing

  /// Deletes a dossier that is not submitted, with what was submitted of it before it was taken back. Its files and
  /// documents are removed before.
  package func delete(_ id: ID<Dossier>) throws {
    try AnswerChangeRecords(transaction).delete(of: id)
    try PerimeterRecords(transaction).delete(of: id)
    try ConflictErasure(transaction).delete(of: id)
    try transaction.execute("DELETE FROM complement_requests WHERE dossier_id = \(id)")
    try transaction.execute("DELETE FROM reopenings WHERE dossier_id = \(id)")
    try transaction.execute("DELETE FROM reminders WHERE dossier_id = \(id)")
    try transaction.execute("DELETE FROM interests WHERE dossier_id = \(id)")
    try transaction.execute("DELETE FROM submissions WHERE dossier_id = \(id)")
    try CollectiveErasure(transaction).delete(of: id)
    try ReviewErasure(transaction).delete(of: id)
    try DeskErasure(transaction).delete(of: id)
    try PanelErasure(transaction).delete(of: id)
    try JuryErasure(transaction).forget(id)
    try DecisionDraftRecords(transaction).delete(of: id)
    try transaction.execute("DELETE FROM dossier_steps WHERE dossier_id = \(id)")
    try transaction.execute("DELETE FROM dossiers WHERE id = \(id) AND submitted_at IS NULL")
  }

  /// Empties a refused candidacy. Its reference, its dates, its decision and the digest of what was submitted stay.
  package func empty(_ id: ID<Dossier>) throws {
    try AnswerChangeRecords(transaction).delete(of: id)
    try PerimeterRecords(transaction).delete(of: id)
    try ConflictErasure(transaction).delete(of: id)
    try CollectiveErasure(transaction).delete(of: id)
    try ReviewErasure(transaction).empty(id)
    try DeskErasure(transaction).delete(of: id)
    try PanelErasure(transaction).delete(of: id)
    try JuryErasure(transaction).forget(id)
    try DecisionDraftRecords(transaction).delete(of: id)
    try transaction.execute(
      """
      UPDATE dossiers SET answers = '{}', title = reference, owner_id = NULL, version = version + 1
      WHERE id = \(id)
      """)
    try transaction.execute("UPDATE submissions SET answers = '{}' WHERE dossier_id = \(id)")
    try transaction.execute("UPDATE dossier_steps SET reasons = NULL WHERE dossier_id = \(id)")
    try transaction.execute("UPDATE complement_requests SET items = '[]' WHERE dossier_id = \(id)")
    try transaction.execute("UPDATE reopenings SET reason = '' WHERE dossier_id = \(id)")
    try transaction.execute("UPDATE interests SET answers = '{}' WHERE dossier_id = \(id)")
  }
}
