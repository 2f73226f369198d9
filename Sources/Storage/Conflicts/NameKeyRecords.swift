import Domain

/// The names of organisations and people as forms and declarations are compared with them, made anew where the rule of comparison changed.
package struct NameKeyRecords {
  /// Where such names are kept.
  package enum Table: CaseIterable, Sendable {
    case organisations
    case formerNames
    case declarations
    case people
  }

  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Looks at the rows after a place, in an order of their own.
  /// - Returns: the place of the last one; nil when there was none.
  package func renew(_ table: Table, after place: String, limit: Int) throws -> String? {
    let (name, id): (SQL, SQL) =
      switch table {
      case .organisations: ("organisations", "id")
      // Those of one organisation are read together: nobody renames it a thousand times.
      case .formerNames: ("organisation_names", "organisation_id")
      case .declarations: ("declared_interests", "id")
      case .people: ("people", "id")
      }
    let rows = try transaction.rows(
      """
      SELECT \(id) AS place, name, name_key FROM \(name) WHERE \(id) IN (
        SELECT DISTINCT \(id) FROM \(name) WHERE \(id) > \(place) ORDER BY \(id) LIMIT \(limit))
      ORDER BY \(id)
      """)
    for row in rows {
      let (place, text) = (try row.text("place"), try row.text("name"))
      let key = OrganisationName.key(of: text)
      if try row.text("name_key") == key { continue }
      try transaction.execute(
        "UPDATE \(name) SET name_key = \(key) WHERE \(id) = \(place) AND name = \(text)")
    }
    return try rows.last?.text("place")
  }
}
