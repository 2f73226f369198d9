import Foundation
package import Storage

/// An empty database of a test's own: a file in a temporary folder, or, where `TEST_DATABASE_URL` names a cluster of
/// PostgreSQL, a schema of that. The same tests run on both.
package final class TestDatabase: Sendable {
  package let database: any Database
  /// How PostgreSQL is reached, this schema first; nil on SQLite.
  package let address: String?
  private let folder: URL?

  private static let cluster = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"]
  package static let engine: Engine = cluster == nil ? .sqlite : .postgresql

  package init() async throws {
    await TestDatabase.places.take()
    let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    if let cluster = TestDatabase.cluster {
      folder = nil
      try await TestDatabase.makeSchema(name, in: cluster)
      let address = cluster + (cluster.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(name)"
      self.address = address
      // Few connections: tests run side by side, each with a pool of its own.
      database = PostgreSQLDatabase(address: address, connections: 4)
    } else {
      let folder = FileManager.default.temporaryDirectory.appending(path: name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      self.folder = folder
      address = nil
      database = try SQLiteDatabase(path: folder.appending(path: "test.sqlite").path)
    }
  }

  /// Hundreds of tests begin at once: each would have its pool, and the cluster has only so many connections. More than
  /// one is taken by a few tests only, so that those who wait for their second cannot hold all.
  private static let places = Places(60)

  private actor Places {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
      if free > 0 {
        free -= 1
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
      if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
  }

  /// Hundreds of tests begin at once; waiting for the lock, each would hold a thread that the one before needs.
  private static func makeSchema(_ name: String, in cluster: String) async throws {
    try await line.wait { try await makeSchemaAlone(name, in: cluster) }
  }

  private static let line = Line()

  /// Lets tasks through one after the other.
  private actor Line {
    private var last: Task<Void, any Error>?

    func wait(_ body: @escaping @Sendable () async throws -> Void) async throws {
      let before = last
      let task = Task {
        _ = await before?.result
        try await body()
      }
      last = task
      try await task.value
    }
  }

  private static func makeSchemaAlone(_ name: String, in cluster: String) async throws {
    let database = PostgreSQLDatabase(address: cluster, connections: 2)
    try await database.alone {
      try await database.write { transaction in
        // The name is made above, of letters and digits.
        _ = try transaction.execute(SQL(stringLiteral: "CREATE SCHEMA \(name)"))
      }
    }
    try database.close()
  }

  deinit {
    try? database.close()
    if let folder { try? FileManager.default.removeItem(at: folder) }
    Task { await TestDatabase.places.giveBack() }
  }
}
