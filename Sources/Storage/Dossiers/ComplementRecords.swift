package import Domain
package import Foundation

/// What the service asked applicants to complete.
package struct ComplementRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Keeps a request.
  /// - Returns: with its number among those of the dossier.
  package func ask(
    _ items: [ComplementRequest.Item], of dossier: ID<Dossier>, due: Day, at moment: Date
  ) throws -> ComplementRequest {
    let number =
      try transaction.count("SELECT COUNT(*) AS count FROM complement_requests WHERE dossier_id = \(dossier)") + 1
    let text = JSONValue.array(
      items.map { item in
        .object([
          "field": .string(item.field), "reason": .string(item.reason), "isIndispensable": .bool(item.isIndispensable),
        ])
      }
    ).canonical
    try transaction.execute(
      """
      INSERT INTO complement_requests (dossier_id, number, asked_at, due_on, items)
      VALUES (\(dossier), \(number), \(moment), \(due), \(text))
      """)
    return ComplementRequest(number: number, askedAt: moment, dueOn: due, items: items)
  }

  /// Notes that what was asked for has come.
  package func answer(of dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute(
      "UPDATE complement_requests SET answered_at = \(moment) WHERE dossier_id = \(dossier) AND answered_at IS NULL")
  }

  /// The requests of a dossier, the first first.
  package func list(of dossier: ID<Dossier>) throws -> [ComplementRequest] {
    try transaction.rows(
      """
      SELECT number, asked_at, due_on, items, answered_at FROM complement_requests
      WHERE dossier_id = \(dossier)
      ORDER BY number
      LIMIT 100
      """
    ).map(request)
  }

  /// The request that is awaited.
  package func open(of dossier: ID<Dossier>) throws -> ComplementRequest? {
    try transaction.row(
      """
      SELECT number, asked_at, due_on, items, answered_at FROM complement_requests
      WHERE dossier_id = \(dossier) AND answered_at IS NULL
      ORDER BY number DESC
      LIMIT 1
      """
    ).map(request)
  }

  /// The requests of several dossiers: those of a page of a list.
  package func list(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: [ComplementRequest]] {
    guard !dossiers.isEmpty else { return [:] }
    let rows = try transaction.rows(
      """
      SELECT dossier_id, number, asked_at, due_on, items, answered_at FROM complement_requests
      WHERE dossier_id IN (\(SQL.list(dossiers)))
      ORDER BY dossier_id, number
      LIMIT 2000
      """)
    var found: [ID<Dossier>: [ComplementRequest]] = [:]
    for row in rows { found[try row.id("dossier_id"), default: []].append(try request(row)) }
    return found
  }

  private func request(_ row: SQLRow) throws -> ComplementRequest {
    let items = try JSONDecoder().decode([ComplementRequest.Item].self, from: Data(row.text("items").utf8))
    return ComplementRequest(
      number: try row.integer("number"), askedAt: try row.date("asked_at"), dueOn: try row.day("due_on"),
      items: items, answeredAt: try row.optionalDate("answered_at"))
  }
}

/// Drafts that may be written and submitted after their wave closed.
package struct ReopeningRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func keep(_ reopening: Reopening, of dossier: ID<Dossier>) throws {
    try transaction.execute(
      """
      INSERT INTO reopenings (dossier_id, number, at, until, reason)
      SELECT \(dossier), COUNT(*) + 1, \(reopening.at), \(reopening.until), \(reopening.reason)
      FROM reopenings WHERE dossier_id = \(dossier)
      """)
  }

  /// The last reopening of a dossier: it takes the place of those before.
  package func last(of dossier: ID<Dossier>) throws -> Reopening? {
    try transaction.row(
      """
      SELECT at, until, reason FROM reopenings WHERE dossier_id = \(dossier)
      ORDER BY number DESC
      LIMIT 1
      """
    ).map { row in
      Reopening(at: try row.date("at"), until: try row.date("until"), reason: try row.text("reason"))
    }
  }
}
