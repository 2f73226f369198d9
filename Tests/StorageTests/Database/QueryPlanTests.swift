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
  }

  @Test func `the queue walks its index`() async throws {
    let plan = try await plan(
      """
      SELECT dossiers.id FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE dossiers.submitted_at IS NOT NULL
      ORDER BY dossiers.submitted_at DESC, dossiers.id DESC LIMIT 20 OFFSET 0
      """)
    #expect(plan.contains("dossiers_by_submission"))
    #expect(!plan.contains("TEMP B-TREE"))
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
}
