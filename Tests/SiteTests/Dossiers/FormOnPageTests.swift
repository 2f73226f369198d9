import Domain
import Site
import Testing

/// What the page of a section shows, posted as a browser would, is what the dossier had: the form and its reader
/// are each other's inverse, for every kind of field at every depth.
@Suite struct FormOnPageTests {
  private let section = ExampleDossiers.section
  private let action = Link.section(ExampleValues.identity(5), ExampleDossiers.section.id).path(.french)

  private func page(_ answers: Answers) throws -> HTMLReader {
    let setting = try PageExample.Setting(.french)
    let model = SectionPage(
      ExampleDossiers.file(.draft, answers), section: section, answers: answers, findings: [], csrf: "token",
      in: setting.wording)
    return try PageExample("form", model, setting.layout(.home), setting).reader
  }

  private func read(_ members: [(name: String, value: String)], keeping existing: Answers) -> Answers {
    SectionForm.answers(from: members, section: section, keeping: existing)
  }

  @Test func `a page asks for every field, with what was written in it`() throws {
    let answers = ExampleDossiers.faulty
    let names = Set(try page(answers).posted(to: action).map(\.name))
    for name in ["csrf", "version", "line", "area", "items.1.parts.0.on", "items.1.parts.0.#"] {
      #expect(names.contains(name), "\(name)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func `what a page shows is read back as it was`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let answers = section.fields.randomAnswers(using: &random)

    let posted = try page(answers).posted(to: action)
    let again = read(posted, keeping: answers)

    // The page shows blank items up to the least that is asked for, so the second page is the fixed point.
    let fixed = read(try page(again).posted(to: action), keeping: again)
    #expect(fixed == again)
    for field in section.fields {
      #expect(again[field.id].written == answers[field.id].written, "\(field.id)")
    }
  }

  @Test func `nobody is given an identity twice, whatever the indexes`() {
    let existing = Answers([
      "items": .group([Answers(item: "item-1", ["title": .text("a")]), Answers(item: "item-2", ["title": .text("b")])])
    ])
    let forged = ["0", "00", "+0", "1", "01", "2"].flatMap {
      [(name: "items.\($0).#", value: "item-1"), (name: "items.\($0).title", value: "t\($0)")]
    }

    let identities = read(forged, keeping: existing).group("items").compactMap(\.item)

    #expect(identities == ["item-1", "item-2"])
  }

  @Test(arguments: ["-1", "+1", "01", "999999999", "99999999999999999999", "1e3", "", " 1", "١"])
  func `a hostile index makes one item or none`(index: String) {
    let posted = [(name: "items.\(index).title", value: "x"), (name: "items.0.title", value: "y")]
    let items = read(posted, keeping: Answers()).group("items")
    #expect((1...2).contains(items.count))
    #expect(items.first?.text("title") == "y")
  }

  @Test func `a thousand items are cut to a few more than the form allows`() {
    let posted = (0..<1000).map { (name: "items.\($0).title", value: "x") }
    guard case .group(let items)? = read(posted, keeping: Answers())["items"] else {
      Issue.record("no group")
      return
    }
    #expect((4...10).contains(items.count))
  }

  @Test(arguments: [
    "hostile", "line", "entries", "items.0", "items.0.title", "items.7.parts", "", ".", "items.x.parts",
  ])
  func `nothing is added where the form has no group`(path: String) {
    let answers = ExampleDossiers.faulty
    let added = answers.addingItem(to: path, limits: section.itemLimits)
    #expect(added == answers)
  }

  @Test(arguments: ["items", "items.0.parts", "items.1.parts"])
  func `an item is added to a group of the form`(path: String) {
    let answers = ExampleDossiers.faulty
    #expect(answers.addingItem(to: path, limits: section.itemLimits) != answers)
  }

  @Test func `the buttons of the page mean what they say`() throws {
    let buttons = try page(ExampleDossiers.faulty).all("button")
    let adding = buttons.filter { $0["name"] == "add" }.compactMap { $0["value"] }
    let removing = buttons.filter { $0["name"] == "remove" }.compactMap { $0["value"] }
    #expect(Set(adding) == ["items", "items.0.parts", "items.1.parts", "costs"])
    #expect(Set(removing) == ["costs.0", "items.0", "items.1", "items.0.parts.0", "items.1.parts.0"])
    for path in removing where path != "items.0.parts.0" {
      #expect(ExampleDossiers.faulty.removingItem(at: path) != ExampleDossiers.faulty, "\(path)")
    }
  }

  @Test func `control characters are left out, and line breaks are of one kind`() {
    let read = read([(name: "pages", value: "a\r\nb\rc\u{0}\u{8}\u{1b}[31m\td")], keeping: Answers())
    #expect(read["pages"] == .text("a\nb\nc[31m\td"))
  }
}
