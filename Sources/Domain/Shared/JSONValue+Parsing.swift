/// Reads JSON text (RFC 8259) into values. A dossier is read at every request, and Foundation's decoder, which tries one
/// type after the other for a value of any kind, takes most of its time.
extension JSONValue {
  /// Why a text is no JSON of ours: where the first byte is that does not belong there.
  package struct Malformed: Error, Hashable, Sendable {
    package let offset: Int

    package init(offset: Int) { self.offset = offset }
  }

  /// - Throws: `Malformed` when it is not JSON, has a number with a fraction or an exponent, or nests deeper than 200.
  package init(parsing text: String) throws(Malformed) {
    var text = text
    let result = text.withUTF8 { bytes -> Result<JSONValue, Malformed> in
      var parser = JSONParser(bytes)
      do {
        return .success(try parser.document())
      } catch {
        return .failure(Malformed(offset: parser.place))
      }
    }
    self = try result.get()
  }
}

private struct JSONParser {
  private struct Stop: Error {}

  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var place = 0
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() throws -> JSONValue {
    let value = try value()
    skipSpace()
    guard place == bytes.count else { throw Stop() }
    return value
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
  }

  private mutating func take(_ byte: UInt8) throws {
    guard next == byte else { throw Stop() }
    place += 1
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount { try take(word.utf8Start[index]) }
    return value
  }

  private mutating func value() throws -> JSONValue {
    skipSpace()
    guard let next else { throw Stop() }
    switch next {
    case UInt8(ascii: "{"): return try nested { try $0.object() }
    case UInt8(ascii: "["): return try nested { try $0.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw Stop()
    }
  }

  private mutating func nested(_ read: (inout JSONParser) throws -> JSONValue) throws -> JSONValue {
    depth += 1
    guard depth <= 200 else { throw Stop() }
    place += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws -> JSONValue {
    var members: [String: JSONValue] = [:]
    skipSpace()
    if next == UInt8(ascii: "}") {
      place += 1
      return .object(members)
    }
    // Growing one by one costs more than reading: most objects of a dossier have about so many members.
    members.reserveCapacity(12)
    while true {
      skipSpace()
      let key = try string()
      skipSpace()
      try take(UInt8(ascii: ":"))
      members[key] = try value()
      skipSpace()
      if next == UInt8(ascii: ",") {
        place += 1
        continue
      }
      try take(UInt8(ascii: "}"))
      return .object(members)
    }
  }

  private mutating func array() throws -> JSONValue {
    var values: [JSONValue] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      place += 1
      return .array(values)
    }
    while true {
      values.append(try value())
      skipSpace()
      if next == UInt8(ascii: ",") {
        place += 1
        continue
      }
      try take(UInt8(ascii: "]"))
      return .array(values)
    }
  }

  /// Whole numbers only: of a fraction two spellings exist.
  private mutating func number() throws -> JSONValue {
    let start = place
    if next == UInt8(ascii: "-") { place += 1 }
    let digits = place
    while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
    let hasLeadingZero = place > digits + 1 && bytes[digits] == UInt8(ascii: "0")
    let isFraction = next == UInt8(ascii: ".") || next == UInt8(ascii: "e") || next == UInt8(ascii: "E")
    guard place > digits, !hasLeadingZero, !isFraction,
      let number = Int64(String(decoding: bytes[start..<place], as: UTF8.self))
    else { throw Stop() }
    return .integer(number)
  }

  private mutating func string() throws -> String {
    try take(UInt8(ascii: "\""))
    let start = place
    // Nearly every text has no escape and is taken as it stands.
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
    let plain = String(decoding: bytes[start..<place], as: UTF8.self)
    if next == UInt8(ascii: "\"") {
      place += 1
      return plain
    }
    var text = plain
    while true {
      let begin = place
      while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
      text += String(decoding: bytes[begin..<place], as: UTF8.self)
      switch next {
      case UInt8(ascii: "\"")?:
        place += 1
        return text
      case UInt8(ascii: "\\")?:
        place += 1
        text.unicodeScalars.append(try escaped())
      case _?, nil: throw Stop()
      }
    }
  }

  private mutating func escaped() throws -> Unicode.Scalar {
    guard let byte = next else { throw Stop() }
    place += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicode()
    default: throw Stop()
    }
  }

  /// `\u` and four digits, twice for what lies beyond the first plane.
  private mutating func unicode() throws -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xd800...0xdbff).contains(first) else { throw Stop() }
    try take(UInt8(ascii: "\\"))
    try take(UInt8(ascii: "u"))
    let second = try fourDigits()
    guard (0xdc00...0xdfff).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    else { throw Stop() }
    return scalar
  }

  private mutating func fourDigits() throws -> UInt32 {
    guard place + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16),
      bytes[place] != UInt8(ascii: "+"), bytes[place] != UInt8(ascii: "-")
    else { throw Stop() }
    place += 4
    return value
  }
}
