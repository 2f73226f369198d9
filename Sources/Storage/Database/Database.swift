/// Which engine holds the database. Only the drivers and the full-text search ask.
package enum Engine: String, Sendable {
  case sqlite
  case postgresql
}

/// What an operation does inside its transaction. Records are made from one, so none outlives it.
package protocol Transaction {
  /// Runs a statement and tells how many rows it changed.
  @discardableResult
  func execute(_ statement: SQL) throws -> Int
  func rows(_ query: SQL) throws -> [SQLRow]
  var engine: Engine { get }
}

extension Transaction {
  package func row(_ query: SQL) throws -> SQLRow? { try rows(query).first }

  /// The number in the column `count` of the only row.
  package func count(_ query: SQL) throws -> Int { try row(query)?.integer("count") ?? 0 }
}

/// The seam: the program's one database, whatever the engine.
///
/// A write is one serialisable transaction: all of it or nothing, as if no other ran beside it.
package protocol Database: Sendable {
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> Value
  ) async throws -> Value
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> Value
  ) async throws -> Value
  /// Runs the text of a migration: several statements, no parameters.
  func runScript(_ script: String, in transaction: any Transaction) throws
  /// Runs something that no other program on this database may do at the same time: migrations.
  func alone<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value
  var engine: Engine { get }
  func close() throws
}
