package import Foundation

/// Brings the schema up to date: numbered files, each run once, in order, in a transaction of its own.
package struct Migrator: Sendable {
  private let database: any Database
  private let now: @Sendable () -> Date

  package init(database: any Database, now: @escaping @Sendable () -> Date) {
    self.database = database
    self.now = now
  }

  /// Runs what is missing.
  /// - Throws: `StorageFault.newerSchema` when a newer program made the database. A failed migration
  ///   leaves the schema as it was, and stops the start.
  package func run() async throws {
    try await database.alone { try await runMissing() }
  }

  private func runMissing() async throws {
    let all = try Migration.all(for: database.engine)
    let database = database
    let moment = now()
    try await database.write { transaction in
      _ = try transaction.execute(
        """
        CREATE TABLE IF NOT EXISTS migrations (
          number BIGINT PRIMARY KEY,
          name TEXT NOT NULL,
          applied_at TEXT NOT NULL
        )
        """)
    }
    for migration in all {
      try await database.write { transaction in
        // Asked inside the transaction: another program may have run it while this one waited.
        let done = try transaction.count("SELECT COALESCE(MAX(number), 0) AS count FROM migrations")
        let known = all.last?.number ?? 0
        guard done <= known else { throw StorageFault.newerSchema(found: done, known: known) }
        guard migration.number > done else { return }
        try database.runScript(migration.script, in: transaction)
        try transaction.execute(
          """
          INSERT INTO migrations (number, name, applied_at)
          VALUES (\(migration.number), \(migration.name), \(moment))
          """)
      }
    }
  }
}

extension Migrator {
  /// Whether the schema is the one that this program knows: what a load balancer asks before it sends requests.
  package static func isCurrent(_ database: any Database) async throws -> Bool {
    let known = try Migration.all(for: database.engine).last?.number ?? 0
    return try await database.read { transaction in
      try transaction.count("SELECT COALESCE(MAX(number), 0) AS count FROM migrations") == known
    }
  }
}

/// One numbered file: `0001-spine.sql`, or `0002-search.sqlite.sql` where the engines differ.
private struct Migration {
  let number: Int
  let name: String
  let script: String

  static func all(for engine: Engine) throws -> [Migration] {
    let folder = Bundle.module.url(forResource: "Migrations", withExtension: nil)
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.compactMap { file in
      let parts = file.lastPathComponent.split(separator: ".")
      guard parts.last == "sql", parts.count == 2 || String(parts[1]) == engine.rawValue,
        let number = Int(parts[0].prefix(4))
      else { return nil }
      return Migration(
        number: number, name: String(parts[0]), script: try String(contentsOf: file, encoding: .utf8))
    }
    .sorted { $0.number < $1.number }
  }
}
