import Testing

@testable import Site

@Suite struct MarkdownTests {
  /// The blocks as a line each: `p`, `ul` or `ol` and what their rows say, `*` for italic, `**` for bold.
  private func shape(_ text: String) -> [String] {
    TextBlock.all(in: text).map { block in
      let kind = block.isList ? "ul" : block.isNumbered ? "ol" : "p"
      let rows = block.rows.map { row in
        row.runs.map { run in
          if let href = run.link.first { return "<\(run.text)|\(href)>" }
          return run.isBoth
            ? "#\(run.text)#" : run.isStrong ? "**\(run.text)**" : run.isEmphasis ? "*\(run.text)*" : run.text
        }.joined()
      }
      return "\(kind): " + rows.joined(separator: " / ")
    }
  }

  @Test func `paragraphs and lists are parted by their lines`() {
    #expect(
      shape("Un\ndeux\n\n- a\n- b\ntrois\n1. c\n2) d\n\n\n4.5 km") == [
        "p: Un / deux", "ul: a / b", "p: trois", "ol: c / d", "p: 4.5 km",
      ])
  }

  @Test(arguments: [
    ("un **gras** et *italique*", "p: un **gras** et *italique*"), ("_a_ snake_case_x", "p: *a* snake_case_x"),
    ("***a***", "p: #a#"), ("2 * 3 * 4", "p: 2 * 3 * 4"), ("**jamais fermé", "p: **jamais fermé"),
    (#"\*a\*"#, "p: *a*"), ("[ici](https://a.example/?b=1)", "p: <ici|https://a.example/?b=1>"),
  ]) func `marks make bold, italic and links`(text: String, expected: String) {
    #expect(shape(text) == [expected])
  }

  @Test(arguments: [
    "[x](javascript:alert(1))", "[x](data:text/html,a)", "[x](//a.example)", "[x](https://a b)", "[x](http:/a)",
    "[x](https://a\"onclick=b)", "<b>x</b>", "[](https://a.example)", "[x] (https://a.example)",
  ]) func `what is no address of the web is text`(text: String) {
    #expect(TextBlock.all(in: text).flatMap(\.rows).flatMap(\.runs).allSatisfy { $0.link.isEmpty && $0.isPlain })
    #expect(shape(text) == ["p: \(text)"])
  }

  @Test(arguments: ["*", "**", "_ _", "[", "[a](", "*a ", "**a", "\\", "***"])
  func `no text takes longer than its length`(part: String) {
    let text = String(repeating: part, count: 20_000)
    let time = ContinuousClock().measure { _ = TextBlock.all(in: text) }
    #expect(time < .seconds(10))
  }
}
