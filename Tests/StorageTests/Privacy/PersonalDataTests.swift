import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// The schema itself is asked whether the export speaks of all of it.
@Suite struct PersonalDataTests {
  private func columns(_ transaction: any Transaction) throws -> [String: Set<String>] {
    let query: SQL =
      switch transaction.engine {
      case .sqlite:
        """
        SELECT tables.name AS table_name, columns.name AS column_name
        FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' AND tables.name NOT LIKE 'search_index_%'
        """
      case .postgresql:
        """
        SELECT table_name::text AS table_name, column_name::text AS column_name
        FROM information_schema.columns WHERE table_schema = current_schema()
        """
      }
    var found: [String: Set<String>] = [:]
    for row in try transaction.rows(query) {
      found[try row.text("table_name"), default: []].insert(try row.text("column_name"))
    }
    return found
  }

  /// What is neither exported nor left out with a reason.
  private func gaps(_ schema: [String: Set<String>]) -> [String] {
    schema.flatMap { table, columns -> [String] in
      let listed = PersonalData.tables.filter { $0.name == table }
      if listed.isEmpty {
        let names = ["person", "email", "recipient", "author", "owner", "_by"]
        // A day, not somebody.
        let person = columns.subtracting(["decision_promised_by"]).filter { column in
          names.contains { column.contains($0) }
        }
        guard PersonalData.impersonal[table] != nil else { return ["\(table) is in no list"] }
        return person.map { "\(table).\($0) names somebody, and the table is said to name nobody" }
      }
      let known = Set(listed.flatMap { $0.columns.map(\.name) + Array($0.withheld.keys) })
      return columns.subtracting(known).map { "\(table).\($0) is in no list" }
        + known.subtracting(columns).map { "\(table) has no \($0)" }
    }.sorted()
  }

  @Test func `every column of every table is exported, or left out with a reason`() async throws {
    let house = try await TestHouse()
    let schema = try await house.database.read { try columns($0) }
    #expect(schema.count >= PersonalData.tables.count)
    #expect(gaps(schema) == [])
    for table in PersonalData.tables {
      for (column, reason) in table.withheld { #expect(reason.count > 8, "\(table.name).\(column)") }
    }
  }

  @Test func `the check finds a new column and a new table that name somebody`() async throws {
    let house = try await TestHouse()
    let changed = try await house.database.write { transaction in
      _ = try transaction.execute("ALTER TABLE sessions ADD COLUMN weather TEXT")
      _ = try transaction.execute("ALTER TABLE waves ADD COLUMN opened_by TEXT")
      _ = try transaction.execute("CREATE TABLE friends (person_id TEXT NOT NULL REFERENCES people (id))")
      return try columns(transaction)
    }
    #expect(
      gaps(changed) == [
        "friends is in no list", "sessions.weather is in no list",
        "waves.opened_by names somebody, and the table is said to name nobody",
      ])
  }

  @Test func `docs/personal-data.md holds the shape of the export`() throws {
    let file = ExampleProgramme.root.appending(path: "docs/personal-data.md")
    let written = try String(contentsOf: file, encoding: .utf8)
    let table = PersonalDataTests.markdown
    if ProcessInfo.processInfo.environment["UPDATE_PRIVACY"] != nil, let start = written.firstRange(of: "| section |") {
      try (written[..<start.lowerBound] + table).write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(written.hasSuffix(table), "docs/personal-data.md is old: run with UPDATE_PRIVACY=1")
  }

  private static var markdown: String {
    let rows = PersonalData.tables.map { table in
      let members = table.columns.map { "`\($0.member)`" }.joined(separator: ", ")
      let withheld = table.withheld.sorted { $0.key < $1.key }.map { "`\($0.key)`: \($0.value)" }
      return "| `\(table.section)` | \(members) | \(withheld.joined(separator: "; ")) |"
    }
    return (["| section | members of each row | left out, and why |", "| --- | --- | --- |"] + rows)
      .joined(separator: "\n") + "\n"
  }
}
