import Domain
import Foundation
import Testing

@Suite struct JSONParsingTests {
  @Test func `what is written canonically is read back as it was`() throws {
    let value = JSONValue.object([
      "": .array([.null, .bool(true), .bool(false), .integer(.min), .integer(0), .integer(.max)]),
      "é \"\\\n\r\t\u{8}\u{c}\u{1}": .object([:]), "🙂": .string("🙂\u{10ffff}"), "a": .array([]),
    ])
    #expect(try JSONValue(parsing: value.canonical) == value)
  }

  @Test func `spaces and escapes are read as any reader of JSON reads them`() throws {
    let text = " { \"a\" : [ 1 , -2,\n\"\\u00e9\\uD83D\\ude42\\/\" ] , \"b\":null } "
    let read = try JSONValue(parsing: text)
    #expect(read == .object(["a": .array([.integer(1), .integer(-2), .string("é🙂/")]), "b": .null]))
    #expect(read == (try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))))
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "[1", "{\"a\"}", "{\"a\":}", "{a:1}", "\"", "\"\u{1}\"", "\"\\x\"", "\"\\u12\"",
    "\"\\ud800\"",
    "\"\\ud800\\u0041\"", "01", "-", "1.5", "1e3", "9223372036854775808", "nul", "true false", "[1 2]", "'a'",
    "\"\\u+123\"", String(repeating: "[", count: 201) + String(repeating: "]", count: 201),
  ]) func `what is no JSON of ours is refused`(text: String) {
    #expect(throws: JSONValue.Malformed.self) { try JSONValue(parsing: text) }
  }

  @Test func `a mistake is told by its place`() {
    #expect(throws: JSONValue.Malformed(offset: 4)) { try JSONValue(parsing: "[1, x]") }
  }
}
