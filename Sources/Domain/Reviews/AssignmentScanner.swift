/// Walks through the bytes of an assignment file. Millions of affinities make no values on the way.
struct AssignmentScanner {
  typealias Problem = AssignmentFile.Problem

  let bytes: UnsafeBufferPointer<UInt8>
  var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always) private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

  func wrong(_ what: String) -> Problem { Problem(message: "byte \(place): \(what)") }

  @inline(__always) mutating func skipSpace() {
    while next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 { place += 1 }
  }

  @inline(__always) mutating func take(_ byte: Unicode.Scalar) throws(Problem) {
    skipSpace()
    guard next == UInt8(ascii: byte) else { throw wrong("here a \(byte) was expected") }
    place += 1
  }

  /// Whether another item follows; the comma or the closing bracket is taken.
  @inline(__always) private mutating func goesOn(_ closing: Unicode.Scalar) throws(Problem) -> Bool {
    skipSpace()
    if next == UInt8(ascii: ",") {
      place += 1
      return true
    }
    try take(closing)
    return false
  }

  @inline(__always) mutating func comma() throws(Problem) { try take(",") }
  @inline(__always) mutating func close() throws(Problem) { try take("]") }

  @inline(__always) mutating func list(_ read: (inout AssignmentScanner) throws(Problem) -> Void) throws(Problem) {
    try take("[")
    skipSpace()
    if next == UInt8(ascii: "]") {
      place += 1
      return
    }
    repeat { try read(&self) } while try goesOn("]")
  }

  /// Reads a value at once, given its name and the members before it, and tells whether it did.
  typealias EarlyReading = (String, [String: Int], inout AssignmentScanner) throws(Problem) -> Bool

  /// Where the value of each member of the outermost object begins. A long value that can be understood at once needs no second
  /// walk through it.
  mutating func members(_ readsAtOnce: EarlyReading) throws(Problem) -> [String: Int] {
    let members = try object(readsAtOnce)
    skipSpace()
    guard place == bytes.count else { throw wrong("here the file should end") }
    return members
  }

  private mutating func object(_ readsAtOnce: EarlyReading) throws(Problem) -> [String: Int] {
    var members: [String: Int] = [:]
    try take("{")
    skipSpace()
    if next == UInt8(ascii: "}") {
      place += 1
      return members
    }
    repeat {
      let name = try text()
      try take(":")
      skipSpace()
      let key = String(decoding: bytes[(name.lowerBound + 1)..<(name.upperBound - 1)], as: UTF8.self)
      let before = members
      guard members.updateValue(place, forKey: key) == nil else { throw wrong("\"\(key)\" stands there twice") }
      if try !readsAtOnce(key, before, &self) { try skipValue() }
    } while try goesOn("}")
    return members
  }

  @inline(__always) private mutating func text() throws(Problem) -> Range<Int> {
    skipSpace()
    let start = place
    guard next == UInt8(ascii: "\"") else { throw wrong("here a text in quotes was expected") }
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place < bytes.count else { throw wrong("a text has no end") }
    place += 1
    return start..<place
  }

  private mutating func skipValue() throws(Problem) {
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        _ = try text()
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { return }
      default: break
      }
      place += 1
    }
    throw wrong("the file ends in the middle")
  }

  /// A text or a whole number, as it stands there.
  @inline(__always) mutating func id() throws(Problem) -> Range<Int> {
    skipSpace()
    if next == UInt8(ascii: "\"") { return try text() }
    let start = place
    if next == UInt8(ascii: "-") { place += 1 }
    let digits = place
    while next >= 0x30, next <= 0x39 { place += 1 }
    guard place > digits else { throw wrong("here an id was expected, a text or a whole number") }
    return start..<place
  }

  /// An id that can be written again: what was asked for must be found in the answer.
  private mutating func readableID() throws(Problem) -> Range<Int> {
    let id = try id()
    guard String(validating: bytes[id], as: UTF8.self) != nil else { throw wrong("the file is not in UTF-8") }
    return id
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  mutating func count(_ name: String) throws(Problem) -> Int {
    let (value, decimals) = try decimal()
    guard decimals == 0, value >= 0 else { throw wrong("\(name) is a whole number, 0 or more") }
    guard value < 1 << 31 else { throw wrong("\(name) is too large; \((1 << 31) - 1) is the most") }
    return Int(value)
  }

  /// An id, or an object with it, a number beside, and where it comes from.
  mutating func entry(_ name: String, allowing others: [String]) throws(Problem) -> AssignmentFile.Entry {
    skipSpace()
    guard next == UInt8(ascii: "{") else { return AssignmentFile.Entry(id: try readableID()) }
    let members = try object { _, _, _ in false }
    let end = place
    try AssignmentFile.allow(["id", name] + others, in: members)
    guard let at = members["id"] else { throw wrong("here an \"id\" is missing") }
    place = at
    var entry = AssignmentFile.Entry(id: try readableID())
    if let at = members[name] {
      place = at
      entry.number = try count("\(name) of \(string(entry.id))")
    }
    if let at = members["college"] {
      place = at
      entry.college = string(try id())
    }
    if let at = members["region"] {
      place = at
      skipSpace()
      if next == UInt8(ascii: "[") {
        try list { scanner throws(Problem) in entry.regions.append(scanner.string(try scanner.id())) }
      } else {
        entry.regions = [string(try id())]
      }
    }
    place = end
    return entry
  }

  /// A number as a whole number of `10^-decimals`, as any program writes it: digits beyond what 64 bits hold are dropped
  /// from a fraction, and so is what is smaller than `10^-30`.
  @inline(__always) mutating func decimal() throws(Problem) -> (Int64, Int) {
    skipSpace()
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { place += 1 }
    var value: Int64 = 0
    var (digits, decimals, zeros) = (0, 0, 0)
    var isFraction = false
    while true {
      let byte = next
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
        if value < 400_000_000_000_000_000 {
          if isFraction {
            zeros = byte == 0x30 ? zeros + 1 : 0
            decimals += 1
          }
          value = value * 10 + Int64(byte & 15)
        } else if !isFraction {
          throw wrong("a number is too large")
        }
      } else if byte == UInt8(ascii: "."), !isFraction, digits > 0 {
        isFraction = true
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { throw wrong("here a number was expected") }
    for _ in 0..<zeros { value /= 10 }
    decimals -= zeros
    if next | 0x20 == UInt8(ascii: "e") { decimals -= try exponent() }
    guard decimals <= 30 else { return (0, 0) }
    while decimals < 0, value != 0 {
      guard value < 400_000_000_000_000_000 else { throw wrong("a number is too large") }
      value *= 10
      decimals += 1
    }
    return (isNegative ? -value : value, max(0, decimals))
  }

  private mutating func exponent() throws(Problem) -> Int {
    place += 1
    let isNegative = next == UInt8(ascii: "-")
    if isNegative || next == UInt8(ascii: "+") { place += 1 }
    var (value, digits) = (0, 0)
    while next >= 0x30, next <= 0x39 {
      value = min(10_000, value * 10 + Int(next & 15))
      digits += 1
      place += 1
    }
    guard digits > 0 else { throw wrong("here an exponent was expected") }
    return isNegative ? -value : value
  }
}
