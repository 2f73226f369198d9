package import Domain

/// The dossiers of a wave that are, or were, reviewed.
package struct ReviewedDossierRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// A hundred at most, those after an identity. What was withdrawn or found inadmissible is not compared.
  package func list(of wave: ID<Wave>, after last: ID<Dossier>?) throws -> [ReviewedDossier] {
    try transaction.rows(
      """
      SELECT id, reference, title FROM dossiers
      WHERE wave_id = \(wave) AND submitted_at IS NOT NULL
        AND state NOT IN ('draft', 'withdrawn', 'lapsed', 'inadmissible') AND id > \(last.map { "\($0)" } ?? "")
      ORDER BY id
      LIMIT 100
      """
    ).map { row in
      ReviewedDossier(id: try row.id("id"), reference: try row.text("reference"), title: try row.text("title"))
    }
  }
}
