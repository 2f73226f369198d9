import Foundation

/// The rows of a CSV file that the program's own set-up wrote: comma, LF, quotes only where needed.
///
/// It works on bytes: reading 35 000 communes character by character would be felt at every start.
struct CommaSeparatedTable {
  let rows: [[String]]

  init(_ data: Data) {
    rows = data.withUnsafeBytes { bytes in
      var rows: [[String]] = []
      var row: [String] = []
      var start = 0
      var isQuoted = false
      for index in 0..<bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: ",") where !isQuoted:
          row.append(CommaSeparatedTable.cell(bytes[start..<index]))
          start = index + 1
        case UInt8(ascii: "\n") where !isQuoted:
          row.append(CommaSeparatedTable.cell(bytes[start..<index]))
          start = index + 1
          rows.append(row)
          row.removeAll(keepingCapacity: true)
        default: break
        }
      }
      // A file that was cut short has a last line without end: kept, so that its count of cells tells.
      if start < bytes.count { rows.append(row + [CommaSeparatedTable.cell(bytes[start...])]) }
      return rows
    }
  }

  private static func cell(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let quote = UInt8(ascii: "\"")
    guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self).replacing("\"\"", with: "\"")
  }
}
