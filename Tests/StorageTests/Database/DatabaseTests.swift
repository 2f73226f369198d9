import Domain
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

/// What both engines promise. `scripts/test` runs these on SQLite and on PostgreSQL.
@Suite struct DatabaseTests {
  private func house() async throws -> TestHouse {
    let house = try await TestHouse()
    try await house.database.write { transaction in
      try house.database.runScript(
        "CREATE TABLE probes (id TEXT PRIMARY KEY, number BIGINT, ratio DOUBLE PRECISION)", in: transaction)
    }
    return house
  }

  @Test func `every kind of value comes back as it was bound`() async throws {
    let house = try await house()
    let text = "é'\"\\ 🌍 \u{2028} %$1 ? ; --\n\ttab"
    let (number, ratio) = (Int64.max, 0.1 + 0.2)
    try await house.database.write { transaction in
      let none: Double? = nil
      try transaction.execute("INSERT INTO probes VALUES (\(text), \(number), \(ratio))")
      try transaction.execute("INSERT INTO probes VALUES (\("low"), \(Int64.min), \(none))")
    }
    let rows = try await house.database.read {
      try $0.rows("SELECT id, number, ratio FROM probes ORDER BY number DESC")
    }
    #expect(try rows[0].text("id") == text && rows[0].integer("number") == Int(number))
    #expect(try rows[1].integer("number") == Int.min && rows[1].optionalText("ratio") == nil)
    let sum = try await house.database.read {
      try $0.row("SELECT SUM(ratio) AS sum, COUNT(*) AS count FROM probes WHERE ratio = \(ratio)")
    }
    #expect(try sum?.integer("count") == 1)
  }

  @Test func `texts sort by their bytes, whatever the locale of the server`() async throws {
    let house = try await house()
    let words = ["a-b", "ab", "aB", "Z", "é", "e", "É", "_", "10", "9", "œ", "🌍"]
    try await house.database.write { transaction in
      for word in words { try transaction.execute("INSERT INTO probes (id) VALUES (\(word))") }
    }
    let sorted = try await house.database.read {
      try $0.rows("SELECT id FROM probes ORDER BY id").map { try $0.text("id") }
    }
    #expect(sorted == words.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
  }

  @Test func `of many writers at once none is lost`() async throws {
    let house = try await house()
    try await house.database.write { _ = try $0.execute("INSERT INTO probes (id, number) VALUES ('sum', 0)") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<12 {
            try await house.database.write { transaction in
              let old = try transaction.row("SELECT number FROM probes WHERE id = 'sum'")?.integer("number") ?? 0
              try transaction.execute("UPDATE probes SET number = \(old + 1) WHERE id = 'sum'")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await house.database.read { try $0.row("SELECT number FROM probes")?.integer("number") } == 96)
  }

  @Test func `a read sees one moment, and cannot write`() async throws {
    let house = try await house()
    await #expect(throws: (any Error).self) {
      try await house.database.read { _ = try $0.execute("INSERT INTO probes (id) VALUES ('x')") }
    }
    #expect(try await house.database.read { try $0.count("SELECT COUNT(*) AS count FROM probes") } == 0)
  }

  @Test func `after a statement that failed nothing of its transaction is kept, and the next one works`() async throws {
    let house = try await house()
    await #expect(throws: (any Error).self) {
      try await house.database.write { transaction in
        try transaction.execute("INSERT INTO probes (id) VALUES ('a')")
        try transaction.execute("INSERT INTO probes (id) VALUES ('a')")
      }
    }
    try await house.database.write { _ = try $0.execute("INSERT INTO probes (id) VALUES ('b')") }
    #expect(try await house.database.read { try $0.rows("SELECT id FROM probes").map { try $0.text("id") } } == ["b"])
  }

  @Test func `four programs that start at once migrate once`() async throws {
    let place = try await TestDatabase()
    let now = TestWorld().world.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { try await Migrator(database: place.database, now: now).run() } }
      try await group.waitForAll()
    }
    let numbers = try await place.database.read {
      try $0.rows("SELECT number FROM migrations ORDER BY number").map { try $0.integer("number") }
    }
    #expect(numbers.count >= 3 && Set(numbers).count == numbers.count)
  }

  @Test func `the search finds the same on either engine`() async throws {
    let house = try await TestHouse()
    try await house.database.write { transaction in
      let search = SearchRecords(transaction)
      try search.put(.territory, "a", in: .french, title: "Réparer les objets", body: "Une économie circulaire")
      try search.put(.challenge, "b", in: .french, title: "Autre chose", body: "où l’on répare l’économie solidaire")
      try search.put(.challenge, "c", in: .english, title: "Repairing", body: "things")
      try search.put(.territory, "a", in: .french, title: "Réparation", body: "Une économie locale")
    }
    func found(_ text: String, _ language: Language = .french) async throws -> [String] {
      try await house.database.read { try SearchRecords($0).hits(text, in: language, .longest).items.map(\.slug) }
    }
    #expect(try await found("réparer") == ["a", "b"])
    #expect(try await found("economie solid") == ["b"])
    #expect(try await found("circulaire") == [])
    #expect(try await found("repair", .english) == ["c"])
    #expect(try await found("' & | :* \" NEAR(") == [])
  }
}
