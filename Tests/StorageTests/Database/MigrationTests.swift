import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct MigrationTests {
  @Test func `migrations run once, and a second start adds nothing`() async throws {
    let house = try await TestHouse()
    let before = try await house.database.read { try $0.count("SELECT COUNT(*) AS count FROM migrations") }
    try await Migrator(database: house.database, now: house.clock.world.now).run()
    let after = try await house.database.read { try $0.count("SELECT COUNT(*) AS count FROM migrations") }
    #expect(before == after)
    #expect(before >= 2)
  }

  @Test func `a database of a newer program is refused`() async throws {
    let house = try await TestHouse()
    try await house.database.write {
      _ = try $0.execute("INSERT INTO migrations (number, name, applied_at) VALUES (9999, 'future', 'x')")
    }
    await #expect(throws: StorageFault.self) {
      try await Migrator(database: house.database, now: house.clock.world.now).run()
    }
  }

  @Test func `a transaction that throws leaves nothing behind`() async throws {
    let house = try await TestHouse()
    struct Stop: Error {}
    await #expect(throws: Stop.self) {
      try await house.database.write { transaction in
        try SettingRecords(transaction).set("a", to: "b")
        throw Stop()
      }
    }
    #expect(try await house.database.read { try SettingRecords($0).value("a") } == nil)
  }

  @Test func `what is interpolated is bound, never text of the statement`() async throws {
    let house = try await TestHouse()
    let hostile = "x'); DROP TABLE settings; --"
    try await house.database.write { try SettingRecords($0).set(hostile, to: hostile) }
    #expect(try await house.database.read { try SettingRecords($0).value(hostile) } == hostile)
  }

  @Test(.enabled(if: TestDatabase.engine == .sqlite))
  func `every commit is on disk before it is acknowledged`() async throws {
    let house = try await TestHouse()
    let mode = try await house.database.read { try $0.row("PRAGMA journal_mode")?.text("journal_mode") }
    let synchronous = try await house.database.read {
      try $0.row("PRAGMA synchronous")?.integer("synchronous")
    }
    #expect(mode == "wal")
    #expect(synchronous == 2)
  }
}
