import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// Export and retention must not read whole tables: the plan of each is looked at.
@Suite(.enabled(if: TestDatabase.engine == .sqlite, "plans are read in the words of SQLite"))
struct PrivacyPlanTests {
  private func plan(_ query: SQL) async throws -> String {
    let house = try await TestHouse()
    return try await house.database.read { transaction in
      try transaction.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }.joined(separator: "\n")
    }
  }

  @Test(arguments: PersonalData.tables.map(\.section))
  func `a section of an export is found by an index`(section: String) async throws {
    let table = try #require(PersonalData.tables.first { $0.section == section })
    let plan = try await plan(table.query(of: ID(UUID()), limit: 10, offset: 0))
    #expect(!plan.contains("SCAN"), "\(plan)")
  }

  @Test(arguments: [
    ("SELECT id FROM outbox WHERE created_at < '2026' ORDER BY created_at, id LIMIT 5", "outbox_by_age"),
    ("SELECT hash FROM sessions WHERE expires_at < '2026' ORDER BY expires_at LIMIT 5", "sessions_by_expiry"),
    ("SELECT hash FROM sign_in_links WHERE expires_at < '2026' ORDER BY expires_at LIMIT 5", "sign_in_links_by_expiry"),
    ("SELECT id FROM people WHERE created_at < '2026' ORDER BY created_at, id LIMIT 5", "people_by_creation"),
    ("SELECT 1 AS one FROM journal WHERE author = 'person:x' AND at >= '2026'", "journal_by_author"),
  ])
  func `what has run out is found by an index`(query: String, index: String) async throws {
    let plan = try await plan(SQL(stringLiteral: query))
    #expect(plan.contains(index) && !plan.contains("TEMP B-TREE"), "\(plan)")
  }
}
