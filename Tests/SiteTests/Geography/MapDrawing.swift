import Domain
import Foundation
import Storage

@testable import Site

/// The template of maps, filled by a small reader of its own: what it cannot fill, it tells.
struct MapDrawing {
  let text: String
  private(set) var unknown: Set<String> = []

  init(_ picture: MapPicture) throws {
    var unknown: Set<String> = []
    text = MapDrawing.fill(try MapDrawing.template(), from: [picture], &unknown)
    self.unknown = unknown
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let reference = root.appending(path: "reference")
  static let hasReference = FileManager.default.fileExists(
    atPath: reference.appending(path: "VERSION").path)

  static func template() throws -> String {
    try String(
      contentsOf: root.appending(path: "Sources/Site/Templates/Geography/map.mustache"), encoding: .utf8)
  }

  private static func fill(_ template: String, from context: [Any], _ unknown: inout Set<String>) -> String {
    var rest = template[...]
    var out = ""
    while let tag = rest.firstRange(of: "{{") {
      out += rest[..<tag.lowerBound]
      guard let end = rest.firstRange(of: "}}") else { break }
      let name = String(rest[tag.upperBound..<end.lowerBound])
      rest = rest[end.upperBound...]
      guard name.hasPrefix("#") else {
        out += escaped(value(name, in: context, &unknown).map { "\($0)" } ?? "")
        continue
      }
      let section = String(name.dropFirst())
      guard let close = rest.firstRange(of: "{{/\(section)}}") else { break }
      let body = String(rest[..<close.lowerBound])
      rest = rest[close.upperBound...]
      switch value(section, in: context, &unknown) {
      case let list as [Any]: out += list.map { fill(body, from: context + [$0], &unknown) }.joined()
      case let flag as Bool: out += flag ? fill(body, from: context, &unknown) : ""
      default: unknown.insert(section)
      }
    }
    return out + rest
  }

  private static func value(_ name: String, in context: [Any], _ unknown: inout Set<String>) -> Any? {
    guard let innermost = context.last else { return nil }
    if name == "." { return innermost }
    for object in context.reversed() {
      if let child = Mirror(reflecting: object).children.first(where: { $0.label == name }) {
        return child.value
      }
    }
    unknown.insert(name)
    return nil
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
