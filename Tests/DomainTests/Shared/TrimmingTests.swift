import Domain
import Testing

@Suite struct TrimmingTests {
  @Test(arguments: [
    "", " \t\n", "\u{200b}", " \u{200b} \u{feff}\u{2060}", "\u{ad}\u{3164}", "\u{2800}", "\u{202e}\u{0}",
  ])
  func `a text in which nothing is seen is no text`(text: String) {
    #expect(text.isBlank && text.trimmed.isEmpty && InternalNote.cleaned(text).isEmpty)
    #expect(!InternalNote.findings(in: text).isEmpty && !QueueView.findings(in: text).isEmpty)
  }

  @Test(arguments: [("  é ", "é"), ("a\u{200b}b", "a\u{200b}b"), ("👨\u{200d}👩", "👨\u{200d}👩"), (" . ", ".")])
  func `what is seen stays as it was written`(text: String, kept: String) {
    #expect(!text.isBlank && text.trimmed == kept)
  }
}
