package import Domain

/// How one table speaks of a person: which of its rows are theirs, what of a row leaves in their export, and what does
/// not, with the reason.
package struct PersonalTable: Sendable {
  package let name: String
  /// The member of the export; a table may have several, for what is mine in different ways.
  package let section: String
  let owner: Owner
  let order: String
  package let columns: [Column]
  /// Columns that stay here, each with the reason.
  package let withheld: [String: String]

  /// How a row is known to be somebody's.
  enum Owner: Sendable {
    case person(String)
    case author(String)
    case address(String)
    /// By the dossier that it belongs to, and a condition of its own.
    case dossier(String, unless: String)
  }

  package struct Column: Sendable {
    package let name: String
    /// What is selected where the column itself may not be shown as it is.
    let expression: String?
    /// Whether the text is JSON, to be given as such.
    let isJSON: Bool

    init(_ name: String, as expression: String? = nil, isJSON: Bool = false) {
      self.name = name
      self.expression = expression
      self.isJSON = isJSON
    }

    /// Its name in the export: `created_at` is `createdAt`.
    package var member: String {
      let words = name.split(separator: "_").map(String.init)
      return (words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
  }

  /// The rows of a person, so many from a place on. Names of tables and columns are those of the list below, and not
  /// of anybody's typing.
  package func query(of person: ID<Person>, limit: Int, offset: Int) -> SQL {
    let selected = columns.map { column in
      column.expression.map { "\($0) AS \(column.name)" } ?? column.name
    }.joined(separator: ", ")
    var query = SQL(stringLiteral: "SELECT \(selected) FROM \(name) WHERE ")
    switch owner {
    case .person(let column): query.append(SQL(stringLiteral: column) + " = \(person)")
    case .author(let column):
      query.append(SQL(stringLiteral: column) + " = \(Principal.Author.person(person).description)")
    case .address(let column):
      query.append(SQL(stringLiteral: column) + " = (SELECT email FROM people WHERE id = \(person))")
    case .dossier(let column, let exception):
      query.append(SQL(stringLiteral: column) + " IN (SELECT id FROM dossiers WHERE owner_id = \(person))")
      query.append(SQL(stringLiteral: " AND NOT (\(exception))"))
    }
    query.append(SQL(stringLiteral: " ORDER BY \(order)") + " LIMIT \(limit) OFFSET \(offset)")
    return query
  }
}
