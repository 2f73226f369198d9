package import Domain
package import Foundation

/// The hours at which the decisions of waves become public, and what keeps them from it.
package struct WavePublicationRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func find(_ wave: ID<Wave>) throws -> WavePublication? {
    try transaction.row(
      "SELECT at, set_at, done_at, cancelled_at, version FROM wave_publications WHERE wave_id = \(wave)"
    ).map { row in
      WavePublication(
        at: try row.date("at"), setAt: try row.date("set_at"), doneAt: try row.optionalDate("done_at"),
        isCancelled: try row.optionalText("cancelled_at") != nil, version: try row.integer("version"))
    }
  }

  /// Sets or moves an hour over the version that was read (0 for none).
  /// - Returns: whether nobody set it in between.
  package func set(
    _ publication: WavePublication, of wave: ID<Wave>, over version: Int, by person: ID<Person>?
  ) throws -> Bool {
    if version == 0 {
      return try transaction.execute(
        """
        INSERT INTO wave_publications (wave_id, at, set_by, set_at, version)
        VALUES (\(wave), \(publication.at), \(person), \(publication.setAt), \(publication.version))
        ON CONFLICT (wave_id) DO NOTHING
        """) > 0
    }
    return try transaction.execute(
      """
      UPDATE wave_publications
      SET at = \(publication.at), set_by = \(person), set_at = \(publication.setAt), version = \(publication.version),
        cancelled_at = NULL
      WHERE wave_id = \(wave) AND version = \(version) AND done_at IS NULL
      """) > 0
  }

  /// Takes an hour back that has not come.
  /// - Returns: whether nobody changed it in between.
  package func cancel(_ wave: ID<Wave>, over version: Int, by person: ID<Person>?, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE wave_publications SET cancelled_at = \(moment), set_by = \(person), version = version + 1
      WHERE wave_id = \(wave) AND version = \(version) AND done_at IS NULL AND cancelled_at IS NULL
      """) > 0
  }

  package func setDone(_ wave: ID<Wave>, at moment: Date) throws {
    try transaction.execute("UPDATE wave_publications SET done_at = \(moment) WHERE wave_id = \(wave)")
  }

  /// The waves of which the hour has come, the earliest first.
  package func due(at moment: Date) throws -> [ID<Wave>] {
    try transaction.rows(
      """
      SELECT wave_id FROM wave_publications
      WHERE done_at IS NULL AND at <= \(moment) AND cancelled_at IS NULL
      ORDER BY at, wave_id
      LIMIT 20
      """
    ).map { try $0.id("wave_id") }
  }

  /// The next hour that has not come.
  package func next() throws -> Date? {
    try transaction.row(
      "SELECT at FROM wave_publications WHERE done_at IS NULL AND cancelled_at IS NULL ORDER BY at LIMIT 1")?.date("at")
  }

  /// Dossiers of a wave of which the decision waits for the hour, by their ids, after one of them.
  package func decided(in wave: ID<Wave>, after id: ID<Dossier>?, limit: Int) throws -> [ID<Dossier>] {
    try transaction.rows(
      """
      SELECT id FROM dossiers
      WHERE wave_id = \(wave) AND state = 'decided' AND id > \(id?.description ?? "")
      ORDER BY id
      LIMIT \(limit)
      """
    ).map { try $0.id("id") }
  }

  package func decidedCount(in wave: ID<Wave>) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM dossiers WHERE wave_id = \(wave) AND state = 'decided'")
  }

  /// Dossiers of a wave that wait for a decision, or of which the decision is not signed, or was prepared or taken by
  /// somebody whom an interest binds by now: two hundred at most.
  package func missing(in wave: ID<Wave>, signed: Bool) throws -> [MissingDecision] {
    let unsigned: SQL = signed ? "state = 'decided' AND decisions.signatory_name IS NULL" : "1 = 0"
    let waiting = DossierState.allCases.filter { $0.awaitsAnswer && $0 != .decided }
    let standing = ConflictQuery(dossiers: ConflictRecords.inWave(wave), person: nil).standing
    return try transaction.rows(
      """
      SELECT dossiers.id AS id, reference, title, state, CASE WHEN \(unsigned) THEN 1 ELSE 0 END AS unsigned
      FROM dossiers
      LEFT JOIN decisions ON decisions.dossier_id = dossiers.id AND decisions.stands = 1
      WHERE wave_id = \(wave) AND (state IN (\(SQL.list(waiting)))
        OR (\(unsigned)) OR state = 'decided' AND EXISTS (
          SELECT 1 FROM (\(standing)) bound
          WHERE bound.dossier_id = dossiers.id AND bound.person_id IN (decisions.prepared_by, decisions.decided_by)))
      ORDER BY reference
      LIMIT 200
      """
    ).map { row in
      let state: DossierState = try row.raw("state")
      return MissingDecision(
        dossier: try row.id("id"), reference: try row.text("reference"), title: try row.text("title"), state: state,
        isUnsigned: try row.integer("unsigned") == 1)
    }
  }
}
