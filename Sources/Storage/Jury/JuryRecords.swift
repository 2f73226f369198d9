package import Domain

/// Sessions of juries: plan, members, agenda.
package struct JuryRecords {
  let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ session: JurySession) throws {
    let (rule, quorum) = (session.rule, session.rule.quorum)
    try transaction.execute(
      """
      INSERT INTO jury_sessions (
        id, wave_id, title, place, planned_at, state, quorum_part, quorum_whole, quorum_strict, quorum_base,
        majority, casting_vote, ballot, version)
      VALUES (
        \(session.id), \(session.wave), \(session.title), \(session.place), \(session.plannedAt),
        \(session.state.stored), \(quorum.part), \(quorum.whole), \(quorum.isStrict), \(quorum.base.rawValue),
        \(rule.majority.rawValue), \(rule.hasCastingVote), \(rule.ballot.rawValue), \(session.version))
      """)
    try replaceMembers(session.members, of: session.id)
  }

  /// - Throws: `Refusal.notFound`.
  package func find(_ id: ID<JurySession>) throws -> JurySession {
    guard let row = try transaction.row("SELECT \(JuryRecords.columns) FROM jury_sessions WHERE id = \(id)") else {
      throw Refusal.notFound
    }
    return JurySession(
      id: id, wave: try row.id("wave_id"), title: try row.text("title"), place: try row.text("place"),
      plannedAt: try row.date("planned_at"), state: try state(row), openedAt: try row.optionalDate("opened_at"),
      closedAt: try row.optionalDate("closed_at"), rule: try rule(row), members: try members(of: id),
      items: try items(of: id), current: try row.optionalText("current_item") == nil ? nil : row.id("current_item"),
      version: try row.integer("version"), cancellation: try cancellation(row))
  }

  /// Sessions in some waves, or in which somebody sits; the next ones first.
  /// - Parameter waves: nil for all of them.
  package func list(in waves: Set<ID<Wave>>?, seating person: ID<Person>?, _ page: PageRequest) throws
    -> Page<JuryListing>
  {
    var condition: SQL = "id IN (SELECT session_id FROM jury_members WHERE person_id = \(person))"
    if let waves {
      condition.append(" OR wave_id IN (\(SQL.list(waves.sorted { $0.description < $1.description })))")
    } else {
      condition = "1 = 1"
    }
    let rows = try transaction.rows(
      """
      SELECT id, wave_id, title, planned_at, state, cancelled_at FROM jury_sessions WHERE \(condition)
      ORDER BY planned_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM jury_sessions WHERE \(condition)")
    return Page(
      items: try rows.map { row in
        JuryListing(
          id: try row.id("id"), wave: try row.id("wave_id"), title: try row.text("title"),
          plannedAt: try row.date("planned_at"), state: try state(row))
      }, total: total, request: page)
  }

  /// Saves what may change of a session, over the version that was read.
  /// - Throws: `Refusal.changedMeanwhile` when somebody else changed it first.
  package func save(_ session: JurySession) throws {
    let (rule, quorum) = (session.rule, session.rule.quorum)
    let changed = try transaction.execute(
      """
      UPDATE jury_sessions
      SET title = \(session.title), place = \(session.place), planned_at = \(session.plannedAt),
        state = \(session.state.stored), opened_at = \(session.openedAt), closed_at = \(session.closedAt),
        quorum_part = \(quorum.part), quorum_whole = \(quorum.whole), quorum_strict = \(quorum.isStrict),
        quorum_base = \(quorum.base.rawValue), majority = \(rule.majority.rawValue),
        casting_vote = \(rule.hasCastingVote), ballot = \(rule.ballot.rawValue), current_item = \(session.current),
        cancelled_at = \(session.cancellation?.at), cancellation = \(session.cancellation?.reason),
        version = version + 1
      WHERE id = \(session.id) AND version = \(session.version)
      """)
    guard changed == 1 else { throw Refusal.changedMeanwhile }
  }

  /// Who sits in a session, as they are given; what was noted of their attendance goes with them.
  package func replaceMembers(_ members: [JuryMember], of session: ID<JurySession>) throws {
    try transaction.execute("DELETE FROM jury_members WHERE session_id = \(session)")
    for (place, member) in members.enumerated() {
      try transaction.execute(
        """
        INSERT INTO jury_members (session_id, person_id, place, part, attendance, arrived_at, left_at)
        VALUES (\(session), \(member.person), \(place + 1), \(member.part.rawValue), \(member.attendance.rawValue),
          \(member.arrivedAt), \(member.leftAt))
        """)
    }
  }

  package func setAttendance(_ member: JuryMember, in session: ID<JurySession>) throws {
    try transaction.execute(
      """
      UPDATE jury_members
      SET attendance = \(member.attendance.rawValue), arrived_at = \(member.arrivedAt), left_at = \(member.leftAt)
      WHERE session_id = \(session) AND person_id = \(member.person)
      """)
  }

  package func insert(_ item: JuryItem, in session: ID<JurySession>) throws {
    var title = ""
    if case .free(let text) = item.subject { title = text }
    try transaction.execute(
      """
      INSERT INTO jury_items (id, session_id, place, dossier_id, title, ballot, state, round)
      VALUES (\(item.id), \(session), \(item.place), \(item.subject.dossier), \(title), \(item.ballot.rawValue),
        \(item.state.rawValue), \(item.round))
      """)
  }

  /// Saves where an item stands. The key of its secret ballots lasts as long as they are cast.
  package func save(_ item: JuryItem) throws {
    try transaction.execute(
      """
      UPDATE jury_items
      SET place = \(item.place), ballot = \(item.ballot.rawValue), state = \(item.state.rawValue), round = \(item.round),
        ballot_key = CASE WHEN \(item.state.rawValue) = 'voting' THEN ballot_key ELSE NULL END
      WHERE id = \(item.id)
      """)
  }

  /// - Parameter reasons: one on a line.
  package func setPutOff(_ reasons: String, of item: ID<JuryItem>) throws {
    try transaction.execute("UPDATE jury_items SET put_off = \(reasons) WHERE id = \(item)")
  }

  /// Takes an item off the agenda that was never dealt with.
  package func remove(_ item: ID<JuryItem>) throws {
    try transaction.execute("DELETE FROM jury_departures WHERE item_id = \(item)")
    try transaction.execute("DELETE FROM jury_items WHERE id = \(item) AND state = 'waiting' AND round = 1")
  }

  /// Who sits, with a vote, in a session that has the dossier on its agenda and is not closed.
  package func jurors(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: Set<ID<Person>>] {
    let rows = try transaction.rows(
      """
      SELECT DISTINCT jury_items.dossier_id AS dossier_id, jury_members.person_id AS person_id
      FROM jury_items JOIN jury_sessions ON jury_sessions.id = jury_items.session_id
        JOIN jury_members ON jury_members.session_id = jury_items.session_id
      WHERE jury_items.dossier_id IN (\(SQL.list(dossiers))) AND jury_sessions.state <> 'closed'
        AND jury_members.part <> 'secretary'
      LIMIT 50000
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[try row.id("dossier_id"), default: []].insert(try row.id("person_id"))
    }
  }

  /// Whether a dossier is on the agenda of a session that is not closed.
  package func isOnAgenda(_ dossier: ID<Dossier>) throws -> Bool {
    try transaction.row(
      """
      SELECT jury_items.id FROM jury_items JOIN jury_sessions ON jury_sessions.id = jury_items.session_id
      WHERE jury_items.dossier_id = \(dossier) AND jury_sessions.state <> 'closed'
      LIMIT 1
      """) != nil
  }

  /// Dossiers of a wave that a jury may deal with and that are on no agenda of a session that is not closed.
  package func candidates(in wave: ID<Wave>, limit: Int) throws -> [ID<Dossier>] {
    try transaction.rows(
      """
      SELECT id FROM dossiers
      WHERE wave_id = \(wave) AND state = 'inReview' AND id NOT IN (
        SELECT dossier_id FROM jury_items JOIN jury_sessions ON jury_sessions.id = jury_items.session_id
        WHERE dossier_id IS NOT NULL AND jury_sessions.state <> 'closed')
      ORDER BY reference
      LIMIT \(limit)
      """
    ).map { try $0.id("id") }
  }

  private func members(of session: ID<JurySession>) throws -> [JuryMember] {
    try transaction.rows(
      """
      SELECT person_id, part, attendance, arrived_at, left_at FROM jury_members
      WHERE session_id = \(session)
      ORDER BY place
      LIMIT 200
      """
    ).map { row in
      JuryMember(
        person: try row.id("person_id"), part: try row.raw("part"), attendance: try row.raw("attendance"),
        arrivedAt: try row.optionalDate("arrived_at"), leftAt: try row.optionalDate("left_at"))
    }
  }

  private func items(of session: ID<JurySession>) throws -> [JuryItem] {
    let results = try JuryResultRecords(transaction).list(of: session)
    return try transaction.rows(
      """
      SELECT id, place, dossier_id, title, ballot, state, round, put_off FROM jury_items
      WHERE session_id = \(session)
      ORDER BY place, id
      LIMIT 200
      """
    ).map { row in
      let (id, title): (ID<JuryItem>, String) = (try row.id("id"), try row.text("title"))
      let dossier: ID<Dossier>? = try row.optionalText("dossier_id") == nil ? nil : try row.id("dossier_id")
      return JuryItem(
        id: id, place: try row.integer("place"),
        subject: dossier.map { .dossier($0) } ?? (title.isEmpty ? .removed : .free(title)),
        ballot: try row.raw("ballot"), state: try row.raw("state"), round: try row.integer("round"),
        results: results[id] ?? [], putOff: try row.text("put_off").split(separator: "\n").map(String.init))
    }
  }

  private static let columns: SQL = """
    wave_id, title, place, planned_at, state, opened_at, closed_at, quorum_part, quorum_whole, quorum_strict,
    quorum_base, majority, casting_vote, ballot, current_item, version, cancelled_at, cancellation
    """

  private func cancellation(_ row: SQLRow) throws -> JurySession.Cancellation? {
    try row.optionalDate("cancelled_at").map {
      JurySession.Cancellation(at: $0, reason: try row.optionalText("cancellation") ?? "")
    }
  }

  private func state(_ row: SQLRow) throws -> JurySession.State {
    try row.optionalText("cancelled_at") == nil ? row.raw("state") : .cancelled
  }

  private func rule(_ row: SQLRow) throws -> JuryRule {
    JuryRule(
      quorum: JuryRule.Quorum(
        part: try row.integer("quorum_part"), whole: try row.integer("quorum_whole"),
        isStrict: try row.bool("quorum_strict"), base: try row.raw("quorum_base")),
      majority: try row.raw("majority"), hasCastingVote: try row.bool("casting_vote"), ballot: try row.raw("ballot"))
  }
}

extension JurySession.State {
  /// A session that was called off is closed for everything that asks whether it holds a dossier or a member.
  fileprivate var stored: String {
    switch self {
    case .planned, .open, .suspended, .closed: rawValue
    case .cancelled: JurySession.State.closed.rawValue
    }
  }
}
