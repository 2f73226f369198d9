package import Domain
package import Foundation

/// Reminders before closing: which dossier got which.
package struct ReminderRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Drafts of a wave, begun before a moment, that did not get a reminder yet.
  package func awaiting(
    _ days: Int, in wave: ID<Wave>, begunBefore moment: Date, limit: Int
  ) throws -> [ID<Dossier>] {
    try transaction.rows(
      """
      SELECT dossiers.id FROM dossiers
      WHERE dossiers.wave_id = \(wave) AND dossiers.state = 'draft' AND dossiers.created_at < \(moment)
        AND NOT EXISTS (
          SELECT 1 FROM reminders WHERE reminders.dossier_id = dossiers.id AND reminders.days = \(days))
      ORDER BY dossiers.id
      LIMIT \(limit)
      """
    ).map { try $0.id("id") }
  }

  /// Notes that a dossier gets a reminder.
  /// - Returns: whether it had not got it before.
  package func note(_ days: Int, of dossier: ID<Dossier>, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO reminders (dossier_id, days, sent_at) VALUES (\(dossier), \(days), \(moment))
      ON CONFLICT (dossier_id, days) DO NOTHING
      """) > 0
  }
}

/// Expressions of interest: what was said, and when.
package struct InterestRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Keeps what an expression of interest says, once.
  /// - Returns: whether there was none.
  package func keep(_ answers: Answers, of dossier: Dossier, digest: String, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO interests (dossier_id, wave_id, sent_at, answers, digest)
      VALUES (\(dossier.id), \(dossier.wave), \(moment), \(answers.json.canonical), \(digest))
      ON CONFLICT (dossier_id) DO NOTHING
      """) > 0
  }

  package func find(of dossier: ID<Dossier>) throws -> (sentAt: Date, answers: Answers)? {
    try transaction.row("SELECT sent_at, answers FROM interests WHERE dossier_id = \(dossier)").map { row in
      (try row.date("sent_at"), try Answers(stored: row.text("answers")))
    }
  }

  package func sentAt(of dossier: ID<Dossier>) throws -> Date? {
    try transaction.row("SELECT sent_at FROM interests WHERE dossier_id = \(dossier)")?.date("sent_at")
  }

  /// The newest first.
  /// - Parameters:
  ///   - waves: those that the reader's role reaches; nil for all.
  ///   - reader: what binds them is left out.
  package func list(
    in waves: Set<ID<Wave>>?, for reader: ID<Person>?, _ page: PageRequest
  ) throws -> Page<InterestListing> {
    var condition: SQL = "1 = 1"
    if let waves { condition.append(" AND interests.wave_id IN (\(SQL.list(waves.sorted { "\($0)" < "\($1)" })))") }
    condition.append(ConflictRecords.unbound("interests.dossier_id", for: reader))
    let source: SQL = """
      FROM interests JOIN dossiers ON dossiers.id = interests.dossier_id JOIN waves ON waves.id = interests.wave_id
      WHERE \(condition)
      """
    let rows = try transaction.rows(
      """
      SELECT interests.dossier_id, interests.sent_at, interests.answers, dossiers.reference, waves.name_fr,
        waves.name_en, waves.example
      \(source)
      ORDER BY interests.sent_at DESC, interests.dossier_id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let items = try rows.map { row in
      InterestListing(
        id: try row.id("dossier_id"), reference: try row.text("reference"),
        title: try Answers(stored: row.text("answers")).text("name"), wave: try row.localised("name"),
        isExample: try row.bool("example"), sentAt: try row.date("sent_at"))
    }
    return Page(items: items, total: try transaction.count("SELECT COUNT(*) AS count \(source)"), request: page)
  }
}
