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
    _ dossier: Dossier, by event: DossierEvent, to state: DossierState, at moment: Date, reasons: String?
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
      INSERT INTO dossier_steps (dossier_id, number, event, to_state, at, reasons)
      SELECT \(dossier.id), COUNT(*) + 1, \(event), \(state), \(moment), \(reasons)
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
      SELECT event, to_state, at, reasons FROM dossier_steps
      WHERE dossier_id = \(id)
      ORDER BY number
      LIMIT 500
      """
    ).map { row in
      DossierHistoryEntry(
        event: try row.raw("event"), to: try row.raw("to_state"), at: try row.date("at"),
        reasons: try row.optionalText("reasons"))
    }
  }

  private static let columns: SQL = """
    id, reference, wave_id, procedure_id, procedure_version, owner_id, title, state, answers, version,
    created_at, updated_at, submitted_at
    """

  private func dossier(_ row: SQLRow) throws -> Dossier {
    Dossier(
      id: try row.id("id"), reference: try row.text("reference"), wave: try row.id("wave_id"),
      procedure: ProcedureKey(id: try row.text("procedure_id"), version: try row.text("procedure_version")),
      owner: try row.optionalText("owner_id") == nil
        ? Principal.replay.actor : .person(try row.id("owner_id")),
      title: try row.text("title"), state: try row.raw("state"),
      answers: try Answers(stored: row.text("answers")),
      version: try row.integer("version"), createdAt: try row.date("created_at"),
      updatedAt: try row.date("updated_at"), submittedAt: try row.optionalDate("submitted_at"),
      members: try DossierMemberRecords(transaction).list(of: row.id("id")),
      conflicted: try ConflictRecords(transaction).people(boundBy: row.id("id")),
      reviewers: try ReviewAssignmentRecords(transaction).accepted(of: row.id("id"))
    ).seating(try JuryRecords(transaction).jurors(of: row.id("id")))
  }
}
