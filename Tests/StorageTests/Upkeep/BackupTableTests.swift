import Storage
import TestSupport
import Testing

/// The schema itself is asked whether a backup holds all of it.
@Suite struct BackupTableTests {
  private func tables(_ transaction: any Transaction) throws -> Set<String> {
    let query: SQL =
      switch transaction.engine {
      case .sqlite:
        """
        SELECT name AS table_name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index_%'
        """
      case .postgresql:
        """
        SELECT table_name::text AS table_name FROM information_schema.tables WHERE table_schema = current_schema()
        """
      }
    return Set(try transaction.rows(query).map { try $0.text("table_name") })
  }

  @Test func `every table is in a backup, or left out with a reason`() async throws {
    let house = try await TestHouse()
    let found = try await house.database.read { try tables($0) }
    let listed = Set(BackupTable.all.map(\.name))
    #expect(listed.count == BackupTable.all.count)
    #expect(found.subtracting(listed).subtracting(BackupTable.omitted.keys) == [])
    #expect(listed.subtracting(found) == [])
    for reason in BackupTable.omitted.values { #expect(reason.count > 8) }
  }
}
