package import Domain

/// The full-text index over what is published. It is the one place, with the driver, that speaks the
/// engine's own SQL.
package struct SearchRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package enum Kind: String, Sendable {
    case territory
    case challenge
  }

  package struct Hit: Hashable, Sendable {
    package let kind: Kind
    package let slug: String
  }

  /// Puts a text into the index, or in the place of what stood there.
  package func put(_ kind: Kind, _ slug: String, in language: Language, title: String, body: String) throws {
    let titleTerms = FrenchText.terms(of: title, in: language)
    let bodyTerms = FrenchText.terms(of: body, in: language)
    let key: SQL = "kind = \(kind.rawValue) AND slug = \(slug) AND language = \(language)"
    if let old = try transaction.row("SELECT id FROM search_entries WHERE \(key)")?.integer("id") {
      try transaction.execute("DELETE FROM search_index WHERE rowid = \(old)")
      try transaction.execute("DELETE FROM search_entries WHERE id = \(old)")
    }
    try transaction.execute(
      "INSERT INTO search_entries (kind, slug, language) VALUES (\(kind.rawValue), \(slug), \(language))")
    guard let id = try transaction.row("SELECT id FROM search_entries WHERE \(key)")?.integer("id") else {
      return
    }
    try transaction.execute(
      "INSERT INTO search_index (rowid, title, body) VALUES (\(id), \(titleTerms), \(bodyTerms))")
  }

  /// What holds every term, best first; a title counts five times a body. The last term also finds
  /// longer words, since people search while they type.
  package func hits(
    _ text: String, kind: Kind? = nil, in language: Language, _ page: PageRequest
  ) throws -> Page<Hit> {
    let terms = FrenchText.query(text, in: language)
    guard !terms.isEmpty else { return Page(items: [], total: 0, request: page) }
    // Terms are ASCII letters and digits by construction; quoted, none can be an operator.
    let match = terms.map { stems in "(" + stems.map { "\"\($0)\"*" }.joined(separator: " OR ") + ")" }
      .joined(separator: " AND ")
    var condition: SQL = "search_index MATCH \(match) AND search_entries.language = \(language)"
    if let kind { condition.append(" AND search_entries.kind = \(kind.rawValue)") }
    let rows = try transaction.rows(
      """
      SELECT search_entries.kind, search_entries.slug
      FROM search_index JOIN search_entries ON search_entries.id = search_index.rowid
      WHERE \(condition)
      ORDER BY bm25(search_index, 5.0, 1.0), search_entries.slug
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      """
      SELECT COUNT(*) AS count
      FROM search_index JOIN search_entries ON search_entries.id = search_index.rowid
      WHERE \(condition)
      """)
    return Page(
      items: try rows.map { Hit(kind: try $0.raw("kind"), slug: try $0.text("slug")) }, total: total,
      request: page)
  }
}
