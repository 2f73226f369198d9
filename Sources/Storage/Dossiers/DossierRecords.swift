package import Domain
package import Foundation

package struct DossierRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameter origin: where a dossier of an old wave stands in its record.
  package func insert(_ dossier: Dossier, origin: String? = nil) throws {
    let owner: ID<Person>? =
      switch dossier.owner {
      case .person(let id): id
      case .program: nil
      }
    try transaction.execute(
      """
      INSERT INTO dossiers (
        id, reference, wave_id, procedure_id, procedure_version, owner_id, origin, title, state,
        answers, version, created_at, updated_at, submitted_at, due_order)
      VALUES (
        \(dossier.id), \(dossier.reference), \(dossier.wave), \(dossier.procedure.id),
        \(dossier.procedure.version), \(owner), \(origin), \(dossier.title), \(dossier.state),
        \(dossier.answers.json.canonical), \(dossier.version), \(dossier.createdAt),
        \(dossier.updatedAt), \(dossier.submittedAt), \(LegalClock.order(of: nil)))
      """)
  }

  /// - Throws: `Refusal.notFound`.
  package func find(_ id: ID<Dossier>) throws -> Dossier {
    let row = try transaction.row("SELECT \(DossierRecords.columns) FROM dossiers WHERE id = \(id)")
    guard let row else { throw Refusal.notFound }
    return try dossier(row)
  }

  /// Some dossiers, a few hundred at most, in the order of their references; one that is no more is not among them.
  package func find(_ ids: [ID<Dossier>]) throws -> [Dossier] {
    guard !ids.isEmpty else { return [] }
    return try dossiers(
      try transaction.rows(
        """
        SELECT \(DossierRecords.columns) FROM dossiers WHERE id IN (\(SQL.list(ids)))
        ORDER BY reference
        LIMIT 1000
        """))
  }

  package func find(reference: String) throws -> Dossier? {
    try transaction.row("SELECT \(DossierRecords.columns) FROM dossiers WHERE reference = \(reference)").map(dossier)
  }

  package func find(origin: String) throws -> Dossier? {
    try transaction.row("SELECT \(DossierRecords.columns) FROM dossiers WHERE origin = \(origin)").map(
      dossier)
  }

  package func origin(of id: ID<Dossier>) throws -> String? {
    try transaction.row("SELECT origin FROM dossiers WHERE id = \(id)")?.optionalText("origin")
  }

  /// Saves answers, as their canonical JSON, over the version that they were read from.
  /// - Throws: `Refusal.changedMeanwhile` when somebody else saved first.
  package func save(
    _ answers: String, title: String, of id: ID<Dossier>, version: Int, at moment: Date
  ) throws {
    let changed = try transaction.execute(
      """
      UPDATE dossiers
      SET answers = \(answers), title = \(title), version = version + 1,
        updated_at = \(moment)
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { throw Refusal.changedMeanwhile }
  }

  /// Moves a dossier along a step, over the version that was read, and keeps the step.
  /// - Throws: `Refusal.changedMeanwhile` when it moved or changed in between.
  package func move(
    _ dossier: Dossier, by event: DossierEvent, to state: DossierState, at moment: Date, reasons: String?,
    receivedOn: Day? = nil, contesting decision: Int? = nil
  ) throws {
    // What is taken back is a draft again, its author's alone; its submissions stay as they were.
    let submittedAt = event == .submit ? moment : event == .resume ? nil : dossier.submittedAt
    // What the service does among itself changes nothing that its authors see: their lists stand by this moment.
    let updatedAt = event.isInternal ? dossier.updatedAt : moment
    let changed = try transaction.execute(
      """
      UPDATE dossiers
      SET state = \(state), version = version + 1, updated_at = \(updatedAt), submitted_at = \(submittedAt)
      WHERE id = \(dossier.id) AND version = \(dossier.version)
      """)
    guard changed == 1 else { throw Refusal.changedMeanwhile }
    try transaction.execute(
      """
      INSERT INTO dossier_steps (dossier_id, number, event, to_state, at, reasons, received_on, decision_number)
      SELECT \(dossier.id), COUNT(*) + 1, \(event), \(state), \(moment), \(reasons), \(receivedOn),
        CAST(\(decision) AS INTEGER)
      FROM dossier_steps WHERE dossier_id = \(dossier.id)
      """)
  }

  /// Keeps where a dossier stands among those that wait (`LegalClock.order`). It is read from its steps and requests:
  /// the version does not rise.
  package func setDueOrder(_ order: String, of id: ID<Dossier>) throws {
    try transaction.execute("UPDATE dossiers SET due_order = \(order) WHERE id = \(id)")
  }

  /// Some dossiers of which nobody has said yet where they stand: those of a database that an older version made.
  package func withoutDueOrder(limit: Int) throws -> [ID<Dossier>] {
    try transaction.rows("SELECT id FROM dossiers WHERE due_order = 'unknown' ORDER BY submitted_at, id LIMIT \(limit)")
      .map { try $0.id("id") }
  }

  /// Gives a dossier another owner, over the version that was read.
  /// - Throws: `Refusal.changedMeanwhile` when it changed in between.
  package func handOver(_ dossier: Dossier, to person: ID<Person>, at moment: Date) throws {
    let changed = try transaction.execute(
      """
      UPDATE dossiers SET owner_id = \(person), version = version + 1, updated_at = \(moment)
      WHERE id = \(dossier.id) AND version = \(dossier.version)
      """)
    guard changed == 1 else { throw Refusal.changedMeanwhile }
  }

  package func history(of id: ID<Dossier>) throws -> [DossierHistoryEntry] {
    try transaction.rows(
      """
      SELECT event, to_state, at, reasons, received_on, decision_number FROM dossier_steps
      WHERE dossier_id = \(id)
      ORDER BY number
      LIMIT 500
      """
    ).map { row in
      DossierHistoryEntry(
        event: try row.raw("event"), to: try row.raw("to_state"), at: try row.date("at"),
        reasons: try row.optionalText("reasons"), receivedOn: try row.optionalDay("received_on"),
        decision: try row.optionalInteger("decision_number"))
    }
  }

  /// The days on which appeals came that no decision has answered yet, by their dossiers.
  package func openAppeals(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: Day] {
    guard !dossiers.isEmpty else { return [:] }
    let rows = try transaction.rows(
      """
      SELECT dossier_id, at, received_on FROM dossier_steps
      WHERE dossier_id IN (\(SQL.list(dossiers))) AND event = 'appeal' AND NOT EXISTS (
        SELECT 1 FROM dossier_steps later
        WHERE later.dossier_id = dossier_steps.dossier_id AND later.number > dossier_steps.number
          AND later.event IN ('notify', 'findInadmissible'))
      ORDER BY dossier_id, number
      LIMIT 500
      """)
    return Dictionary(
      try rows.map { (try $0.id("dossier_id"), try $0.optionalDay("received_on") ?? Day($0.date("at"))) },
      uniquingKeysWith: { $1 })
  }

  private static let columns: SQL = """
    id, reference, wave_id, procedure_id, procedure_version, owner_id, title, state, answers, version,
    created_at, updated_at, submitted_at
    """

  private func dossier(_ row: SQLRow) throws -> Dossier {
    guard let dossier = try dossiers([row]).first else { throw Refusal.notFound }
    return dossier
  }

  /// Who has a part in them, and who is bound, is asked for all of them at once.
  private func dossiers(_ rows: [SQLRow]) throws -> [Dossier] {
    let ids = try rows.map { try $0.id("id") as ID<Dossier> }
    guard !ids.isEmpty else { return [] }
    let members = try DossierMemberRecords(transaction).list(of: ids)
    let conflicted = try ConflictRecords(transaction).people(boundBy: ids)
    let reviewers = try ReviewAssignmentRecords(transaction).accepted(of: ids)
    let jurors = try JuryRecords(transaction).jurors(of: ids)
    return try zip(ids, rows).map { id, row in
      Dossier(
        id: id, reference: try row.text("reference"), wave: try row.id("wave_id"),
        procedure: ProcedureKey(id: try row.text("procedure_id"), version: try row.text("procedure_version")),
        owner: try row.optionalText("owner_id") == nil
          ? Principal.replay.actor : .person(try row.id("owner_id")),
        title: try row.text("title"), state: try row.raw("state"),
        answers: try Answers(stored: row.text("answers")),
        version: try row.integer("version"), createdAt: try row.date("created_at"),
        updatedAt: try row.date("updated_at"), submittedAt: try row.optionalDate("submitted_at"),
        members: members[id] ?? [], conflicted: conflicted[id] ?? [], reviewers: reviewers[id] ?? []
      ).seating(jurors[id] ?? [])
    }
  }
}
