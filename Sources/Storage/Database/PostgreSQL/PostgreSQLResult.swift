import CPostgreSQL
import Foundation

/// The answer to one statement. It owns the memory of libpq.
final class PostgreSQLResult {
  private let result: OpaquePointer

  init(_ result: OpaquePointer) { self.result = result }

  deinit { PQclear(result) }

  /// - Throws: what PostgreSQL refused.
  func check() throws(PostgreSQLFault) {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: return
    default:
      // The field of the code is named 'C' in the header, as a character.
      let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "XX000"
      let message = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
      throw .refused(state: state, message: message.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  /// The word that names what was done: `COMMIT`, `INSERT 0 1`.
  var command: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

  /// How many rows a statement changed.
  var changes: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

  func rows() -> [SQLRow] {
    let columns = (0..<PQnfields(result)).map { column in
      (name: PQfname(result, column).map { String(cString: $0) } ?? "", type: PQftype(result, column))
    }
    return (0..<PQntuples(result)).map { row in
      var values: [String: SQLValue] = [:]
      values.reserveCapacity(columns.count)
      for (index, column) in columns.enumerated() {
        values[column.name] = value(row, Int32(index), column.type)
      }
      return SQLRow(values)
    }
  }

  /// Numbers come as text; the type of the column tells which they are (see pg_type.dat).
  private func value(_ row: Int32, _ column: Int32, _ type: Oid) -> SQLValue {
    guard PQgetisnull(result, row, column) == 0, let bytes = PQgetvalue(result, row, column) else { return .null }
    let text = String(cString: bytes)
    switch type {
    case 20, 21, 23: return Int64(text).map(SQLValue.integer) ?? .text(text)
    // A sum of whole numbers is `numeric`.
    case 700, 701, 1700: return Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
    case 16: return .integer(text == "t" ? 1 : 0)
    default: return .text(text)
    }
  }
}
