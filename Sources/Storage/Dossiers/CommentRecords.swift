package import Domain
package import Foundation

/// Remarks on the fields of a dossier.
package struct CommentRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ comment: DossierComment, of dossier: ID<Dossier>, by author: ID<Person>?) throws {
    try transaction.execute(
      """
      INSERT INTO dossier_comments (id, dossier_id, section, path, thread, author_id, body, created_at)
      VALUES (\(comment.id), \(dossier), \(comment.section), \(comment.path), \(comment.thread), \(author),
        \(comment.body), \(comment.createdAt))
      """)
  }

  package func find(_ id: ID<DossierComment>, of dossier: ID<Dossier>) throws -> DossierComment? {
    try transaction.row(
      """
      SELECT id, section, path, thread, author_id, body, created_at, resolved_at FROM dossier_comments
      WHERE id = \(id) AND dossier_id = \(dossier)
      """
    ).map(comment)
  }

  /// The remarks of a dossier, the first first, with their answers among them.
  /// - Parameter isOpen: only those that nobody resolved.
  package func list(of dossier: ID<Dossier>, isOpen: Bool, _ page: PageRequest) throws -> Page<DossierComment> {
    var condition: SQL = "dossier_id = \(dossier)"
    if isOpen { condition.append(" AND resolved_at IS NULL") }
    let items = try transaction.rows(
      """
      SELECT id, section, path, thread, author_id, body, created_at, resolved_at FROM dossier_comments
      WHERE \(condition)
      ORDER BY created_at, id
      LIMIT \(page.limit) OFFSET \(page.offset)
      """
    ).map(comment)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM dossier_comments WHERE \(condition)")
    return Page(items: items, total: total, request: page)
  }

  /// How many open remarks each value has.
  package func openCounts(of dossier: ID<Dossier>) throws -> [String: Int] {
    let rows = try transaction.rows(
      """
      SELECT section, path, COUNT(*) AS count FROM dossier_comments
      WHERE dossier_id = \(dossier) AND resolved_at IS NULL AND thread IS NULL
      GROUP BY section, path
      ORDER BY section, path
      LIMIT 5000
      """)
    var counts: [String: Int] = [:]
    for row in rows {
      let path = try row.text("path")
      counts[path.isEmpty ? "#" + (try row.text("section")) : path] = try row.integer("count")
    }
    return counts
  }

  /// Closes a remark with its answers.
  /// - Returns: whether it was open.
  package func resolve(_ id: ID<DossierComment>, by person: ID<Person>?, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE dossier_comments SET resolved_at = \(moment), resolved_by = \(person)
      WHERE (id = \(id) OR thread = \(id)) AND resolved_at IS NULL
      """) > 0
  }

  private func comment(_ row: SQLRow) throws -> DossierComment {
    let author = try row.optionalText("author_id").flatMap { ID<Person>($0) }
    return DossierComment(
      id: try row.id("id"), section: try row.text("section"), path: try row.text("path"),
      thread: try row.optionalText("thread").flatMap { ID<DossierComment>($0) },
      author: try author.flatMap { try PersonRecords(transaction).find($0) }, body: try row.text("body"),
      createdAt: try row.date("created_at"), resolvedAt: try row.optionalDate("resolved_at"))
  }
}
