import Domain

/// The search with `tsvector`. Its configuration is `simple`: the terms are already stemmed.
struct PostgreSQLSearchIndex: SearchIndex {
  let transaction: any Transaction

  func put(_ entry: SearchEntry) throws {
    let terms: SQL = """
      setweight(to_tsvector('simple', \(entry.title)), 'A') || setweight(to_tsvector('simple', \(entry.body)), 'D')
      """
    try transaction.execute(
      """
      INSERT INTO search_entries (kind, slug, language, terms)
      VALUES (\(entry.kind.rawValue), \(entry.slug), \(entry.language), \(terms))
      ON CONFLICT (kind, slug, language) DO UPDATE SET terms = excluded.terms
      """)
  }

  func removeAll() throws { try transaction.execute("DELETE FROM search_entries") }

  func hits(
    _ terms: [[String]], kind: SearchRecords.Kind?, in language: Language, _ page: PageRequest
  ) throws -> Page<SearchRecords.Hit> {
    let sought = terms.map { stems in "(" + stems.map { $0 + ":*" }.joined(separator: " | ") + ")" }
      .joined(separator: " & ")
    let query: SQL = "to_tsquery('simple', \(sought))"
    var condition: SQL = "terms @@ \(query) AND language = \(language)"
    if let kind { condition.append(" AND kind = \(kind.rawValue)") }
    // The weights of D, C, B and A.
    let rows = try transaction.rows(
      """
      SELECT kind, slug
      FROM search_entries
      WHERE \(condition)
      ORDER BY ts_rank('{0.2, 0.2, 0.2, 1.0}', terms, \(query)) DESC, slug
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM search_entries WHERE \(condition)")
    return Page(items: try rows.map(SearchRecords.Hit.init), total: total, request: page)
  }
}
