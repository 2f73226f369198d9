import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct FileRecordsTests {
  private let moment = TestWorld.noon(2026, 11, 23)

  @Test(arguments: [1, 196_607, 196_608, 196_609, 500_000])
  func `a content comes back as it was, whatever its length`(length: Int) async throws {
    let house = try await TestHouse()
    let content = Data((0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try await house.database.write { try FileRecords($0).keep(content, digest: "d", at: moment) }
    let found = try await house.database.read { transaction in
      var (whole, number) = (Data(), 0)
      while let piece = try FileRecords(transaction).piece(number, of: "d") {
        whole += piece
        number += 1
      }
      return whole
    }
    #expect(found == content)
  }

  @Test(.enabled(if: TestDatabase.engine == .sqlite))
  func `the files of a dossier are found by their index`() async throws {
    let house = try await TestHouse()
    let plan = try await house.database.read { transaction in
      try transaction.rows(
        "EXPLAIN QUERY PLAN SELECT id FROM file_attachments WHERE dossier_id = 'x' ORDER BY added_at, id LIMIT 20"
      ).map { try $0.text("detail") }.joined(separator: "\n")
    }
    #expect(plan.contains("file_attachments_by_dossier") && !plan.contains("TEMP B-TREE"))
  }

  @Test(.enabled(if: TestDatabase.engine == .sqlite))
  func `a database that is full or closed says so, and another error stays what it is`() async throws {
    let house = try await TestHouse()
    _ = try await house.database.write { try $0.rows("PRAGMA max_page_count = 1") }
    await #expect(throws: StorageFault.noRoom) {
      try await house.database.write { try SettingRecords($0).set("a", to: String(repeating: "x", count: 500_000)) }
    }
    do {
      _ = try await house.database.read { try $0.rows("SELECT nothing FROM nowhere") }
      Issue.record("nowhere was found")
    } catch {
      #expect(!(error is StorageFault))
    }
    try house.database.close()
    await #expect {
      try await house.database.read { try SettingRecords($0).value("a") }
    } throws: { error in
      if case StorageFault.unreachable = error { true } else { false }
    }
  }
}
