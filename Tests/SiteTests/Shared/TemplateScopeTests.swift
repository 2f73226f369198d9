import Site
import Testing

/// Each tag is looked up in the very values that its own page gives it: a name that another page has is no help.
@Suite struct TemplateScopeTests {
  private static let walked = Result {
    var scopes = TemplateScopes(try TemplateFiles.all().mapValues(TemplateTree.init))
    for page in try PageExample.all.get() { scopes.walk(page.template, from: page.context) }
    return scopes
  }

  @Test func `every tag of every page finds its value`() throws {
    let unknown = try TemplateScopeTests.walked.get().unknown
    #expect(unknown == [])
  }

  @Test func `every part of every template is shown by an example, and every inverted one too`() throws {
    let hidden = try TemplateScopeTests.walked.get().sections.filter { !$0.value }.keys.sorted()
    #expect(hidden == [])
  }

  @Test func `every value that a page model has is printed somewhere`() throws {
    let scopes = try TemplateScopeTests.walked.get()
    // Only the making of the list asks which waves are open.
    #expect(scopes.properties.subtracting(scopes.used).sorted() == ["WaveCard.isOpen"])
  }

  @Test func `a tag that only another page has is found out`() {
    struct Inner { let title = "t" }
    struct Outer {
      let items = [Inner()]
      let unused = 1
    }
    var scopes = TemplateScopes([
      "a": TemplateTree("{{#items}}{{title}}{{nmae}}{{/items}}{{title}}{{^items}}x{{/items}}")
    ])

    scopes.walk("a", from: Outer())

    #expect(scopes.unknown == ["a: nmae", "a: title"])
    #expect(scopes.properties.subtracting(scopes.used) == ["Outer.unused"])
    #expect(scopes.sections.filter { !$0.value }.count == 1)
  }
}
