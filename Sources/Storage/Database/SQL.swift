package import Domain
package import Foundation

/// A value as both engines store it.
package enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// What can stand in a statement as `\(value)`: it becomes a bound parameter, never text of the statement.
package protocol SQLBindable {
  var sqlValue: SQLValue { get }
}

extension String: SQLBindable { package var sqlValue: SQLValue { .text(self) } }
extension Int: SQLBindable { package var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLBindable { package var sqlValue: SQLValue { .integer(self) } }
extension Double: SQLBindable { package var sqlValue: SQLValue { .real(self) } }
/// Stored as 0 or 1: one type on both engines.
extension Bool: SQLBindable { package var sqlValue: SQLValue { .integer(self ? 1 : 0) } }
extension Date: SQLBindable { package var sqlValue: SQLValue { .text(Instant.text(self)) } }
extension Day: SQLBindable { package var sqlValue: SQLValue { .text(description) } }
extension Slug: SQLBindable { package var sqlValue: SQLValue { .text(value) } }
extension ID: SQLBindable { package var sqlValue: SQLValue { .text(description) } }
extension RawRepresentable where RawValue == String {
  package var sqlValue: SQLValue { .text(rawValue) }
}
extension DossierState: SQLBindable {}
extension DossierEvent: SQLBindable {}
extension Role: SQLBindable {}
extension Language: SQLBindable {}
extension Decision.Outcome: SQLBindable {}
extension Procedure.Outcome.Kind: SQLBindable {}
extension Challenge.Kind: SQLBindable {}
extension MediaType: SQLBindable {}
extension ExchangeSide: SQLBindable {}

/// A statement with its parameters. Written as a string literal, in which every interpolated value is
/// bound, so that nothing a person typed can become part of the statement.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  /// The text between the parameters: one more part than there are values.
  package private(set) var parts: [String]
  package private(set) var values: [SQLValue]

  package init(stringLiteral text: String) {
    parts = [text]
    values = []
  }

  package init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
    values = stringInterpolation.values
  }

  package static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum.append(right)
    return sum
  }

  package mutating func append(_ other: SQL) {
    let last = parts.removeLast()
    parts.append(last + other.parts[0])
    parts += other.parts.dropFirst()
    values += other.values
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts = [""]
    fileprivate var values: [SQLValue] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) { parts[parts.count - 1] += text }

    package mutating func appendInterpolation(_ value: some SQLBindable) {
      values.append(value.sqlValue)
      parts.append("")
    }

    /// Nil is bound as NULL.
    package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
      values.append(value?.sqlValue ?? .null)
      parts.append("")
    }

    /// A piece of statement, with its own parameters.
    package mutating func appendInterpolation(_ fragment: SQL) {
      var whole = SQL(stringLiteral: "")
      whole.parts = parts
      whole.values = values
      whole.append(fragment)
      parts = whole.parts
      values = whole.values
    }
  }
}
