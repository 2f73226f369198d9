import Foundation

/// Reads a `multipart/form-data` body (RFC 7578) as it comes in, piece by piece, and keeps no more of it than the
/// length of a boundary or the headers of a part.
package struct MultipartReader {
  package enum Event: Equatable {
    /// A part begins. It is a file when it has a file name, be it an empty one.
    case part(name: String, fileName: String?)
    case bytes([UInt8])
    case partEnd
  }

  /// The body is no multipart form, or one that nobody's browser makes.
  package struct Malformed: Error {}

  private enum State {
    case preamble, afterDelimiter, headers, body, epilogue
  }

  private static let longestHeaders = 8192
  private static let mostParts = 100
  private let delimiter: [UInt8]
  private var state = State.preamble
  private var pending: [UInt8]
  private var parts = 0

  /// - Parameter contentType: the header of the request. Nil where it names no usable boundary.
  package init?(contentType: String) {
    let pieces = contentType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard pieces.first?.lowercased() == "multipart/form-data",
      let parameter = pieces.first(where: { $0.lowercased().hasPrefix("boundary=") })
    else { return nil }
    let boundary = parameter.dropFirst("boundary=".count).trimmingCharacters(in: ["\""])
    guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first boundary stands at the very start, without the line end that leads the others.
    pending = Array("\r\n".utf8)
  }

  /// Takes the next bytes of the body and tells what they are.
  package mutating func read(
    _ bytes: some Sequence<UInt8>, _ handle: (Event) throws -> Void
  ) throws {
    pending.append(contentsOf: bytes)
    while try step(handle) {}
  }

  /// - Throws: `Malformed` when the body broke off.
  package func finish() throws {
    guard state == .epilogue else { throw Malformed() }
  }

  /// Tells whether there may be more to do with what is pending.
  private mutating func step(_ handle: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .preamble:
      guard take(upTo: delimiter, { _ in }) else { return false }
      state = .afterDelimiter
    case .afterDelimiter: return try readDelimiterEnd()
    case .headers: return try readHeaders(handle)
    case .body:
      let found = try take(upTo: delimiter) { if !$0.isEmpty { try handle(.bytes($0)) } }
      guard found else { return false }
      try handle(.partEnd)
      state = .afterDelimiter
    case .epilogue:
      pending.removeAll()
      return false
    }
    return true
  }

  /// Hands over what stands before the mark and drops it with the mark; without one, all that cannot be part of it.
  private mutating func take(upTo mark: [UInt8], _ use: ([UInt8]) throws -> Void) rethrows -> Bool {
    if let place = pending.firstPlace(of: mark) {
      try use(Array(pending[..<place]))
      pending.removeFirst(place + mark.count)
      return true
    }
    let sure = max(0, pending.count - mark.count + 1)
    try use(Array(pending[..<sure]))
    pending.removeFirst(sure)
    return false
  }

  private mutating func readDelimiterEnd() throws -> Bool {
    guard pending.count >= 2 else { return false }
    switch (pending[0], pending[1]) {
    case (UInt8(ascii: "-"), UInt8(ascii: "-")): state = .epilogue
    case (13, 10):
      state = .headers
      parts += 1
      guard parts <= MultipartReader.mostParts else { throw Malformed() }
    default: throw Malformed()
    }
    pending.removeFirst(2)
    return true
  }

  private mutating func readHeaders(_ handle: (Event) throws -> Void) throws -> Bool {
    guard let end = pending.firstPlace(of: Array("\r\n\r\n".utf8)) else {
      guard pending.count <= MultipartReader.longestHeaders else { throw Malformed() }
      return false
    }
    guard end <= MultipartReader.longestHeaders,
      let text = String(validating: pending[..<end], as: UTF8.self)
    else { throw Malformed() }
    pending.removeFirst(end + 4)
    let lines = text.components(separatedBy: "\r\n")
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let disposition = Disposition(line)
    else { throw Malformed() }
    try handle(.part(name: disposition.name, fileName: disposition.fileName))
    state = .body
    return true
  }

  /// `form-data; name="a"; filename="b.pdf"`. Browsers write a quotation mark in a name as `%22`.
  private struct Disposition {
    let name: String
    let fileName: String?

    init?(_ line: String) {
      guard let name = Disposition.value("name", in: line), !name.isEmpty else { return nil }
      self.name = name
      fileName = Disposition.value("filename", in: line)
    }

    private static func value(_ key: String, in line: String) -> String? {
      guard let start = line.range(of: "; \(key)=\"", options: .caseInsensitive) else { return nil }
      var value = ""
      var isEscaped = false
      for character in line[start.upperBound...] {
        if isEscaped {
          value.append(character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          return value.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
        } else {
          value.append(character)
        }
      }
      return nil
    }
  }
}

extension [UInt8] {
  /// Where a mark first stands. The search leaps from one first byte to the next, as most bytes are none.
  fileprivate func firstPlace(of mark: [UInt8]) -> Int? {
    guard let first = mark.first, count >= mark.count else { return nil }
    return withUnsafeBytes { bytes in
      mark.withUnsafeBytes { mark in
        guard let base = bytes.baseAddress, let pattern = mark.baseAddress else { return nil }
        var place = 0
        while place <= bytes.count - mark.count {
          guard let found = memchr(base + place, Int32(first), bytes.count - mark.count - place + 1) else { return nil }
          place = UnsafeRawPointer(found) - base
          if memcmp(base + place, pattern, mark.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }
}
