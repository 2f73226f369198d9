package import Domain
package import Foundation

extension SubmittedReview.Capacity: SQLBindable {}

/// Sheets: those that are being written, and those that were submitted.
package struct ReviewSheetRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  // MARK: Drafts

  package func draft(of dossier: ID<Dossier>, by person: ID<Person>) throws -> ReviewDraft? {
    try transaction.row(
      """
      SELECT version, fields, changed, updated_at FROM review_drafts
      WHERE dossier_id = \(dossier) AND person_id = \(person)
      """
    ).map { row in
      ReviewDraft(
        sheet: try ReviewSheetRecords.sheet(row), version: try row.integer("version"),
        changed: try ReviewSheetRecords.marks(row), updatedAt: try row.date("updated_at"))
    }
  }

  /// Keeps a draft over the version that was read.
  /// - Throws: `Refusal.changedMeanwhile` when another window saved in between.
  package func keep(
    _ draft: ReviewDraft, over version: Int, of dossier: ID<Dossier>, by person: ID<Person>
  ) throws {
    let fields = ReviewSheetRecords.json(draft.sheet)
    let changed = JSONValue.object(draft.changed.mapValues { .integer(Int64($0)) }).canonical
    let count =
      version == 0
      ? try transaction.execute(
        """
        INSERT INTO review_drafts (dossier_id, person_id, version, fields, changed, updated_at)
        VALUES (\(dossier), \(person), \(draft.version), \(fields), \(changed), \(draft.updatedAt))
        ON CONFLICT (dossier_id, person_id) DO NOTHING
        """)
      : try transaction.execute(
        """
        UPDATE review_drafts
        SET version = \(draft.version), fields = \(fields), changed = \(changed), updated_at = \(draft.updatedAt)
        WHERE dossier_id = \(dossier) AND person_id = \(person) AND version = \(version)
        """)
    guard count == 1 else { throw Refusal.changedMeanwhile }
  }

  package func deleteDraft(of dossier: ID<Dossier>, by person: ID<Person>) throws {
    try transaction.execute("DELETE FROM review_drafts WHERE dossier_id = \(dossier) AND person_id = \(person)")
  }

  /// The dossiers of which somebody is writing a sheet, the last changed first.
  package func drafted(by person: ID<Person>) throws -> [ID<Dossier>] {
    try transaction.rows(
      """
      SELECT dossier_id FROM review_drafts WHERE person_id = \(person)
      ORDER BY updated_at DESC, dossier_id
      LIMIT 500
      """
    ).map { try $0.id("dossier_id") }
  }

  // MARK: Submitted

  package func insert(_ review: SubmittedReview) throws {
    try transaction.execute(
      """
      INSERT INTO review_sheets (dossier_id, person_id, number, capacity, fields, digest, submitted_at)
      VALUES (\(review.dossier), \(review.person), \(review.number), \(review.capacity),
        \(ReviewSheetRecords.json(review.sheet)), \(review.digest), \(review.submittedAt))
      """)
  }

  /// All versions of somebody's sheet, the first first.
  package func versions(of dossier: ID<Dossier>, by person: ID<Person>) throws -> [SubmittedReview] {
    try transaction.rows(
      """
      SELECT \(ReviewSheetRecords.columns) FROM review_sheets
      WHERE dossier_id = \(dossier) AND person_id = \(person)
      ORDER BY number
      LIMIT 200
      """
    ).map(review)
  }

  /// All versions of all sheets of a dossier.
  package func versions(of dossier: ID<Dossier>) throws -> [SubmittedReview] {
    try transaction.rows(
      """
      SELECT \(ReviewSheetRecords.columns) FROM review_sheets
      WHERE dossier_id = \(dossier)
      ORDER BY person_id, number
      LIMIT 2000
      """
    ).map(review)
  }

  /// The last sheet of each reviewer: of a hundred dossiers at most.
  package func latest(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: [SubmittedReview]] {
    let all = try transaction.rows(
      """
      SELECT \(ReviewSheetRecords.columns) FROM review_sheets
      WHERE dossier_id IN (\(SQL.list(dossiers))) AND NOT EXISTS (
        SELECT 1 FROM review_sheets later
        WHERE later.dossier_id = review_sheets.dossier_id AND later.person_id = review_sheets.person_id
          AND later.number > review_sheets.number)
      ORDER BY dossier_id, person_id
      LIMIT 10000
      """
    ).map(review)
    return Dictionary(grouping: all, by: \.dossier)
  }

  /// The dossiers of which somebody submitted a sheet, the last first.
  package func reviewed(by person: ID<Person>, _ page: PageRequest) throws -> Page<(ID<Dossier>, at: Date)> {
    let items = try transaction.rows(
      """
      SELECT dossier_id, MAX(submitted_at) AS at FROM review_sheets
      WHERE person_id = \(person)
      GROUP BY dossier_id
      ORDER BY at DESC, dossier_id
      LIMIT \(page.limit) OFFSET \(page.offset)
      """
    ).map { (try $0.id("dossier_id", of: Dossier.self), at: try $0.date("at")) }
    let total = try transaction.count(
      "SELECT COUNT(DISTINCT dossier_id) AS count FROM review_sheets WHERE person_id = \(person)")
    return Page(items: items, total: total, request: page)
  }

  /// Notes that the questions of a sheet were passed on.
  /// - Returns: whether they had not been.
  package func pass(_ number: Int, of dossier: ID<Dossier>, by person: ID<Person>, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE review_sheets SET passed_at = \(moment)
      WHERE dossier_id = \(dossier) AND person_id = \(person) AND number = \(number) AND passed_at IS NULL
      """) > 0
  }

  private static let columns: SQL = """
    dossier_id, person_id, number, capacity, fields, digest, submitted_at, passed_at,
    (SELECT first.submitted_at FROM review_sheets first
      WHERE first.dossier_id = review_sheets.dossier_id AND first.person_id = review_sheets.person_id
        AND first.number = 1) AS first_at
    """

  private func review(_ row: SQLRow) throws -> SubmittedReview {
    SubmittedReview(
      dossier: try row.id("dossier_id"), person: try row.id("person_id"), number: try row.integer("number"),
      capacity: try row.raw("capacity"), sheet: try ReviewSheetRecords.sheet(row), digest: try row.text("digest"),
      submittedAt: try row.date("submitted_at"), firstSubmittedAt: try row.date("first_at"),
      passedAt: try row.optionalDate("passed_at"))
  }

  /// The canonical text of a sheet: what its digest is made from.
  package static func json(_ sheet: ReviewSheet) -> String {
    JSONValue.object(sheet.fields.mapValues { .string($0) }).canonical
  }

  static func sheet(_ row: SQLRow) throws -> ReviewSheet {
    guard case .object(let members) = try JSONValue(parsing: row.text("fields")) else {
      throw StorageFault.unreadable(column: "fields")
    }
    return ReviewSheet(members.compactMapValues { if case .string(let text) = $0 { text } else { nil } })
  }

  private static func marks(_ row: SQLRow) throws -> [String: Int] {
    guard case .object(let members) = try JSONValue(parsing: row.text("changed")) else {
      throw StorageFault.unreadable(column: "changed")
    }
    return members.compactMapValues { if case .integer(let number) = $0 { Int(number) } else { nil } }
  }
}
