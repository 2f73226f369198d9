package import Domain
package import Foundation

/// The history of what was written in dossiers.
package struct AnswerChangeRecords {
  /// The rows of one statement.
  private static let statement = 100
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func append(
    _ changes: [AnswerChange], of dossier: ID<Dossier>, version: Int, by author: Principal.Author, at moment: Date
  ) throws {
    let person: ID<Person>? =
      switch author {
      case .person(let id): id
      case .program: nil
      }
    for start in stride(from: 0, to: changes.count, by: AnswerChangeRecords.statement) {
      var statement: SQL =
        "INSERT INTO answer_changes (dossier_id, version, path, author_id, at, before, after) VALUES"
      for index in start..<min(start + AnswerChangeRecords.statement, changes.count) {
        let change = changes[index]
        if index > start { statement.append(",") }
        statement.append(
          """
           (\(dossier), \(version), \(change.path), \(person), \(moment), \(change.before?.canonical),
          \(change.after?.canonical))
          """)
      }
      try transaction.execute(statement)
    }
  }

  /// The saves of a dossier, the newest first, each with the first of its changes.
  /// - Parameter field: only what changed in this field of the form or in the items below it.
  package func saves(
    of dossier: ID<Dossier>, in field: String? = nil, _ page: PageRequest
  ) throws -> Page<AnswerSave> {
    let part = AnswerChangeRecords.part(field)
    let heads = try transaction.rows(
      """
      SELECT version, MIN(at) AS at, MIN(author_id) AS author_id, COUNT(*) AS count FROM answer_changes
      WHERE dossier_id = \(dossier) \(part)
      GROUP BY version
      ORDER BY version DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      "SELECT COUNT(DISTINCT version) AS count FROM answer_changes WHERE dossier_id = \(dossier) \(part)")
    let saves = try heads.map { row -> AnswerSave in
      let version = try row.integer("version")
      let author = try row.optionalText("author_id").flatMap { ID<Person>($0) }
      return AnswerSave(
        version: version, author: try author.flatMap { try PersonRecords(transaction).find($0) },
        at: try row.date("at"), changes: try changes(of: dossier, version: version, in: field, limit: AnswerSave.shown),
        changeCount: try row.integer("count"))
    }
    return Page(items: saves, total: total, request: page)
  }

  /// What one save changed, in the order of the paths.
  package func changes(
    of dossier: ID<Dossier>, version: Int, in field: String? = nil, limit: Int = 100_000
  ) throws -> [AnswerChange] {
    try transaction.rows(
      """
      SELECT path, before, after FROM answer_changes
      WHERE dossier_id = \(dossier) AND version = \(version) \(AnswerChangeRecords.part(field))
      ORDER BY path
      LIMIT \(limit)
      """
    ).map { row in
      func value(_ column: String) throws -> JSONValue? {
        try row.optionalText(column).map { try JSONValue(parsing: $0) }
      }
      return AnswerChange(path: try row.text("path"), before: try value("before"), after: try value("after"))
    }
  }

  private static func part(_ field: String?) -> SQL {
    guard let field else { return "" }
    let below = field + "/"
    return "AND (path = \(field) OR SUBSTR(path, 1, CAST(\(below.unicodeScalars.count) AS INTEGER)) = \(below))"
  }

  /// What was changed after a version, the newest first: taken back in this order, it gives the answers of that version.
  package func later(than version: Int, of dossier: ID<Dossier>) throws -> [LaterChange] {
    try transaction.rows(
      """
      SELECT version, path, author_id, at, before, after FROM answer_changes
      WHERE dossier_id = \(dossier) AND version > \(version)
      ORDER BY version DESC, path
      LIMIT 200000
      """
    ).map { row in
      func value(_ column: String) throws -> JSONValue? {
        try row.optionalText(column).map { try JSONValue(parsing: $0) }
      }
      return LaterChange(
        version: try row.integer("version"), author: try row.optionalText("author_id").flatMap { ID<Person>($0) },
        at: try row.date("at"),
        change: AnswerChange(path: try row.text("path"), before: try value("before"), after: try value("after")))
    }
  }

  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM answer_changes WHERE dossier_id = \(dossier)")
  }
}
