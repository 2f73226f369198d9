import Foundation
import GRDB

/// The embedded engine: one file, one writer, readers beside it (WAL), every commit on disk before it
/// is acknowledged (`synchronous=FULL`).
package struct SQLiteDatabase: Database {
  private let pool: DatabasePool

  /// Opens the file, or makes it.
  /// - Throws: `StorageFault.cannotOpen` with the reason of the system.
  package init(path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
    } catch {
      throw StorageFault.cannotOpen(path: path, reason: "\(error)")
    }
  }

  package var engine: Engine { .sqlite }

  /// Each migration asks again inside its own transaction, and SQLite lets one writer in at a time.
  package func alone<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
    try await body()
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.read { database in try body(SQLiteTransaction(database: database)) }
    } catch let error as DatabaseError {
      throw StorageFault(outage: error) ?? error
    }
  }

  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.write { database in try body(SQLiteTransaction(database: database)) }
    } catch let error as DatabaseError {
      throw StorageFault(outage: error) ?? error
    }
  }

  package func runScript(_ script: String, in transaction: any Transaction) throws {
    guard let transaction = transaction as? SQLiteTransaction else { return }
    try transaction.database.execute(sql: script)
  }

  package func close() throws { try pool.close() }
}

private struct SQLiteTransaction: Transaction {
  let database: GRDB.Database

  var engine: Engine { .sqlite }

  func execute(_ statement: SQL) throws -> Int {
    let prepared = try database.cachedStatement(sql: statement.parts.joined(separator: "?"))
    try prepared.execute(arguments: arguments(statement))
    return database.changesCount
  }

  func rows(_ query: SQL) throws -> [SQLRow] {
    let prepared = try database.cachedStatement(sql: query.parts.joined(separator: "?"))
    let names = prepared.columnNames
    return try Row.fetchAll(prepared, arguments: arguments(query)).map { row in
      var values: [String: SQLValue] = [:]
      for (index, name) in names.enumerated() { values[name] = value(row[index]) }
      return SQLRow(values)
    }
  }

  private func arguments(_ statement: SQL) -> StatementArguments {
    StatementArguments(
      statement.values.map { value -> (any DatabaseValueConvertible)? in
        switch value {
        case .null: nil
        case .integer(let number): number
        case .real(let number): number
        case .text(let text): text
        }
      })
  }

  private func value(_ stored: DatabaseValue) -> SQLValue {
    switch stored.storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    // No column of ours holds bytes; shown as text they fail loudly where they are read.
    case .blob(let data): .text(String(decoding: data, as: UTF8.self))
    }
  }
}
