import Foundation

/// The engine for several machines: PostgreSQL through libpq.
///
/// A write is one `SERIALIZABLE` transaction. Since every change appends to the one chain of the journal, writers
/// take turns by a lock on the table `write_turn`, taken before their snapshot: they wait instead of failing and
/// being done again. What still collides (another program's statements) is tried again, a bounded number of times.
package struct PostgreSQLDatabase: Database {
  private let pool: PostgreSQLPool
  private let patience: Patience

  /// How long an operation may take, from asking for a connection to its last answer.
  package struct Patience: Sendable {
    package let seconds: Double
    /// A request of the site: who waits is told within five seconds.
    package static let request = Patience(seconds: 4)
    /// A command of the operator, a migration.
    package static let command = Patience(seconds: 600)
    package init(seconds: Double) { self.seconds = seconds }
  }

  /// - Parameters:
  ///   - address: a libpq address, `postgres://user@host:port/name?sslmode=verify-full`. Passwords are better kept in
  ///     `PGPASSFILE` or `PGPASSWORD`. TLS is as the address says (`sslmode`, `sslrootcert`).
  ///   - connections: how many are opened at most; each is opened when it is first needed.
  package init(address: String, connections: Int = 10, patience: Patience = .command) {
    pool = PostgreSQLPool(address: address, size: connections)
    self.patience = patience
  }

  private init(pool: PostgreSQLPool, patience: Patience) {
    self.pool = pool
    self.patience = patience
  }

  /// The same database, with another patience.
  package func with(patience: Patience) -> PostgreSQLDatabase { PostgreSQLDatabase(pool: pool, patience: patience) }

  package var engine: Engine { .postgresql }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> Value
  ) async throws -> Value {
    try await run(.read, body)
  }

  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> Value
  ) async throws -> Value {
    try await run(.write, body)
  }

  private func run<Value: Sendable>(
    _ kind: PostgreSQLConnection.Kind, _ body: @escaping @Sendable (any Transaction) throws -> Value
  ) async throws -> Value {
    let deadline = Deadline(seconds: patience.seconds)
    let connection = try await pool.take(until: deadline)
    do {
      let value = try await connection.transact(kind, until: deadline, body)
      pool.give(connection)
      return value
    } catch let fault as PostgreSQLFault {
      pool.give(connection)
      throw fault.storageFault ?? fault
    } catch {
      pool.give(connection)
      throw error
    }
  }

  /// Holds an advisory lock of the database meanwhile, on a connection beside the pool: who waits for the lock takes
  /// none of those that its holder needs. The lock goes with its connection: a program that dies holds up nobody.
  package func alone<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
    let deadline = Deadline(seconds: Patience.command.seconds)
    let connection = pool.beside()
    do {
      try await connection.lockAlone(until: deadline)
      let value = try await body()
      await connection.unlockAlone()
      return value
    } catch {
      await connection.unlockAlone()
      throw (error as? PostgreSQLFault)?.storageFault ?? error
    }
  }

  /// Texts are compared byte by byte, as SQLite does: both engines sort and compare alike, whatever the locale of
  /// the server.
  package func runScript(_ script: String, in transaction: any Transaction) throws {
    guard let transaction = transaction as? PostgreSQLTransaction else { return }
    try transaction.run(script: script.replacing(/\bTEXT\b/, with: "TEXT COLLATE \"C\""))
  }

  /// Connections end as soon as nobody uses them.
  package func close() throws { pool.close() }
}
