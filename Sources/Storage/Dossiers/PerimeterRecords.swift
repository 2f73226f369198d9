package import Domain

/// The perimeters of submitted dossiers, with the year of the official geography that their codes are of.
package struct PerimeterRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Keeps the perimeter of a dossier, in place of the one that it had before.
  package func keep(_ perimeter: Perimeter, of dossier: Dossier) throws {
    try delete(of: dossier.id)
    try transaction.execute(
      """
      INSERT INTO dossier_perimeters (dossier_id, wave_id, geography_year, codes)
      VALUES (\(dossier.id), \(dossier.wave), \(perimeter.year),
        \(perimeter.codes.map(\.description).joined(separator: " ")))
      """)
  }

  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM dossier_perimeters WHERE dossier_id = \(dossier)")
  }

  package func find(_ dossier: ID<Dossier>) throws -> Perimeter? {
    try transaction.row("SELECT geography_year, codes FROM dossier_perimeters WHERE dossier_id = \(dossier)")
      .map { try perimeter($0) }
  }

  /// The perimeters of the other dossiers of a wave that are still in the running: a thousand at most, which is more
  /// than any wave has had.
  /// - Parameter reader: what binds them is left out.
  package func others(
    than dossier: ID<Dossier>, in wave: ID<Wave>, for reader: ID<Person>?
  ) throws -> [(dossier: OverlappingDossier, perimeter: Perimeter)] {
    try transaction.rows(
      """
      SELECT dossiers.id, dossiers.reference, dossiers.title, dossier_perimeters.geography_year,
        dossier_perimeters.codes
      FROM dossier_perimeters JOIN dossiers ON dossiers.id = dossier_perimeters.dossier_id
      WHERE dossier_perimeters.wave_id = \(wave) AND dossiers.id <> \(dossier)
        AND dossiers.state NOT IN ('withdrawn', 'lapsed', 'inadmissible')
        \(ConflictRecords.unbound("dossiers.id", for: reader))
      ORDER BY dossier_perimeters.dossier_id
      LIMIT 1000
      """
    ).map { row in
      let found = OverlappingDossier(
        id: try row.id("id"), reference: try row.text("reference"), title: try row.text("title"))
      return (found, try perimeter(row))
    }
  }

  private func perimeter(_ row: SQLRow) throws -> Perimeter {
    Perimeter(
      codes: try row.text("codes").split(separator: " ").compactMap { PlaceCode(String($0)) },
      year: try row.integer("geography_year"))
  }
}
