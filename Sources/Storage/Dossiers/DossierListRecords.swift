package import Domain
package import Foundation

/// The lists of dossiers.
package struct DossierListRecords {
  let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Somebody's own dossiers, the last changed first.
  package func owned(by person: ID<Person>, _ page: PageRequest) throws -> Page<DossierListing> {
    let rows = try transaction.rows(
      """
      SELECT \(DossierListRecords.columns)
      FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE dossiers.id IN (\(DossierListRecords.mine(person)))
      ORDER BY dossiers.updated_at DESC, dossiers.id
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      "SELECT COUNT(*) AS count FROM (\(DossierListRecords.mine(person))) mine")
    return Page(items: try rows.map(listing), total: total, request: page)
  }

  /// Those that somebody leads, the last changed first: what a new one may begin with.
  package func led(by person: ID<Person>, limit: Int) throws -> [DossierListing] {
    try transaction.rows(
      """
      SELECT \(DossierListRecords.columns)
      FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE dossiers.owner_id = \(person) AND dossiers.answers <> '{}'
      ORDER BY dossiers.updated_at DESC, dossiers.id
      LIMIT \(limit)
      """
    ).map(listing)
  }

  /// Those that somebody leads, and those in which they have a part.
  static func mine(_ person: ID<Person>) -> SQL {
    """
    SELECT id FROM dossiers WHERE owner_id = \(person)
    UNION SELECT dossier_id FROM dossier_members WHERE person_id = \(person) AND ended_at IS NULL
    """
  }

  /// Of some dossiers, those that were submitted, with what the legal clock is read from.
  package func waiting(
    among dossiers: [ID<Dossier>]
  ) throws -> [(id: ID<Dossier>, procedure: ProcedureKey, state: DossierState, submittedAt: Date)] {
    guard !dossiers.isEmpty else { return [] }
    return try transaction.rows(
      """
      SELECT id, procedure_id, procedure_version, state, submitted_at FROM dossiers
      WHERE id IN (\(SQL.list(dossiers))) AND submitted_at IS NOT NULL
      LIMIT 100
      """
    ).map { row in
      (
        try row.id("id"),
        ProcedureKey(id: try row.text("procedure_id"), version: try row.text("procedure_version")),
        try row.raw("state"), try row.date("submitted_at")
      )
    }
  }

  static let columns: SQL = """
    dossiers.id, dossiers.reference, dossiers.title, dossiers.state, dossiers.updated_at,
    dossiers.submitted_at, waves.name_fr, waves.name_en, waves.slug, waves.example,
    (SELECT kind FROM decisions WHERE decisions.dossier_id = dossiers.id AND decisions.stands = 1) AS decision_kind
    """

  func listing(_ row: SQLRow) throws -> DossierListing {
    DossierListing(
      id: try row.id("id"), reference: try row.text("reference"), title: try row.text("title"),
      state: try row.raw("state"), wave: try row.localised("name"), waveSlug: try row.slug("slug"),
      isExample: try row.bool("example"), updatedAt: try row.date("updated_at"),
      submittedAt: try row.optionalDate("submitted_at"),
      isFavourable: try row.optionalText("decision_kind").flatMap(Procedure.Outcome.Kind.init)?.isFavourable ?? true)
  }
}
