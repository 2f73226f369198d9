import Domain
import Foundation

/// The lines of a backup: one JSON value on each, the same bytes for the same rows on either engine.
enum BackupLines {
  static let format = "french-impact-backup"
  static let version = 1

  struct Head: Codable {
    let format: String
    let version: Int
    let schema: Int
  }

  struct TableHead: Codable {
    let table: String
    let columns: [String]
  }

  static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  static func decode<Value: Decodable>(_ line: Data, as _: Value.Type = Value.self) -> Value? {
    try? JSONDecoder().decode(Value.self, from: line)
  }
}

extension SQLValue: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .real(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .integer(let number): try container.encode(number)
    case .real(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

extension Transaction {
  /// The columns of a table, in the order of their names: tables that were altered differ in the order of their own.
  package func columns(of table: String) throws -> [String] {
    let query: SQL =
      switch engine {
      case .sqlite: "SELECT name AS column_name FROM pragma_table_info(\(table)) ORDER BY name"
      case .postgresql:
        """
        SELECT column_name::text AS column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = \(table)
        ORDER BY column_name::text COLLATE "C"
        """
      }
    return try rows(query).map { try $0.text("column_name") }
  }

  /// The number of the schema.
  func schemaNumber() throws -> Int { try count("SELECT COALESCE(MAX(number), 0) AS count FROM migrations") }
}
