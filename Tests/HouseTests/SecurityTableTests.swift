import Foundation
import TestSupport
import Testing

/// docs/security.md names a test for each threat: here it is seen that they exist.
@Suite struct SecurityTableTests {
  private func missing(_ text: String) throws -> [String] {
    let tests = ExampleProgramme.root.appending(path: "Tests")
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
    let names = Set((files?.allObjects ?? []).compactMap { ($0 as? URL)?.lastPathComponent })
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| threat") }
    return rows.flatMap { row -> [String] in
      let cells = row.split(separator: "|")
      let named = cells.last.map { $0.matches(of: /`([A-Za-z_.]+)`/).map { String($0.1) } } ?? []
      let found = named.filter { names.contains($0.hasSuffix(".py") ? $0 : $0 + ".swift") }
      return found.count == named.count && !named.isEmpty ? [] : [String(row)]
    }
  }

  @Test func `every threat has a test, and every test that is named exists`() throws {
    let file = ExampleProgramme.root.appending(path: "docs/security.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("| ") }.count > 20)
    #expect(try missing(text) == [])
    #expect(try missing("| a | b | `NoSuchTests` |\n| a | b | none |").count == 2)
  }
}
