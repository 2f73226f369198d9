import Domain
import Foundation
import Yams

/// A node of a programme file while it is read: it knows its line, and where problems go.
///
/// Reading never stops at the first problem. What is missing reads as an empty value and leaves a
/// problem behind; whoever reads discards the whole when there is any.
struct YAMLSource {
  let node: Node
  let file: String
  let problems: ProblemList

  var line: Int { node.mark?.line ?? 1 }

  func report(_ message: String, _ remedy: String) {
    problems.add(ProgrammeProblem(file: file, line: line, message: message, remedy: remedy))
  }

  func member(_ key: String) -> YAMLSource? {
    // By the text of the key: YAML 1.1 takes a bare "on" for a boolean.
    let value = node.mapping?.first { $0.key.scalar?.string == key }?.value
    guard let value, !isNull(value) else { return nil }
    return YAMLSource(node: value, file: file, problems: problems)
  }

  func required(_ key: String) -> YAMLSource? {
    let found = member(key)
    if found == nil { report("\"\(key)\" is missing", "add \(key):") }
    return found
  }

  /// Names keys that nothing reads: most are slips of spelling.
  func allow(_ keys: String...) {
    guard let mapping = node.mapping else {
      report("a mapping of keys and values is expected here", "write \(keys.joined(separator: ":, ")):")
      return
    }
    for key in mapping.keys {
      guard let name = key.string, !keys.contains(name) else { continue }
      YAMLSource(node: key, file: file, problems: problems)
        .report("\"\(name)\" is not a key of this place", "use one of \(keys.joined(separator: ", "))")
    }
  }

  var items: [YAMLSource] {
    guard let sequence = node.sequence else {
      report("a list is expected here", "write one item a line, each after \"- \"")
      return []
    }
    return sequence.map { YAMLSource(node: $0, file: file, problems: problems) }
  }

  func list(_ key: String) -> [YAMLSource] { required(key)?.items ?? [] }
  func optionalList(_ key: String) -> [YAMLSource] { member(key)?.items ?? [] }

  /// The scalar as it is written.
  var text: String {
    guard let text = node.scalar?.string else {
      report("a text is expected here", "write a single value")
      return ""
    }
    return text
  }

  func text(_ key: String) -> String {
    guard let source = required(key) else { return "" }
    let text = source.text
    if source.node.scalar != nil, text.trimmed.isEmpty { source.report("\"\(key)\" is empty", "write a text") }
    return text
  }

  func optionalText(_ key: String) -> String? { member(key)?.text }

  func integer(_ key: String) -> Int { required(key).map(\.integer) ?? 0 }
  /// Nil also where it cannot be read, so that nobody compares with it.
  func optionalInteger(_ key: String) -> Int? {
    guard let source = member(key) else { return nil }
    let value = source.integer
    return source.node.scalar.flatMap { Int($0.string) } == nil ? nil : value
  }

  private var integer: Int {
    guard let value = Int(text) else {
      report("\"\(text)\" is not a whole number", "write digits only")
      return 0
    }
    return value
  }

  func flag(_ key: String, default value: Bool) -> Bool {
    guard let source = member(key) else { return value }
    guard let flag = source.node.bool else {
      source.report("\"\(source.text)\" is neither true nor false", "write true or false")
      return value
    }
    return flag
  }

  func localised(_ key: String) -> LocalisedText {
    required(key)?.localised ?? LocalisedText(fr: "", en: "")
  }

  func optionalLocalised(_ key: String) -> LocalisedText? { member(key)?.localised }

  var localised: LocalisedText {
    allow("fr", "en")
    return LocalisedText(fr: text("fr"), en: text("en"))
  }

  func day(_ key: String) -> Day { required(key)?.day ?? YAMLSource.noDay }
  func optionalDay(_ key: String) -> Day? { member(key)?.day }

  private var day: Day {
    guard let day = Day(text) else {
      report("\"\(text)\" is not a day", "write it as 2019-02-25")
      return YAMLSource.noDay
    }
    return day
  }

  /// Stands for a day that could not be read; the problem that was reported keeps it from being used.
  private static let noDay = Day(.distantPast)

  /// One of the raw values of an enum.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type = Choice.self) -> Choice?
  where Choice.RawValue == String {
    guard let source = required(key) else { return nil }
    let value = source.text
    guard let choice = Choice(rawValue: value) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      source.report("\(key) \"\(value)\" is unknown", "give one of \(known)")
      return nil
    }
    return choice
  }

  private func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar else { return false }
    return scalar.style == .plain && ["", "null", "~"].contains(scalar.string)
  }
}

/// The problems of one reading of a folder, in the order in which they were met.
final class ProblemList {
  private(set) var all: [ProgrammeProblem] = []
  func add(_ problem: ProgrammeProblem) { all.append(problem) }
}
