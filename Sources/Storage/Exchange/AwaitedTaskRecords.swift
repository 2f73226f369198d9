package import Domain
package import Foundation

/// What awaits somebody: one small query for each kind.
package struct AwaitedTaskRecords {
  private let transaction: any Transaction
  private let person: ID<Person>
  private let waves: Set<ID<Wave>>?
  private let now: Date
  private let limit: Int

  /// - Parameters:
  ///   - waves: those that the person examines; nil for all.
  ///   - limit: how many of each kind are told.
  package init(
    _ transaction: any Transaction, of person: ID<Person>, in waves: Set<ID<Wave>>?, at now: Date, limit: Int
  ) {
    self.transaction = transaction
    self.person = person
    self.waves = waves
    self.now = now
    self.limit = limit
  }

  package func list(_ kind: AwaitedTask.Kind) throws -> [AwaitedTask] {
    switch kind {
    case .unfinishedDraft: try tasks(kind, drafts)
    case .complements: try transaction.rows(complements).map { try task(kind, $0, due: try $0.optionalDay("due")?.end) }
    case .unreadMessage: try tasks(kind, unread)
    case .invitation: try invitations()
    case .dossierInvitation: try dossierInvitations()
    case .decisionToRead: try tasks(kind, own(AwaitedTaskRecords.isUnreadDecision))
    case .reviewAsked: try reviews(kind, .asked)
    case .reviewToWrite: try reviews(kind, .accepted)
    case .jurySession: try sessions()
    case .dossierToExamine: try tasks(kind, submitted(again: false))
    case .complementsBack: try tasks(kind, submitted(again: true))
    case .question: try tasks(kind, questions)
    case .labelPaperToPost: try papers()
    case .silenceNear: try silent(kind, "dossiers.due_order >= \(Day(now)) AND dossiers.due_order <= \(soon)")
    case .silencePast: try silent(kind, "dossiers.due_order < \(Day(now))")
    // Not of one person: `ConflictRecords.examinable`.
    case .nobodyExamines: []
    }
  }

  // MARK: The applicant's

  private var drafts: SQL {
    """
    SELECT dossiers.id, dossiers.title, dossiers.reference, dossiers.created_at AS since, waves.closes_at AS due,
      NULL AS count
    FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
    WHERE dossiers.id IN (\(DossierListRecords.mine(person))) AND dossiers.state = 'draft' AND waves.opens_at <= \(now)
      AND waves.closes_at > \(now)
    ORDER BY waves.closes_at, dossiers.id
    LIMIT \(limit)
    """
  }

  /// Each until the day that the service has told.
  private var complements: SQL {
    """
    SELECT dossiers.id, dossiers.title, dossiers.reference, dossiers.updated_at AS since, asked.due_on AS due,
      NULL AS count
    FROM dossiers LEFT JOIN complement_requests asked
      ON asked.dossier_id = dossiers.id AND asked.answered_at IS NULL
    WHERE dossiers.id IN (\(DossierListRecords.mine(person))) AND dossiers.state = 'incomplete'
    ORDER BY asked.due_on, dossiers.id
    LIMIT \(limit)
    """
  }

  private func own(_ condition: SQL) -> SQL {
    """
    SELECT dossiers.id, dossiers.title, dossiers.reference, dossiers.updated_at AS since, NULL AS due, NULL AS count
    FROM dossiers
    WHERE dossiers.id IN (\(DossierListRecords.mine(person))) AND \(condition)
    ORDER BY dossiers.updated_at, dossiers.id
    LIMIT \(limit)
    """
  }

  /// Of several decisions, the last one that was told.
  private static let isUnreadDecision: SQL = """
    dossiers.state IN ('inadmissible', 'notified', 'published') AND NOT EXISTS (
      SELECT 1 FROM first_openings
      WHERE first_openings.dossier_id = dossiers.id AND first_openings.subject = (
        SELECT CASE WHEN COALESCE(MAX(decisions.number), 1) = 1 THEN 'decision'
          ELSE 'decision:' || MAX(decisions.number) END
        FROM decisions WHERE decisions.dossier_id = dossiers.id AND decisions.notified_at IS NOT NULL))
    """

  private var unread: SQL {
    """
    SELECT dossiers.id, dossiers.title, dossiers.reference, MIN(exchange_messages.sent_at) AS since, NULL AS due,
      COUNT(*) AS count
    FROM dossiers JOIN exchange_messages ON exchange_messages.dossier_id = dossiers.id
    WHERE dossiers.id IN (\(DossierListRecords.mine(person))) AND exchange_messages.side = 'service'
      AND exchange_messages.settled_at IS NULL
    GROUP BY dossiers.id, dossiers.title, dossiers.reference
    ORDER BY since, dossiers.id
    LIMIT \(limit)
    """
  }

  /// By the address of the account; what opens it stands in the letter alone.
  private func invitations() throws -> [AwaitedTask] {
    try transaction.rows(
      """
      SELECT organisations.name, organisation_invitations.created_at, organisation_invitations.expires_at
      FROM organisation_invitations JOIN organisations ON organisations.id = organisation_invitations.organisation_id
      WHERE organisation_invitations.email = (SELECT email FROM people WHERE id = \(person))
        AND organisation_invitations.closed_at IS NULL AND organisation_invitations.expires_at > \(now)
      ORDER BY organisation_invitations.expires_at, organisation_invitations.id
      LIMIT \(limit)
      """
    ).map { row in
      AwaitedTask(
        kind: .invitation, place: .organisations, title: try row.text("name"), reference: "",
        since: try row.date("created_at"), due: try row.date("expires_at"))
    }
  }

  private func dossierInvitations() throws -> [AwaitedTask] {
    try transaction.rows(
      """
      SELECT dossiers.title, dossiers.reference, dossier_invitations.created_at, dossier_invitations.expires_at
      FROM dossier_invitations JOIN dossiers ON dossiers.id = dossier_invitations.dossier_id
      WHERE dossier_invitations.email = (SELECT email FROM people WHERE id = \(person))
        AND dossier_invitations.closed_at IS NULL AND dossier_invitations.expires_at > \(now)
      ORDER BY dossier_invitations.expires_at, dossier_invitations.id
      LIMIT \(limit)
      """
    ).map { row in
      AwaitedTask(
        kind: .dossierInvitation, place: .letter, title: try row.text("title"), reference: try row.text("reference"),
        since: try row.date("created_at"), due: try row.date("expires_at"))
    }
  }

  // MARK: The expert's

  /// What an expert has before them, while the dossier is reviewed and their sheet is not in.
  private func reviews(_ kind: AwaitedTask.Kind, _ state: ReviewAssignment.State) throws -> [AwaitedTask] {
    let unbound = ConflictRecords.unbound("dossiers.id", for: person)
    return try transaction.rows(
      """
      SELECT dossiers.id, dossiers.title, dossiers.reference, review_assignments.asked_at AS since,
        review_assignments.due_on AS due, NULL AS count
      FROM review_assignments JOIN dossiers ON dossiers.id = review_assignments.dossier_id
      WHERE review_assignments.person_id = \(person) AND review_assignments.state = \(state)
        AND dossiers.state IN (\(SQL.list(DossierState.allCases.filter(\.isReviewed))))\(unbound) AND NOT EXISTS (
          SELECT 1 FROM review_sheets
          WHERE review_sheets.dossier_id = dossiers.id AND review_sheets.person_id = \(person))
      ORDER BY review_assignments.due_on, dossiers.id
      LIMIT \(limit)
      """
    ).map { try task(kind, $0, due: try $0.day("due").end) }
  }

  // MARK: The jury's

  private func sessions() throws -> [AwaitedTask] {
    try transaction.rows(
      """
      SELECT jury_sessions.id, jury_sessions.title, jury_sessions.planned_at
      FROM jury_members JOIN jury_sessions ON jury_sessions.id = jury_members.session_id
      WHERE jury_members.person_id = \(person) AND jury_sessions.state <> 'closed'
      ORDER BY jury_sessions.planned_at, jury_sessions.id
      LIMIT \(limit)
      """
    ).map { row in
      let planned = try row.date("planned_at")
      return AwaitedTask(
        kind: .jurySession, place: .jury(try row.id("id")), title: try row.text("title"), reference: "",
        since: planned, due: planned)
    }
  }

  // MARK: The service's

  /// What reaches the reader: in their waves, and never a dossier that binds them, their own among those.
  private var isReached: SQL {
    var condition: SQL = "dossiers.id NOT IN (\(ConflictRecords.binding(person)))"
    if let waves { condition.append(" AND dossiers.wave_id IN (\(SQL.list(waves.sorted { "\($0)" < "\($1)" })))") }
    return condition
  }

  private func submitted(again: Bool) -> SQL {
    let number: SQL = again ? "submissions.number > 1" : "submissions.number = 1"
    return """
      SELECT dossiers.id, dossiers.title, dossiers.reference, submissions.submitted_at AS since, NULL AS due,
        NULL AS count
      FROM dossiers JOIN submissions ON submissions.dossier_id = dossiers.id
      WHERE dossiers.state = 'submitted' AND \(isReached) AND \(number)
        AND submissions.number = (
          SELECT MAX(latest.number) FROM submissions latest WHERE latest.dossier_id = dossiers.id)
        AND NOT EXISTS (
          SELECT 1 FROM first_openings
          WHERE first_openings.dossier_id = dossiers.id
            AND first_openings.subject = 'submission:' || submissions.number)
      ORDER BY dossiers.submitted_at, dossiers.id
      LIMIT \(limit)
      """
  }

  private var questions: SQL {
    """
    SELECT dossiers.id,
      CASE WHEN dossiers.submitted_at IS NULL THEN dossiers.reference ELSE dossiers.title END AS title,
      dossiers.reference, MIN(exchange_messages.sent_at) AS since, NULL AS due, COUNT(*) AS count
    FROM exchange_messages JOIN dossiers ON dossiers.id = exchange_messages.dossier_id
    WHERE exchange_messages.side = 'applicant' AND exchange_messages.settled_at IS NULL AND \(isReached)
    GROUP BY dossiers.id, dossiers.title, dossiers.reference, dossiers.submitted_at
    ORDER BY since, dossiers.id
    LIMIT \(limit)
    """
  }

  private func papers() throws -> [AwaitedTask] {
    try transaction.rows(
      """
      SELECT territories.id, territories.name, MIN(label_letters.ordered_at) AS since
      FROM label_letters
      JOIN territories ON territories.id = label_letters.territory_id
      JOIN dossiers ON dossiers.id = territories.dossier_id
      WHERE label_letters.by_post = 1 AND label_letters.posted_at IS NULL AND \(isReached)
      GROUP BY territories.id, territories.name
      ORDER BY since, territories.id
      LIMIT \(limit)
      """
    ).map { row in
      AwaitedTask(
        kind: .labelPaperToPost, place: .label(try row.id("id")), title: try row.text("name"), reference: "",
        since: try row.date("since"))
    }
  }

  /// So many days before it decides, silence is told of.
  package static let silenceIsNear = 14

  private var soon: Day { Day(now).adding(days: AwaitedTaskRecords.silenceIsNear) }

  /// Dossiers that were given to the person and await an answer: the order of what is due begins with the day of silence.
  private func silent(_ kind: AwaitedTask.Kind, _ day: SQL) throws -> [AwaitedTask] {
    try transaction.rows(
      """
      SELECT dossiers.id, dossiers.title, dossiers.reference, dossier_examiners.given_at AS since,
        dossiers.due_order AS due, NULL AS count
      FROM dossier_examiners JOIN dossiers ON dossiers.id = dossier_examiners.dossier_id
      WHERE dossier_examiners.person_id = \(person) AND \(day) AND \(isReached)
      ORDER BY dossiers.due_order, dossiers.id
      LIMIT \(limit)
      """
    ).map { try task(kind, $0, due: try $0.day("due").end) }
  }

  /// The procedure of a dossier, without the rest of it.
  package static func procedure(of dossier: ID<Dossier>, in transaction: any Transaction) throws -> ProcedureKey? {
    try transaction.row("SELECT procedure_id, procedure_version FROM dossiers WHERE id = \(dossier)").map {
      ProcedureKey(id: try $0.text("procedure_id"), version: try $0.text("procedure_version"))
    }
  }

  private func tasks(_ kind: AwaitedTask.Kind, _ query: SQL) throws -> [AwaitedTask] {
    try transaction.rows(query).map { try task(kind, $0, due: try $0.optionalDate("due")) }
  }

  private func task(_ kind: AwaitedTask.Kind, _ row: SQLRow, due: Date?) throws -> AwaitedTask {
    AwaitedTask(
      kind: kind, place: .dossier(try row.id("id")), title: try row.text("title"),
      reference: try row.text("reference"), since: try row.date("since"), due: due,
      count: try row.optionalInteger("count"))
  }
}
