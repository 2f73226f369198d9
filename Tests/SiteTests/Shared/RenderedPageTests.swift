import Domain
import Site
import Testing

/// Every page drawn with values that try to break out of it.
@Suite struct RenderedPageTests {
  private let pages: [PageExample]

  init() throws { pages = try PageExample.all.get() }

  @Test func `every page of the site is among the examples`() throws {
    let all = try TemplateFiles.all().filter { $0.value.hasPrefix("{{<layout}}") }.keys
    #expect(Set(pages.map(\.template)) == Set(all))
  }

  @Test func `no page lets a hostile text become part of it`() {
    for page in pages {
      let ours = "<script src=\"\(Assets.script.path)\" defer></script>"
      #expect(!page.html.replacing(ours, with: "").lowercased().contains("<script"), "\(page.name)")
      #expect(page.html.contains("&lt;script&gt;"), "\(page.name)")
    }
  }

  @Test func `every page is well formed, and what it refers to is there`() {
    for page in pages {
      let problems = page.reader.ruleProblems
      #expect(problems == [], "\(page.name)")
    }
  }

  @Test func `every form that changes something for somebody signed in bears the token of the session`() {
    let open = [
      Link.declineMail(ExampleValues.identity(8)),
      .signIn, .providerSignIn, .signInLink(ExampleValues.hostile), .demonstration,
      .startDossier(wave: ExampleValues.wave().slug), .startDossier(wave: ExampleValues.standing.slug),
    ]
    .flatMap { link in Language.allCases.map { link.path($0) } }
    for page in pages {
      let reader = page.reader
      for form in reader.all("form") where form["method"] == "post" && !open.contains(form["action"] ?? "") {
        let posted = reader.posted(to: form["action"] ?? "")
        #expect(posted.contains { $0.name == "csrf" && $0.value == "token" }, "\(page.name): \(form.attributes)")
      }
    }
  }

  @Test func `a page says its language, and where it stands in the other`() {
    for page in pages {
      let reader = page.reader
      let lang = page.context.layout
      #expect(reader.all("html").map { $0["lang"] } == [Mirror(reflecting: lang).descendant("lang") as? String])
      #expect(reader.all("a").count { $0["hreflang"] != nil } == 1, "\(page.name)")
    }
  }
}
