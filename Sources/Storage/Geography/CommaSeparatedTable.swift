import Foundation

/// The rows of a CSV file that the program's own set-up wrote: comma, LF, quotes only where needed.
///
/// It works on bytes: reading 35 000 communes character by character would be felt at every start.
struct CommaSeparatedTable {
  let rows: [[String]]

  init(_ data: Data) {
    var rows: [[String]] = []
    data.withUnsafeBytes { bytes in
      var row: [String] = []
      var start = 0
      var isQuoted = false
      func cell(_ end: Int) -> String {
        guard start < end, bytes[start] == UInt8(ascii: "\"") else {
          return String(decoding: bytes[start..<end], as: UTF8.self)
        }
        return String(decoding: bytes[(start + 1)..<(end - 1)], as: UTF8.self).replacing("\"\"", with: "\"")
      }
      for (index, byte) in bytes.enumerated() {
        switch byte {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: ",") where !isQuoted:
          row.append(cell(index))
          start = index + 1
        case UInt8(ascii: "\n") where !isQuoted:
          row.append(cell(index))
          start = index + 1
          rows.append(row)
          row.removeAll(keepingCapacity: true)
        default: break
        }
      }
    }
    self.rows = rows
  }
}
