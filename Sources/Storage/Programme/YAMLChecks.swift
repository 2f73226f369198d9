import Domain
import Foundation
import Yams

/// What is asked of many values, told at the line where it stands.
extension YAMLSource {
  /// The value of a key, or the place around it where there is none.
  func at(_ key: String) -> YAMLSource { member(key) ?? self }

  /// The items of a list as far as there is one, without a word about it.
  func sources(_ key: String) -> [YAMLSource] {
    guard let list = member(key), let sequence = list.node.sequence else { return [] }
    return sequence.map { YAMLSource(node: $0, file: file, problems: problems) }
  }

  /// A list that has something in it.
  func filledList(_ key: String, _ message: String) -> [YAMLSource] {
    let items = list(key)
    if items.isEmpty, let empty = member(key), empty.node.sequence != nil {
      empty.report(message, "give it at least one")
    }
    return items
  }

  /// A text that may stand in an address.
  func addressable(_ key: String) -> String {
    let text = text(key)
    if !text.trimmed.isEmpty, Slug(text) == nil {
      at(key).report("\(key) \"\(text)\" cannot stand in an address", "use lower-case letters, digits and hyphens")
    }
    return text
  }

  func optionalFlag(_ key: String) -> Bool? {
    guard let source = member(key) else { return nil }
    guard let flag = source.node.bool else {
      // Told where the flag was asked for with its default, or here.
      source.report("\"\(source.text)\" is neither true nor false", "write true or false")
      return nil
    }
    return flag
  }

  func optionalDecimal(_ key: String) -> String? {
    guard let text = optionalText(key) else { return nil }
    guard decimal(reading: text) != nil else {
      at(key).report("\(key) \"\(text)\" is not a number", "write digits, with a point before the decimals")
      return nil
    }
    return text
  }

  func checkOrder<Value: Comparable>(_ least: Value?, _ most: Value?, _ first: String, _ last: String) {
    guard let least, let most, most < least else { return }
    at(last).report("\(last) is less than \(first)", "exchange the two")
  }
}
