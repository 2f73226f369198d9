import Foundation
import Storage
import Testing

@Suite struct CommaSeparatedStreamTests {
  /// What is read of a text that comes in pieces of so many bytes.
  private func rows(_ text: String, pieces: Int = 1_000) throws -> [CommaSeparatedStream.Row] {
    try rows(Data(text.utf8), pieces: pieces)
  }

  private func rows(_ data: Data, pieces: Int = 1_000) throws -> [CommaSeparatedStream.Row] {
    var rest = data
    var stream = CommaSeparatedStream {
      defer { rest = rest.dropFirst(pieces) }
      return rest.prefix(pieces)
    }
    var rows: [CommaSeparatedStream.Row] = []
    while let row = try stream.next() { rows.append(row) }
    return rows
  }

  @Test(arguments: [
    "a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d", "\u{feff}a,b\nc,d", "a;b\nc;d", "a,b\n\n\nc,d",
  ])
  func `lines end as any system ends them, the last one perhaps not at all`(text: String) throws {
    for pieces in [1, 2, 3, 1_000] {
      #expect(try rows(text, pieces: pieces).map(\.content) == [.cells(["a", "b"]), .cells(["c", "d"])])
    }
  }

  @Test func `a quoted cell holds separators, line ends and quotes`() throws {
    let text = "a,\"b, \"\"c\"\"\r\nd\",e\nf,\"\",g"
    for pieces in 1...12 {
      let found = try rows(text, pieces: pieces)
      #expect(found.map(\.content) == [.cells(["a", "b, \"c\"\r\nd", "e"]), .cells(["f", "", "g"])])
      #expect(found.map(\.line) == [1, 3])
    }
  }

  @Test func `a quote inside a cell that began without one is a letter`() throws {
    #expect(try rows("a\"b,c\n").map(\.content) == [.cells(["a\"b", "c"])])
  }

  @Test func `what cannot be read is told with its line, and what follows is read`() throws {
    #expect(
      try rows("a,b\n\"c\"x,d\ne,f\n").map(\.content) == [
        .cells(["a", "b"]), .fault(.strayQuote), .cells(["e", "f"]),
      ])
    let latin = Data("a,b\n".utf8) + [0x63, 0xE9, 0x2C, 0x64, 0x0A] + Data("e,f\n".utf8)
    let found = try rows(latin)
    #expect(found.map(\.content) == [.cells(["a", "b"]), .fault(.notUTF8), .cells(["e", "f"])])
    #expect(found.map(\.line) == [1, 2, 3])
  }

  @Test func `a quote that nobody closes is told where it begins`() throws {
    let found = try rows("a,b\nc,\"d\ne,f\n")
    #expect(found.map(\.content) == [.cells(["a", "b"]), .fault(.unclosedQuote)])
    #expect(found.last?.line == 2)
  }

  @Test func `however long a line is, no more than its limit is kept`() throws {
    let long = String(repeating: "x", count: 3 * CommaSeparatedStream.longestRow)
    #expect(try rows("a\n\"\(long)\"\nb\n").map(\.content) == [.cells(["a"]), .fault(.tooLong), .cells(["b"])])
  }

  @Test func `an empty file has no row`() throws {
    for text in ["", "\n", "\r\n\r\n", "\u{feff}"] { #expect(try rows(text).isEmpty) }
  }

  @Test func `empty cells at either end count`() throws {
    #expect(try rows(",a,\n,,").map(\.content) == [.cells(["", "a", ""]), .cells(["", "", ""])])
  }
}
