import Domain
import Services
import Storage
import TestSupport
import Testing

@Suite struct VerifyJournalTests {
  private func filled() async throws -> TestHouse {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    _ = try await house.draft(in: wave, by: applicant)
    return house
  }

  @Test(arguments: ["at", "author", "action", "subject", "change", "previous", "hash"])
  func `one byte changed in any column of any entry is found at that entry`(column: String) async throws {
    let house = try await filled()
    let count = try await house.journalCount()
    #expect(count >= 4)
    for number in 1...count {
      // The column is a name of the test, not input.
      func set(_ value: String) async throws {
        let change = SQL(stringLiteral: "UPDATE journal SET \(column) = ") + "\(value) WHERE number = \(number)"
        try await house.database.write { _ = try $0.execute(change) }
      }
      let query = SQL(stringLiteral: "SELECT \(column) AS value FROM journal WHERE number = \(number)")
      let kept = try #require(try await house.database.read { try $0.row(query)?.text("value") })
      try await set("x" + kept.dropFirst())
      #expect(try await verifyJournal(of: house.database) == .broken(at: number))
      try await set(kept)
    }
    guard case .intact = try await verifyJournal(of: house.database) else {
      Issue.record("the journal was put back and is still found broken")
      return
    }
  }

  @Test func `an entry that was removed is found at the next`() async throws {
    let house = try await filled()
    try await house.database.write { _ = try $0.execute("DELETE FROM journal WHERE number = 2") }
    #expect(try await verifyJournal(of: house.database) == .broken(at: 3))
  }

  @Test func `a journal that was cut off at its end is found at the first entry that is gone`() async throws {
    let house = try await filled()
    let count = try await house.journalCount()
    try await house.database.write { _ = try $0.execute("DELETE FROM journal WHERE number = \(count)") }
    #expect(try await verifyJournal(of: house.database) == .broken(at: count))
    try await house.database.write { _ = try $0.execute("DELETE FROM journal") }
    #expect(try await verifyJournal(of: house.database) == .broken(at: 1))
  }

  @Test func `an untouched journal tells its count and last hash`() async throws {
    let house = try await filled()
    let last = try await house.database.read {
      try $0.row("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
    }
    let (number, hash) = (try last?.integer("number"), try last?.text("hash"))
    #expect(
      try await verifyJournal(of: house.database)
        == .intact(count: number ?? 0, lastHash: hash ?? ""))
  }
}
