import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct BackupTests {
  private let file = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID().uuidString)")

  /// A programme with something in most tables.
  private func inhabited() async throws -> TestHouse {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let (applicant, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(draft.id, by: instructor)
    try await house.decideAndPublish(draft.id, by: instructor)
    var entry = OrganisationEntry()
    (entry.name, entry.form, entry.siren) = ("Exemple \u{2028}\"\\\n", "association", "732829320")
    _ = try await house.operations.registerOrganisation(entry, by: applicant)
    return house
  }

  private func copied(_ house: TestHouse) async throws -> (TestHouse, BackupSummary) {
    let made = try await backUp(house.database, to: file)
    let other = try await TestHouse()
    let restored = try await restore(file, into: other.database)
    #expect(made == restored)
    return (other, restored)
  }

  @Test func `a backup that is restored is the same programme: rows, journal, search, and what follows`() async throws {
    let house = try await inhabited()
    let (other, summary) = try await copied(house)
    #expect(summary.rows > 20 && summary.counts["organisations"] == 1)
    guard case .intact = try await verifyJournal(of: other.database) else {
      Issue.record("the journal of the copy does not verify")
      return
    }
    #expect(try await other.operations.rebuildSearchIfStale())
    #expect(try await !other.operations.rebuildSearchIfStale())
    let words = "exemple"
    let before = try await house.database.read { try SearchRecords($0).hits(words, in: .french, .longest).total }
    let after = try await other.database.read { try SearchRecords($0).hits(words, in: .french, .longest).total }
    #expect(before == after && before > 0)
    #expect(try await allProblems(of: other.database) == [])
    // The journal goes on where it was.
    _ = try await other.person(.expert)
    guard case .intact = try await verifyJournal(of: other.database) else {
      Issue.record("the journal of the copy does not go on")
      return
    }
  }

  @Test func `a place that holds something is not restored into`() async throws {
    let house = try await inhabited()
    _ = try await backUp(house.database, to: file)
    let other = try await TestHouse()
    _ = try await other.person(.expert)
    let before = try await other.journalCount()
    await #expect(throws: BackupFault.notEmpty(table: "people")) { try await restore(file, into: other.database) }
    #expect(try await other.journalCount() == before)
  }

  @Test func `a backup that was cut off or altered is told, and nothing of it is written`() async throws {
    let house = try await inhabited()
    _ = try await backUp(house.database, to: file)
    let whole = try Data(contentsOf: file)
    let other = try await TestHouse()
    for length in [0, 1, whole.count / 3, whole.count / 2, whole.count - 1] {
      try whole.prefix(length).write(to: file)
      await #expect(throws: BackupFault.self, "cut at \(length)") { try await restore(file, into: other.database) }
    }
    for place in stride(from: 40, to: whole.count - 2, by: whole.count / 37) {
      var altered = whole
      altered[place] ^= 0x01
      try altered.write(to: file)
      await #expect(throws: BackupFault.self, "altered at \(place)") { try await restore(file, into: other.database) }
    }
    #expect(try await other.journalCount() == 0)
    try whole.write(to: file)
    _ = try await restore(file, into: other.database)
  }

  @Test func `a backup of another schema names both`() async throws {
    let house = try await inhabited()
    let known = try await house.database.read { try $0.count("SELECT MAX(number) AS count FROM migrations") }
    _ = try await backUp(house.database, to: file)
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("\"schema\":\(known)", with: "\"schema\":\(known + 1)", maxReplacements: 1)
      .write(to: file, atomically: true, encoding: .utf8)
    let other = try await TestHouse()
    await #expect(throws: BackupFault.otherSchema(found: known + 1, known: known)) {
      try await restore(file, into: other.database)
    }
  }

  @Test func `a file that cannot be written leaves nothing behind`() async throws {
    let house = try await TestHouse()
    let nowhere = file.appending(path: "nowhere")
    await #expect(throws: (any Error).self) { try await backUp(house.database, to: nowhere) }
    #expect(!FileManager.default.fileExists(atPath: nowhere.path + ".partial"))
  }

  @Test func `the start finds a journal that was altered at its end`() async throws {
    let house = try await inhabited()
    #expect(try await startUpProblems(of: house.database) == [])
    let last = try await house.journalCount()
    try await house.database.write { transaction in
      _ = try transaction.execute("UPDATE journal SET author = 'person:x' WHERE number = \(last)")
    }
    #expect(try await startUpProblems(of: house.database) == [.journal(entry: last)])
    #expect(try await allProblems(of: house.database) == [.journal(entry: last)])
  }
}
