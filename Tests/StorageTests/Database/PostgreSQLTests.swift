import Domain
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

/// What is peculiar to PostgreSQL: connections that die, servers that do not answer, transactions that collide.
@Suite(.enabled(if: TestDatabase.engine == .postgresql, "needs TEST_DATABASE_URL"))
struct PostgreSQLTests {
  private func place() async throws -> TestDatabase {
    let place = try await TestDatabase()
    try await Migrator(database: place.database, now: TestWorld().world.now).run()
    return place
  }

  private func isUnreachable(_ error: any Error) -> Bool {
    if case StorageFault.unreachable = error { true } else { false }
  }

  /// Whether something ends with `StorageFault.unreachable`.
  private func isRefused(_ work: () async throws -> Void) async -> Bool {
    do {
      try await work()
      return false
    } catch {
      return isUnreachable(error)
    }
  }

  @Test func `a transaction that collides is done again, and its effect is there once`() async throws {
    let place = try await place()
    let attempts = Mutex(0)
    try await place.database.write { transaction in
      try SettingRecords(transaction).set("a", to: "1")
      let attempt = attempts.withLock { value in
        value += 1
        return value
      }
      if attempt < 4 { throw PostgreSQLFault.refused(state: "40001", message: "collision") }
    }
    #expect(attempts.withLock { $0 } == 4)
    #expect(try await place.database.read { try SettingRecords($0).value("a") } == "1")
  }

  @Test func `it is not done again for ever`() async throws {
    let place = try await place()
    let attempts = Mutex(0)
    let isGivenUp = await isRefused {
      try await place.database.write { _ in
        attempts.withLock { $0 += 1 }
        throw PostgreSQLFault.refused(state: "40P01", message: "deadlock")
      }
    }
    #expect(isGivenUp && attempts.withLock { $0 } == 10)
  }

  @Test func `connections that the server ended are opened anew, unnoticed`() async throws {
    let place = try await place()
    try await place.database.write { try SettingRecords($0).set("a", to: "1") }
    let other = PostgreSQLDatabase(address: try #require(place.address), connections: 2)
    for _ in 0..<3 {
      // The connection that is given back last is the one that is taken next.
      let pid = try await place.database.read { try $0.row("SELECT pg_backend_pid() AS pid")?.integer("pid") ?? 0 }
      let ended = try await other.write {
        try $0.row("SELECT pg_terminate_backend(\(pid)::int) AS ended")?.bool("ended")
      }
      #expect(ended == true)
      #expect(try await place.database.read { try SettingRecords($0).value("a") } == "1")
      try await place.database.write { try SettingRecords($0).set("b", to: "2") }
    }
  }

  @Test func `a statement that takes too long is given up, and the next one is answered`() async throws {
    let place = try await place()
    let hasty = PostgreSQLDatabase(
      address: try #require(place.address), connections: 2, patience: .init(seconds: 0.3))
    #expect(await isRefused { _ = try await hasty.read { try $0.rows("SELECT pg_sleep(600)") } })
    let patient = hasty.with(patience: .command)
    #expect(try await patient.read { try $0.count("SELECT 1 AS count") } == 1)
  }

  @Test func `whoever finds every connection busy is told in time`() async throws {
    let place = try await place()
    let database = PostgreSQLDatabase(address: try #require(place.address), connections: 2)
    let (started, start) = AsyncStream<Void>.makeStream()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          _ = try? await database.read { transaction in
            start.yield()
            _ = try transaction.rows("SELECT pg_sleep(2)")
          }
        }
      }
      var seen = 0
      for await _ in started {
        seen += 1
        if seen == 2 { break }
      }
      let hasty = database.with(patience: .init(seconds: 0.1))
      #expect(await isRefused { _ = try await hasty.read { try $0.count("SELECT 1 AS count") } })
    }
    #expect(try await database.read { try $0.count("SELECT 1 AS count") } == 1)
  }

  @Test(arguments: ["postgres://nobody@127.0.0.1:1/none", "postgres://nobody@/none?host=%2Fnowhere"])
  func `where there is no server one is told so at once`(address: String) async throws {
    let database = PostgreSQLDatabase(address: address, patience: .request)
    #expect(await isRefused { _ = try await database.read { try $0.count("SELECT 1 AS count") } })
  }

  @Test func `a text with the character of code 0 is refused, never cut`() async throws {
    let place = try await place()
    await #expect(throws: PostgreSQLFault.self) {
      try await place.database.write { try SettingRecords($0).set("a", to: "be\0fore") }
    }
    #expect(try await place.database.read { try SettingRecords($0).value("a") } == nil)
  }

  @Test func `more statements than a connection keeps prepared are all answered`() async throws {
    let place = try await place()
    let sum = try await place.database.read { transaction in
      try (0..<700).reduce(0) { sum, number in
        try sum + transaction.count(SQL(stringLiteral: "SELECT \(number) AS count"))
      }
    }
    #expect(sum == 699 * 700 / 2)
  }

  @Test func `a lock that somebody else holds is waited for no longer than the patience`() async throws {
    let place = try await place()
    let other = PostgreSQLDatabase(address: try #require(place.address), connections: 2)
    let hasty = other.with(patience: .init(seconds: 0.3))
    try await place.database.alone {
      try await place.database.write { transaction in
        try SettingRecords(transaction).set("a", to: "1")
      }
    }
    let (held, hold) = AsyncStream<Void>.makeStream()
    async let holder: Void = place.database.write { transaction in
      hold.yield()
      _ = try transaction.rows("SELECT pg_sleep(1.5)")
    }
    for await _ in held { break }
    #expect(await isRefused { try await hasty.write { try SettingRecords($0).set("b", to: "2") } })
    try await holder
    try await other.write { try SettingRecords($0).set("b", to: "3") }
    #expect(try await place.database.read { try SettingRecords($0).value("b") } == "3")
  }
}
