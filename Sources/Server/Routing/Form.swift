import Domain
import Hummingbird
import NIOCore

/// The members of a posted form, in its order.
struct Form: Sendable {
  static let maximumBytes = 1_048_576

  let members: [(name: String, value: String)]

  func value(_ name: String) -> String? { members.last { $0.name == name }?.value }
  func text(_ name: String) -> String { value(name) ?? "" }

  /// Reads the body of a request.
  /// - Throws: 413 for a body over a megabyte, 415 for another type, 400 for bytes that are no text.
  init(_ request: Request) async throws {
    guard request.headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
    else {
      throw HTTPError(.unsupportedMediaType)
    }
    var request = request
    let buffer = try await request.collectBody(upTo: Form.maximumBytes)
    guard let text = String(validating: buffer.readableBytesView, as: UTF8.self),
      let members = Form.decode(text),
      // No field of ours holds a NUL, and PostgreSQL stores none.
      !members.contains(where: { ($0.name + $0.value).unicodeScalars.contains("\0") })
    else { throw HTTPError(.badRequest) }
    self.members = members
  }

  init(members: [(name: String, value: String)]) { self.members = members }

  /// Nil when the text is not form-encoded UTF-8.
  static func decode(_ text: String) -> [(name: String, value: String)]? {
    var members: [(name: String, value: String)] = []
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = unescape(parts[0]), let value = parts.count > 1 ? unescape(parts[1]) : "" else {
        return nil
      }
      members.append((name, value))
      if members.count > 5000 { return nil }
    }
    return members
  }

  private static func unescape(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        else {
          return nil
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// An address within this site: the only thing that a redirect takes.
struct LocalPath: Sendable {
  let value: String

  /// `/a`, never `//a`, `/\a` or `https:`, nor anything that could break a header.
  init?(_ text: String) {
    guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
      text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value < 127 })
    else { return nil }
    value = text
  }
}
