package import Domain

/// What the forms of dossiers name, as it is compared with what is known of people.
package struct TieRecords {
  /// The rows of one statement.
  private static let statement = 200
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Keeps what a dossier names, in place of what it named before.
  /// - Parameters:
  ///   - year: of the official codes.
  ///   - rule: by which the names were found and made comparable.
  package func keep(_ ties: DossierTies, of dossier: ID<Dossier>, year: Int, rule: String) throws {
    try delete(of: dossier)
    try transaction.execute(
      "INSERT INTO dossier_ties (dossier_id, geography_year, rule) VALUES (\(dossier), \(year), \(rule))")
    let names = ties.names.sorted {
      ($0.place.rawValue, $0.party ?? "", $0.key, $0.siren ?? "")
        < ($1.place.rawValue, $1.party ?? "", $1.key, $1.siren ?? "")
    }
    for start in stride(from: 0, to: names.count, by: TieRecords.statement) {
      var statement: SQL =
        "INSERT INTO dossier_names (dossier_id, number, place, party, name_key, siren) VALUES"
      for index in start..<min(start + TieRecords.statement, names.count) {
        let name = names[index]
        if index > start { statement.append(",") }
        statement.append(
          " (\(dossier), \(index + 1), \(name.place.rawValue), \(name.party), \(name.key), \(name.siren))")
      }
      try transaction.execute(statement)
    }
    let places = ties.places.map(\.description).sorted()
    for start in stride(from: 0, to: places.count, by: TieRecords.statement) {
      var statement: SQL = "INSERT INTO dossier_places (dossier_id, code) VALUES"
      for index in start..<min(start + TieRecords.statement, places.count) {
        if index > start { statement.append(",") }
        statement.append(" (\(dossier), \(places[index]))")
      }
      try transaction.execute(statement)
    }
  }

  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM dossier_names WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM dossier_places WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM dossier_ties WHERE dossier_id = \(dossier)")
  }

  /// Some dossiers of which is not known what they name, or with codes of another year, or by another rule: those of a
  /// database that an older version made.
  package func missing(year: Int, rule: String, limit: Int) throws -> [ID<Dossier>] {
    try transaction.rows(
      """
      SELECT dossiers.id FROM dossiers
      LEFT JOIN dossier_ties ON dossier_ties.dossier_id = dossiers.id AND dossier_ties.geography_year = \(year)
        AND dossier_ties.rule = \(rule)
      WHERE dossier_ties.dossier_id IS NULL
      ORDER BY dossiers.id
      LIMIT \(limit)
      """
    ).map { try $0.id("id") }
  }
}
