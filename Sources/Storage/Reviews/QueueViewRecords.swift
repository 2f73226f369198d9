package import Domain
package import Foundation

/// The filters of the queue that people keep.
package struct QueueViewRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// By name.
  package func list(of person: ID<Person>) throws -> [QueueView] {
    try transaction.rows(
      "SELECT id, name, query FROM queue_views WHERE person_id = \(person) ORDER BY name LIMIT \(QueueView.most)"
    ).map { row in
      guard case .object(let members) = try JSONValue(parsing: row.text("query")) else {
        throw StorageFault.unreadable(column: "query")
      }
      return QueueView(
        id: try row.id("id"), name: try row.text("name"),
        filter: QueueFilter { name in
          if case .string(let value)? = members[name] { value } else { nil }
        })
    }
  }

  /// Keeps a filter; one that bears the name already gives way.
  package func keep(_ view: QueueView, of person: ID<Person>, at moment: Date) throws {
    let members = view.filter.query.compactMap { member in
      member.value.map { (member.name, JSONValue.string($0)) }
    }
    let query = JSONValue.object(Dictionary(members, uniquingKeysWith: { $1 })).canonical
    try transaction.execute("DELETE FROM queue_views WHERE person_id = \(person) AND name = \(view.name)")
    try transaction.execute(
      """
      INSERT INTO queue_views (id, person_id, name, query, kept_at)
      VALUES (\(view.id), \(person), \(view.name), \(query), \(moment))
      """)
  }

  /// - Returns: whether it was theirs.
  package func delete(_ id: ID<QueueView>, of person: ID<Person>) throws -> Bool {
    try transaction.execute("DELETE FROM queue_views WHERE id = \(id) AND person_id = \(person)") > 0
  }
}
