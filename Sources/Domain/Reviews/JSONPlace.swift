/// What is wrong in a document, and where: a JSON Pointer (RFC 6901), the whole where it is empty.
package struct DocumentProblem: Hashable, Sendable, CustomStringConvertible {
  package let pointer: String
  package let message: String
  package let remedy: String

  /// `/dossiers/3/code: "Dupont" is no opaque code; write a capital letter and digits, D017`
  package var description: String { "\(pointer.isEmpty ? "/" : pointer): \(message); \(remedy)" }
}

/// A value of a document while it is read: it knows its place. Reading goes on after a problem, so that all are told at
/// once; what could not be read is nil or empty.
struct JSONPlace {
  final class Problems {
    private(set) var all: [DocumentProblem] = []
    func add(_ problem: DocumentProblem) { all.append(problem) }
  }

  let value: JSONValue
  let pointer: String
  let problems: Problems

  func report(_ message: String, _ remedy: String) {
    problems.add(DocumentProblem(pointer: pointer, message: message, remedy: remedy))
  }

  private func step(_ value: JSONValue, _ name: String) -> JSONPlace {
    JSONPlace(
      value: value, pointer: pointer + "/" + name.replacing("~", with: "~0").replacing("/", with: "~1"),
      problems: problems)
  }

  /// The members of an object that has just these names, and no others: nothing can hide in it.
  /// - Parameter perhaps: names that may stand in it.
  func members(_ names: [String], perhaps: [String] = []) -> [String: JSONPlace] {
    guard case .object(let members) = value else {
      report("an object is expected here", "write {\"\(names.first ?? "")\": …}")
      return [:]
    }
    for name in members.keys.sorted() where !names.contains(name) && !perhaps.contains(name) {
      // Told at the object, in quotes: a name from outside may hold anything.
      report("\(JSONValue.string(name).canonical) is no member of this place", "remove it")
    }
    for name in names where members[name] == nil { report("\"\(name)\" is missing", "add it") }
    return Dictionary(
      uniqueKeysWithValues: (names + perhaps).compactMap { name in members[name].map { (name, step($0, name)) } })
  }

  var items: [JSONPlace] {
    guard case .array(let values) = value else {
      report("a list is expected here", "write [ … ]")
      return []
    }
    return values.enumerated().map { step($0.element, String($0.offset)) }
  }

  /// A whole number from 0 to a million: none of ours is larger, and sums cannot overflow.
  var number: Int {
    guard case .integer(let number) = value, (0...1_000_000).contains(number) else {
      report("a whole number from 0 to 1000000 is expected here", "write digits only")
      return 0
    }
    return Int(number)
  }

  var text: String {
    guard case .string(let text) = value else {
      report("a text is expected here", "write it in quotes")
      return ""
    }
    return text
  }

  var flag: Bool {
    guard case .bool(let flag) = value else {
      report("true or false is expected here", "write one of them")
      return false
    }
    return flag
  }

  /// Nil for null.
  var optional: JSONPlace? { value == .null ? nil : self }

  /// Text that is one of a few.
  func expect(_ expected: String, _ message: String) {
    if text != expected { report(message, "write \(JSONValue.string(expected).canonical)") }
  }
}
