import Domain
import Storage
import TestSupport
import Testing

/// Lists must not read whole tables: the plan of each is looked at.
@Suite(.enabled(if: TestDatabase.engine == .sqlite, "plans are read in the words of SQLite"))
struct QueryPlanTests {
  private func plan(_ query: SQL) async throws -> String {
    let house = try await TestHouse()
    return try await house.database.read { transaction in
      try transaction.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }.joined(
        separator: "\n")
    }
  }

  @Test func `the list of territories walks its index`() async throws {
    let plan = try await plan(
      """
      SELECT territories.id FROM territories JOIN waves ON waves.id = territories.wave_id
      WHERE territories.published_at IS NOT NULL
      ORDER BY territories.sort_name, territories.slug LIMIT 20 OFFSET 0
      """)
    #expect(plan.contains("territories_by_name"))
    #expect(!plan.contains("TEMP B-TREE"))
    let inForce = try await self.plan(
      """
      SELECT territories.id FROM territories JOIN waves ON waves.id = territories.wave_id
      WHERE territories.published_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM label_periods
        WHERE label_periods.territory_id = territories.id AND label_periods.known_until = 'x'
          AND label_periods.from_on <= 'x' AND label_periods.until_on > 'x')
      ORDER BY territories.sort_name, territories.slug LIMIT 20 OFFSET 0
      """)
    #expect(inForce.contains("territories_by_name") && !inForce.contains("SCAN label_periods"))
    #expect(!inForce.contains("TEMP B-TREE"))
  }

  @Test func `the queue walks its index`() async throws {
    let plan = try await plan(
      """
      SELECT dossiers.id FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE dossiers.submitted_at IS NOT NULL
      ORDER BY dossiers.submitted_at, dossiers.id LIMIT 20 OFFSET 0
      """)
    #expect(plan.contains("dossiers_by_submission"))
    #expect(!plan.contains("TEMP B-TREE"))
    let due = try await self.plan(
      """
      SELECT dossiers.id FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE dossiers.submitted_at IS NOT NULL
      ORDER BY dossiers.due_order, dossiers.submitted_at, dossiers.id LIMIT 20 OFFSET 0
      """)
    #expect(due.contains("dossiers_by_due") && !due.contains("TEMP B-TREE"))
  }

  @Test func `the notes of a dossier walk their index, and those of a person are found by one`() async throws {
    let notes = try await plan(
      "SELECT id FROM internal_notes WHERE dossier_id = 'x' ORDER BY written_at DESC, id DESC LIMIT 20 OFFSET 0")
    #expect(notes.contains("internal_notes_by_dossier") && !notes.contains("TEMP B-TREE"))
    let given = try await plan("SELECT dossier_id FROM dossier_examiners WHERE person_id = 'x'")
    #expect(given.contains("dossier_examiners_by_person"))
  }

  @Test func `labels are listed by what is due, and the clock finds those that it changes, by their indexes`()
    async throws
  {
    for condition in ["", " AND labels.state = 'active'"] as [SQL] {
      let listed = try await plan(
        """
        SELECT labels.territory_id FROM labels JOIN territories ON territories.id = labels.territory_id
        WHERE territories.published_at IS NOT NULL\(condition)
        ORDER BY labels.due_order, labels.territory_id LIMIT 20 OFFSET 0
        """)
      #expect(listed.contains("labels_by") && !listed.contains("TEMP B-TREE"))
    }
    let looked = try await plan(
      """
      SELECT territory_id FROM labels WHERE next_look_on <= 'x' AND EXISTS (
        SELECT 1 FROM territories WHERE territories.id = labels.territory_id AND territories.published_at IS NOT NULL)
      ORDER BY next_look_on, territory_id LIMIT 50
      """)
    #expect(looked.contains("labels_by_look") && !looked.contains("TEMP B-TREE"))
  }

  @Test func `reviews of a person, of a dossier and those that are due walk their indexes`() async throws {
    let mine = try await plan(
      "SELECT id FROM review_assignments WHERE person_id = 'x' AND state = 'asked' ORDER BY due_on, id LIMIT 500")
    #expect(mine.contains("review_assignments_by_person"))
    let dossier = try await plan(
      "SELECT id FROM review_assignments WHERE dossier_id = 'x' ORDER BY asked_at, id LIMIT 500")
    #expect(dossier.contains("review_assignments_by_dossier") && !dossier.contains("TEMP B-TREE"))
    let due = try await plan(
      """
      SELECT id FROM review_assignments
      WHERE state IN ('asked', 'accepted') AND due_on <= 'y' AND due_on >= 'x' LIMIT 50
      """)
    #expect(due.contains("review_assignments_by_day"))
    let sheets = try await plan("SELECT number FROM review_sheets WHERE dossier_id = 'x' ORDER BY person_id, number")
    #expect(sheets.contains("SEARCH review_sheets") && !sheets.contains("TEMP B-TREE"))
  }

  @Test func `sessions of juries are listed by their day, and found by who sits in them and by their dossiers`()
    async throws
  {
    let listed = try await plan(
      "SELECT id FROM jury_sessions WHERE 1 = 1 ORDER BY planned_at DESC, id DESC LIMIT 25 OFFSET 0")
    #expect(listed.contains("jury_sessions_by_day") && !listed.contains("TEMP B-TREE"))
    let seated = try await plan(
      """
      SELECT id FROM jury_sessions
      WHERE id IN (SELECT session_id FROM jury_members WHERE person_id = 'x') OR wave_id IN ('y')
      ORDER BY planned_at DESC, id DESC LIMIT 25 OFFSET 0
      """)
    #expect(seated.contains("jury_members_by_person") && !seated.contains("SCAN jury_members"))
    #expect(!seated.contains("TEMP B-TREE FOR ORDER BY"))
    let awaited = try await plan(
      """
      SELECT jury_sessions.id FROM jury_members JOIN jury_sessions ON jury_sessions.id = jury_members.session_id
      WHERE jury_members.person_id = 'x' AND jury_sessions.state <> 'closed'
      ORDER BY jury_sessions.planned_at, jury_sessions.id LIMIT 20
      """)
    #expect(!awaited.contains("SCAN jury_members"))
    let items = try await plan(
      "SELECT id FROM jury_items WHERE session_id = 'x' ORDER BY place, id LIMIT 200")
    #expect(items.contains("jury_items_by_session") && !items.contains("TEMP B-TREE"))
    let jurors = try await plan(
      """
      SELECT DISTINCT jury_items.dossier_id, jury_members.person_id
      FROM jury_items JOIN jury_sessions ON jury_sessions.id = jury_items.session_id
        JOIN jury_members ON jury_members.session_id = jury_items.session_id
      WHERE jury_items.dossier_id IN ('x', 'y') AND jury_sessions.state <> 'closed'
        AND jury_members.part <> 'secretary' LIMIT 50000
      """)
    #expect(jurors.contains("jury_items_by_dossier") && !jurors.contains("SCAN"))
    let onAgenda = try await plan(
      """
      SELECT jury_items.id FROM jury_items JOIN jury_sessions ON jury_sessions.id = jury_items.session_id
      WHERE jury_items.dossier_id = 'x' AND jury_sessions.state <> 'closed' LIMIT 1
      """)
    #expect(onAgenda.contains("jury_items_by_dossier") && !onAgenda.contains("SCAN"))
    let departures = try await plan(
      """
      SELECT item_id, person_id FROM jury_departures
      WHERE item_id IN (SELECT id FROM jury_items WHERE session_id = 'x') ORDER BY item_id, person_id LIMIT 10000
      """)
    #expect(departures.contains("SEARCH jury_departures") && !departures.contains("SCAN jury_items"))
    for table in ["jury_votes", "jury_voters", "jury_ballots"] {
      let votes = try await plan(
        SQL(stringLiteral: "SELECT 1 FROM \(table) WHERE item_id = 'x' AND round = 1 LIMIT 200"))
      #expect(votes.contains("SEARCH \(table)"))
    }
  }

  @Test func `the sessions of a person, and what has run out, walk their indexes`() async throws {
    let sessions = try await plan(
      """
      SELECT hash, id, created_at, last_seen_at, network, browser FROM sessions
      WHERE person_id = 'x' AND expires_at > 'y'
      ORDER BY last_seen_at DESC, id DESC LIMIT 20 OFFSET 0
      """)
    #expect(sessions.contains("sessions_by_person") && !sessions.contains("TEMP B-TREE"))
    let attempts = try await plan("DELETE FROM attempt_counters WHERE expires_at < 'x'")
    #expect(attempts.contains("attempt_counters_by_expiry"))
    let visits = try await plan("DELETE FROM provider_visits WHERE expires_at < 'x'")
    #expect(visits.contains("provider_visits_by_expiry"))
  }

  @Test func `the journal is walked by its number`() async throws {
    let plan = try await plan("SELECT number FROM journal WHERE number > 5 ORDER BY number LIMIT 10")
    #expect(plan.contains("SEARCH journal"))
  }

  @Test func `organisations are found by the beginning of their name or number, in order`() async throws {
    let names = try await plan(
      """
      SELECT id FROM organisations
      WHERE merged_into IS NULL AND folded_name >= 'atelier' AND folded_name < 'atelies'
      ORDER BY folded_name, id LIMIT 20 OFFSET 0
      """)
    #expect(names.contains("organisations_by_name") && !names.contains("TEMP B-TREE"))
    let numbers = try await plan(
      """
      SELECT id FROM organisations
      WHERE merged_into IS NULL AND number >= '123' AND number < '124'
      ORDER BY number, id LIMIT 20 OFFSET 0
      """)
    #expect(numbers.contains("SEARCH organisations") && !numbers.contains("USE TEMP B-TREE FOR ORDER BY"))
  }

  @Test func `the organisations of a person, and what waits for an address, walk their indexes`() async throws {
    let own = try await plan(
      "SELECT organisation_id FROM memberships WHERE person_id = 'x' AND ended_at IS NULL")
    #expect(own.contains("memberships_by_person") || own.contains("memberships_of_person"))
    let members = try await plan(
      "SELECT person_id FROM memberships WHERE organisation_id = 'x' ORDER BY number LIMIT 20 OFFSET 0")
    #expect(members.contains("SEARCH memberships") && !members.contains("TEMP B-TREE"))
    let open = try await plan(
      "SELECT id FROM organisation_invitations WHERE organisation_id = 'x' AND closed_at IS NULL ORDER BY email LIMIT 20"
    )
    #expect(open.contains("organisation_invitations_open") && !open.contains("TEMP B-TREE"))
  }

  @Test func `messages of a dossier, and what awaits somebody, walk their indexes`() async throws {
    let messages = try await plan(
      "SELECT id FROM exchange_messages WHERE dossier_id = 'x' ORDER BY sent_at DESC, id DESC LIMIT 20 OFFSET 0")
    #expect(messages.contains("exchange_messages_by_dossier") && !messages.contains("TEMP B-TREE"))
    let questions = try await plan(
      """
      SELECT dossiers.id FROM exchange_messages JOIN dossiers ON dossiers.id = exchange_messages.dossier_id
      WHERE exchange_messages.side = 'applicant' AND exchange_messages.settled_at IS NULL LIMIT 20
      """)
    #expect(questions.contains("exchange_messages_unsettled") && !questions.contains("SCAN dossiers"))
    let unread = try await plan(
      """
      SELECT dossiers.id FROM dossiers JOIN exchange_messages ON exchange_messages.dossier_id = dossiers.id
      WHERE dossiers.owner_id = 'x' AND exchange_messages.side = 'service' AND exchange_messages.settled_at IS NULL
      """)
    #expect(!unread.contains("SCAN"))
  }

  @Test func `questions, interests and closings of calls walk their indexes`() async throws {
    let answered = try await plan(
      """
      SELECT id FROM call_questions WHERE wave_id = 'x' AND answered_at IS NOT NULL
      ORDER BY answered_at DESC, id DESC LIMIT 20 OFFSET 0
      """)
    #expect(answered.contains("call_questions_by_wave") && !answered.contains("TEMP B-TREE"))
    let waiting = try await plan(
      """
      SELECT call_questions.id FROM call_questions JOIN waves ON waves.id = call_questions.wave_id
      WHERE answered_at IS NULL ORDER BY call_questions.asked_at, call_questions.id LIMIT 20 OFFSET 0
      """)
    #expect(waiting.contains("call_questions_by_answer") && !waiting.contains("TEMP B-TREE"))
    let closing = try await plan(
      "SELECT id FROM waves WHERE closes_at > 'x' AND closes_at < 'y' AND opens_at <= 'x' ORDER BY closes_at, id")
    #expect(closing.contains("waves_by_closing"))
  }

  @Test func `the dossiers of a member, and the remarks of a dossier, walk their indexes`() async throws {
    let shared = try await plan("SELECT dossier_id FROM dossier_members WHERE person_id = 'x' AND ended_at IS NULL")
    #expect(shared.contains("dossier_members_by_person"))
    let remarks = try await plan(
      "SELECT id FROM dossier_comments WHERE dossier_id = 'x' ORDER BY created_at, id LIMIT 50 OFFSET 0")
    #expect(remarks.contains("dossier_comments_by_dossier") && !remarks.contains("TEMP B-TREE"))
  }

  @Test func `the next job is found without reading the outbox through`() async throws {
    let plan = try await plan(
      """
      SELECT id FROM outbox
      WHERE channel IN ('document') AND (
        (state = 'waiting' AND due_at <= 'x') OR (state = 'taken' AND taken_until <= 'x'))
      ORDER BY due_at, id LIMIT 1
      """)
    #expect(plan.contains("outbox_by_turn") && !plan.contains("SCAN outbox"))
  }
}
