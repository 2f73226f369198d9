package import Domain

/// The full-text index over what is published. It is the one place, with the drivers, that speaks an engine's own
/// SQL. The words are folded and stemmed here (`FrenchText`), so that both engines find the same.
package struct SearchRecords {
  private let index: any SearchIndex

  package init(_ transaction: any Transaction) {
    index =
      switch transaction.engine {
      case .sqlite: SQLiteSearchIndex(transaction: transaction)
      case .postgresql: PostgreSQLSearchIndex(transaction: transaction)
      }
  }

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
    try index.put(
      SearchEntry(
        kind: kind, slug: slug, language: language, title: FrenchText.terms(of: title, in: language),
        body: FrenchText.terms(of: body, in: language)))
  }

  /// Empties the index, before all is put in anew.
  package func removeAll() throws { try index.removeAll() }

  /// What holds every term, best first; a title counts five times a body. Each term also finds longer words,
  /// since people search while they type.
  package func hits(
    _ text: String, kind: Kind? = nil, in language: Language, _ page: PageRequest
  ) throws -> Page<Hit> {
    let terms = FrenchText.query(text, in: language)
    guard !terms.isEmpty else { return Page(items: [], total: 0, request: page) }
    return try index.hits(terms, kind: kind, in: language, page)
  }
}

/// A text as the index keeps it: its terms, separated by spaces.
struct SearchEntry {
  let kind: SearchRecords.Kind
  let slug: String
  let language: Language
  let title: String
  let body: String
}

/// What an engine does for the search. A term is a list of stems of which one must occur; stems are ASCII letters
/// and digits, so that none can be an operator of an engine.
protocol SearchIndex {
  func put(_ entry: SearchEntry) throws
  func removeAll() throws
  func hits(
    _ terms: [[String]], kind: SearchRecords.Kind?, in language: Language, _ page: PageRequest
  ) throws -> Page<SearchRecords.Hit>
}

extension SearchRecords.Hit {
  init(_ row: SQLRow) throws {
    kind = try row.raw("kind")
    slug = try row.text("slug")
  }
}
