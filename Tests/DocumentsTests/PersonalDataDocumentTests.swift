import Documents
import Domain
import TestSupport
import Testing

@Suite struct PersonalDataDocumentTests {
  @Test func `the pieces make one JSON, whatever is in the rows`() throws {
    var document = PersonalDataDocument()
    var text = document.head(at: TestWorld.noon(2026, 11, 23))
    text +=
      document.begin("a") + document.rows([.string("\"\n"), .null]) + document.rows([.integer(3)]) + document.end()
    text += document.begin("b") + document.rows([]) + document.end() + document.begin("c")
    text += document.rows([.object(["é": .bool(true)])]) + document.end() + document.tail()
    #expect(
      try JSONValue(parsing: text)
        == .object([
          "format": .string("french-impact/personal-data"), "version": .integer(1),
          "exportedAt": .string("2026-11-23T11:00:00.000Z"),
          "a": .array([.string("\"\n"), .null, .integer(3)]), "b": .array([]),
          "c": .array([.object(["é": .bool(true)])]),
        ]))
  }
}
