import Domain

/// The search with FTS5.
struct SQLiteSearchIndex: SearchIndex {
  let transaction: any Transaction

  func put(_ entry: SearchEntry) throws {
    let key: SQL = "kind = \(entry.kind.rawValue) AND slug = \(entry.slug) AND language = \(entry.language)"
    if let old = try transaction.row("SELECT id FROM search_entries WHERE \(key)")?.integer("id") {
      try transaction.execute("DELETE FROM search_index WHERE rowid = \(old)")
      try transaction.execute("DELETE FROM search_entries WHERE id = \(old)")
    }
    try transaction.execute(
      """
      INSERT INTO search_entries (kind, slug, language)
      VALUES (\(entry.kind.rawValue), \(entry.slug), \(entry.language))
      """)
    guard let id = try transaction.row("SELECT id FROM search_entries WHERE \(key)")?.integer("id") else { return }
    try transaction.execute(
      "INSERT INTO search_index (rowid, title, body) VALUES (\(id), \(entry.title), \(entry.body))")
  }

  func removeAll() throws {
    try transaction.execute("DELETE FROM search_index")
    try transaction.execute("DELETE FROM search_entries")
  }

  func hits(
    _ terms: [[String]], kind: SearchRecords.Kind?, in language: Language, _ page: PageRequest
  ) throws -> Page<SearchRecords.Hit> {
    let match = terms.map { stems in "(" + stems.map { "\"\($0)\"*" }.joined(separator: " OR ") + ")" }
      .joined(separator: " AND ")
    var condition: SQL = "search_index MATCH \(match) AND search_entries.language = \(language)"
    if let kind { condition.append(" AND search_entries.kind = \(kind.rawValue)") }
    let source: SQL = "search_index JOIN search_entries ON search_entries.id = search_index.rowid"
    let rows = try transaction.rows(
      """
      SELECT search_entries.kind, search_entries.slug
      FROM \(source)
      WHERE \(condition)
      ORDER BY bm25(search_index, 5.0, 1.0), search_entries.slug
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM \(source) WHERE \(condition)")
    return Page(items: try rows.map(SearchRecords.Hit.init), total: total, request: page)
  }
}
