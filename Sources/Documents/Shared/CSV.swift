/// A CSV table as spreadsheets and validators read it: RFC 4180, UTF-8, comma, CRLF, one header line.
package struct CSV {
  private var text: String

  package init(header: [String]) {
    text = ""
    append(header)
  }

  package mutating func append(_ row: [String]) { text += CSV.line(row) }

  /// One row with its end, for a table that is written as it is made.
  package static func line(_ row: [String]) -> String { row.map(CSV.cell).joined(separator: ",") + "\r\n" }

  package var document: String { text }

  /// A cell that begins with a sign of a formula is led by an apostrophe, so that a spreadsheet shows what
  /// somebody wrote instead of running it: the signs, their full-width forms, and what a spreadsheet skips
  /// before them. Plain numbers stay as they are.
  static func cell(_ value: String) -> String {
    let risky = value.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
    let isNumber = value.wholeMatch(of: /[+-]?[0-9]+([.,][0-9]+)?/) != nil
    let safe = risky && !isNumber ? "'" + value : value
    guard safe.contains(where: { "\",;\n\r\r\n\t".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
