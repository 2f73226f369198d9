package import Domain
package import Foundation

/// All that an account holds, as one JSON, written piece by piece: docs/personal-data.md describes it.
///
/// `{"format": …, "version": 1, "exportedAt": …, "account": […], "roles": […], …}`: one list for each section.
package struct PersonalDataDocument: Sendable {
  package static let format = "french-impact/personal-data"
  /// Rises when a member changes its meaning or goes; new members come without notice.
  package static let version = 1

  private var isFirstRow = true

  package init() {}

  package func head(at moment: Date) -> String {
    let members: [(String, JSONValue)] = [
      ("format", .string(PersonalDataDocument.format)), ("version", .integer(Int64(PersonalDataDocument.version))),
      ("exportedAt", .string(Instant.text(moment))),
    ]
    return "{" + members.map { "\(JSONValue.string($0).canonical):\($1.canonical)" }.joined(separator: ",\n")
  }

  package mutating func begin(_ section: String) -> String {
    isFirstRow = true
    return ",\n\(JSONValue.string(section).canonical):["
  }

  package mutating func rows(_ rows: [JSONValue]) -> String {
    rows.map { row in
      let separator = isFirstRow ? "\n" : ",\n"
      isFirstRow = false
      return separator + row.canonical
    }.joined()
  }

  package func end() -> String { "]" }
  package func tail() -> String { "\n}\n" }

  /// The name of the file that the reader keeps.
  package static func fileName(at moment: Date) -> String { "french-impact-\(Day(moment)).json" }
}
