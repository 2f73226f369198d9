import Testing

/// The reader of pages is itself put to the test: each fault, and the finding that it must cause.
@Suite struct HTMLReaderTests {
  private func page(_ body: String) -> String { "<html><body><main><h1>A</h1>\(body)</main></body></html>" }

  @Test func `a sound page has no problem`() {
    let sound = """
      <p id="a">b<br>c</p><ul><li><a href="#a">x</a></li></ul>
      <label for="q">Q</label><input id="q" name="q" value="1 &lt; 2">
      """
    #expect(HTMLReader(page(sound)).ruleProblems == [])
  }

  @Test(arguments: [
    ("<p>x", "</main> closes <p>"),
    ("<p><ul></ul></p>", "<ul> stands in a <p>"),
    ("<i id=\"a\"></i><i id=\"a\"></i>", "the id a comes twice"),
    ("<a href=\"#away\">x</a>", "nothing has the id away"),
    ("<i aria-describedby=\"away\"></i>", "nothing has the id away"),
    ("<h3>x</h3>", "h1 is followed by h3"),
    ("<h1>x</h1>", "2 first headings"),
    ("<input name=\"n\">", "no label: input n"),
    ("<img src=\"s\">", "no alt: s"),
    ("<ul><p>x</p></ul>", "p directly in a list"),
    ("<div><li>x</li></div>", "li in div"),
    ("<script>x</script>", "<script>"),
    ("<p onclick=\"x\">x</p>", "attribute onclick"),
    ("<a href=\" JavaScript:x\">x</a>", "attribute href"),
    ("<a href=\"x\"y>x</a>", "what is y in a tag?"),
    ("<th>x</th>", "no scope: x"),
  ]) func `a fault is found`(body: String, problem: String) {
    #expect(HTMLReader(page(body)).ruleProblems.contains(problem), "\(HTMLReader(page(body)).ruleProblems)")
  }

  @Test func `a form is posted as a browser does`() {
    let reader = HTMLReader(
      """
      <form action="/a"><input name="h" value="é &amp; b"><textarea name="t">
      one
      two</textarea><input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
      <select name="s"><option value="x">X</option><option value="y" selected>Y</option></select></form>
      <form action="/b"><input name="other" value="z"></form>
      """)
    let posted = reader.posted(to: "/a").map { "\($0.name)=\($0.value)" }
    #expect(posted == ["h=é & b", "t=one\r\ntwo", "r=2", "s=y"])
  }
}
