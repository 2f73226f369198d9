package import Foundation

/// The rows of a CSV file of any size (RFC 4180), one after the other: no more of it is in memory than a piece and
/// the row that is read. Separated by commas or semicolons, whichever the first line has more of; with or without a
/// byte order mark; lines end with LF, CR LF or CR.
package struct CommaSeparatedStream {
  /// The longest row, in bytes: what is longer is not a row, but a quote that nobody closed.
  package static let longestRow = 1 << 16

  package struct Row: Sendable {
    /// The line on which it begins, from 1.
    package let line: Int
    package let content: Content
  }

  package enum Content: Hashable, Sendable {
    case cells([String])
    case fault(Fault)
  }

  package enum Fault: String, Hashable, Sendable {
    case notUTF8
    case tooLong
    /// A quote that is closed before the end of its cell.
    case strayQuote
    case unclosedQuote
  }

  private enum State {
    case cellStart
    case plain
    case quoted
    /// After a quote inside a quoted cell: the end, or the first of two.
    case quoteSeen
  }

  private let nextPiece: () throws -> Data?
  private var piece: [UInt8] = []
  private var place = 0
  private var separator: UInt8?
  private var line = 1
  private var isAfterReturn = false
  private var isAtStart = true
  /// How many bytes were read, for whoever shows progress.
  package private(set) var bytesRead = 0

  /// - Parameter nextPiece: the next bytes of the file, of any number; nil or none at its end.
  package init(nextPiece: @escaping () throws -> Data?) { self.nextPiece = nextPiece }

  /// The next row that is not empty; nil at the end.
  package mutating func next() throws -> Row? {
    while let row = try read() {
      if row.content != .cells([""]) { return row }
    }
    return nil
  }

  private mutating func fill() throws -> Bool {
    guard let data = try nextPiece(), !data.isEmpty else { return false }
    bytesRead += data.count
    piece = Array(data)
    place = 0
    if isAtStart {
      isAtStart = false
      try readFirstLine()
    }
    return true
  }

  /// What the first line tells of the file, however small the pieces are in which it comes.
  private mutating func readFirstLine() throws {
    while piece.count < CommaSeparatedStream.longestRow, !piece.contains(UInt8(ascii: "\n")),
      let more = try nextPiece(), !more.isEmpty
    {
      bytesRead += more.count
      piece += more
    }
    if piece.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    let first = piece[place...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let (commas, semicolons) = first.reduce(into: (0, 0)) { counts, byte in
      if byte == UInt8(ascii: ",") { counts.0 += 1 } else if byte == UInt8(ascii: ";") { counts.1 += 1 }
    }
    separator = semicolons > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }

  private mutating func read() throws -> Row? {
    var (bytes, ends): ([UInt8], [Int]) = ([], [])
    var (state, fault): (State, Fault?) = (.cellStart, nil)
    let start = line
    while true {
      while place == piece.count, try fill() {}
      if place == piece.count {
        guard state != .cellStart || !ends.isEmpty || fault != nil else { return nil }
        if state == .quoted { fault = fault ?? .unclosedQuote }
        return row(bytes, ends + [bytes.count], fault, start)
      }
      let byte = piece[place]
      place += 1
      if byte == UInt8(ascii: "\n"), isAfterReturn {
        // The second half of CR LF: the line was counted; inside quotes it belongs to the text.
        isAfterReturn = false
        if state == .quoted { bytes.append(byte) }
        continue
      }
      isAfterReturn = byte == UInt8(ascii: "\r")
      let isLineEnd = isAfterReturn || byte == UInt8(ascii: "\n")
      if isLineEnd {
        line += 1
        if state != .quoted { return row(bytes, ends + [bytes.count], fault, start) }
      }
      switch (state, byte) {
      case (.cellStart, UInt8(ascii: "\"")): state = .quoted
      case (.quoted, UInt8(ascii: "\"")): state = .quoteSeen
      case (.quoteSeen, UInt8(ascii: "\"")):
        bytes.append(byte)
        state = .quoted
      case (.cellStart, separator), (.plain, separator), (.quoteSeen, separator):
        ends.append(bytes.count)
        state = .cellStart
      case (.quoteSeen, _):
        fault = fault ?? .strayQuote
        state = .plain
      case (.quoted, _): bytes.append(byte)
      case (.cellStart, _), (.plain, _):
        bytes.append(byte)
        state = .plain
      }
      if bytes.count > CommaSeparatedStream.longestRow {
        fault = .tooLong
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
      }
    }
  }

  private func row(_ bytes: [UInt8], _ ends: [Int], _ fault: Fault?, _ line: Int) -> Row {
    if let fault { return Row(line: line, content: .fault(fault)) }
    var (cells, start): ([String], Int) = ([], 0)
    cells.reserveCapacity(ends.count)
    for end in ends {
      guard let cell = String(validating: bytes[start..<end], as: UTF8.self) else {
        return Row(line: line, content: .fault(.notUTF8))
      }
      cells.append(cell)
      start = end
    }
    return Row(line: line, content: .cells(cells))
  }
}
