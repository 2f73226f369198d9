package import Domain
package import Foundation

/// One row of an answer, read by the names of its columns.
package struct SQLRow: Sendable {
  private let values: [String: SQLValue]

  package init(_ values: [String: SQLValue]) { self.values = values }

  package func text(_ column: String) throws -> String {
    guard case .text(let text) = try value(column) else { throw StorageFault.unreadable(column: column) }
    return text
  }

  package func optionalText(_ column: String) throws -> String? {
    if case .null = try value(column) { return nil }
    return try text(column)
  }

  package func integer(_ column: String) throws -> Int {
    guard case .integer(let number) = try value(column) else {
      throw StorageFault.unreadable(column: column)
    }
    return Int(number)
  }

  package func optionalInteger(_ column: String) throws -> Int? {
    if case .null = try value(column) { return nil }
    return try integer(column)
  }

  package func bool(_ column: String) throws -> Bool { try integer(column) != 0 }

  package func id<Owner>(_ column: String, of _: Owner.Type = Owner.self) throws -> ID<Owner> {
    try parsed(column) { ID($0) }
  }

  package func date(_ column: String) throws -> Date { try parsed(column, Instant.date) }

  package func optionalDate(_ column: String) throws -> Date? {
    try optionalText(column) == nil ? nil : date(column)
  }

  package func optionalDay(_ column: String) throws -> Day? {
    try optionalText(column) == nil ? nil : parsed(column) { Day($0) }
  }

  package func day(_ column: String) throws -> Day { try parsed(column) { Day($0) } }

  package func slug(_ column: String) throws -> Slug { try parsed(column) { Slug($0) } }

  package func raw<Value: RawRepresentable>(_ column: String, as _: Value.Type = Value.self) throws -> Value
  where Value.RawValue == String {
    try parsed(column) { Value(rawValue: $0) }
  }

  /// Reads a text column through a parser that answers nil for what it cannot read.
  package func parsed<Value>(_ column: String, _ parse: (String) -> Value?) throws -> Value {
    guard let value = parse(try text(column)) else { throw StorageFault.unreadable(column: column) }
    return value
  }

  /// Whatever the column holds, as JSON: how rows leave in an export.
  package func json(_ column: String) throws -> JSONValue {
    switch try value(column) {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .string("\(number)")
    case .text(let text): .string(text)
    }
  }

  /// A value as it is stored, whatever its type.
  package func stored(_ column: String) throws -> SQLValue { try value(column) }

  private func value(_ column: String) throws -> SQLValue {
    guard let value = values[column] else { throw StorageFault.noSuchColumn(column) }
    return value
  }
}

/// A row or a database that is not what the program wrote: a fault, never the reader's doing.
package enum StorageFault: Error, Hashable, Sendable, CustomStringConvertible {
  case noSuchColumn(String)
  case unreadable(column: String)
  case newerSchema(found: Int, known: Int)
  case cannotOpen(path: String, reason: String)
  case procedureChanged(id: String, version: String)
  case rubricChanged(version: String)
  /// The database does not answer now: it was stopped, the network is cut, or it is too busy. What was asked may
  /// be asked again; nothing of it was done, unless the answer to a commit was what got lost.
  case unreachable(reason: String)
  /// There is no room left where the database writes. Reading goes on.
  case noRoom

  package var description: String {
    switch self {
    case .noSuchColumn(let column): "the answer has no column \(column)"
    case .unreadable(let column): "column \(column) holds what the program never writes"
    case .newerSchema(let found, let known):
      "the database is at migration \(found), this program knows \(known): start the newer program"
    case .cannotOpen(let path, let reason): "cannot open the database \(path): \(reason)"
    case .procedureChanged(let id, let version):
      """
      procedure \(id) \(version) was frozen with another content: \
      undo the change of its file, or give it a new version
      """
    case .rubricChanged(let version):
      "rubric \(version) was frozen with another content: undo the change of its file, or give it a new version"
    case .unreachable(let reason): "the database does not answer: \(reason)"
    case .noRoom: "there is no room left for the database to write: free some on its disk"
    }
  }
}
