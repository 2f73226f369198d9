import Domain
import Site
import Testing

/// A group with many items lists them, and one opens one: nothing of the others is touched or lost.
@Suite struct LongGroupTests {
  private let section = ExampleDossiers.section
  private let action = Link.section(ExampleValues.identity(5), ExampleDossiers.section.id).path(.french)

  private func answers(_ count: Int) -> Answers {
    Answers(["items": .group((0..<count).map { Answers(item: "item-\($0)", ["title": .text("Titre \($0)")]) })])
  }

  private func page(_ answers: Answers, open: Set<String> = [], findings: [Finding] = []) throws -> PageExample {
    let setting = try PageExample.Setting(.french)
    var context = FieldContext()
    context.open = open
    let model = SectionPage(
      ExampleDossiers.file(.draft, answers), section: section, answers: answers, findings: findings, csrf: "token",
      context: context, in: setting.wording)
    return try PageExample("form", model, setting.layout(.home), setting)
  }

  private func names(_ page: PageExample) -> Set<String> { Set(page.reader.posted(to: action).map(\.name)) }

  @Test func `of a short group all items are written on the page`() throws {
    let names = names(try page(answers(LongGroup.shown)))
    for number in 0..<LongGroup.shown { #expect(names.contains("items.\(number).title")) }
  }

  @Test func `of a long group each item is a line with a button that saves first, and one of them is open`() throws {
    let page = try page(answers(LongGroup.shown + 2), open: ["items.3"])
    #expect(names(page).filter { $0.hasSuffix(".title") } == ["items.3.title"])
    #expect(page.html.contains("name=\"open\" value=\"items|item-7\"") && page.html.contains("Titre 7"))
    #expect(!page.html.contains("value=\"items|item-3\""))
    #expect(FormAction([("open", "items|item-7")]) == .open(item: "item-7", group: "items"))
    #expect(LongGroup.place(of: "item-7", in: "items", answers(9)) == "items.7")
    #expect(LongGroup.place(of: "gone", in: "items", answers(9)) == nil)
  }

  @Test func `what a page with one open item posts changes this item alone`() throws {
    let before = answers(LongGroup.shown + 3)
    var posted = try page(before, open: ["items.4"]).reader.posted(to: action)
    let place = try #require(posted.firstIndex { $0.name == "items.4.title" })
    posted[place].value = "Autre"
    let after = SectionForm.answers(from: posted, section: section, keeping: before)
    #expect(
      after.group("items").map { $0.text("title") ?? "" }.enumerated().allSatisfy {
        $1 == ($0 == 4 ? "Autre" : "Titre \($0)")
      })
    #expect(after.group("items").count == LongGroup.shown + 3)
  }

  @Test func `an error in an item that is not open links to the page on which it is`() throws {
    let finding = Finding(field: "items.5.title", problem: .missing)
    let page = try page(answers(LongGroup.shown + 2), open: ["items.3"], findings: [finding])
    #expect(page.html.contains("verifier=1&amp;element=items.5#field-items-5-title"))
  }

  @Test func `an item is found again by its identity where another one before it is gone`() {
    var items = (0..<9).map { Answers(item: "item-\($0)") }
    items.remove(at: 2)
    let members = [
      (name: "items.7.#", value: "item-7"), (name: "items.7.title", value: "x"), (name: "version", value: "1"),
    ]
    #expect(LongGroup.items(in: members, among: Answers(["items": .group(items)])) == ["items.6"])
    #expect(LongGroup.items(in: members, among: Answers()) == ["items.7"])
  }

  @Test func `the item that was added last is opened in a long group only`() {
    #expect(LongGroup.added(to: "items", in: answers(LongGroup.shown)) == nil)
    #expect(LongGroup.added(to: "items", in: answers(LongGroup.shown + 1)) == "items.\(LongGroup.shown)")
    #expect(LongGroup.added(to: "items.1.parts", in: answers(9)) == nil)
    #expect(LongGroup.item(of: "items.4.parts.1.on") == "items.4" && LongGroup.item(of: "name") == nil)
  }

  @Test func `a full group offers no further item, says why, and takes none`() throws {
    let most = try #require(section.itemLimits(of: "items")?.upperBound)
    let (almost, full) = (try page(answers(most - 1)), try page(answers(most)))
    #expect(almost.html.contains("name=\"add\" value=\"items\"") && !full.html.contains("name=\"add\" value=\"items\""))
    #expect(full.html.contains("Le nombre de \(most) est atteint"))
    #expect(answers(most).addingItem(to: "items", limits: section.itemLimits) == answers(most))
  }

  @Test func `a new item that a form without script sends twice is one, and what stays blank is none`() throws {
    let before = Answers()
    var posted = try page(before).reader.posted(to: action)
    let place = try #require(posted.firstIndex { $0.name == "items.1.title" })
    posted[place].value = "Nouveau"
    let dossier = ExampleValues.identity(5) as ID<Dossier>
    func read(over base: Answers) -> Answers {
      SectionForm.answers(from: posted, section: section, keeping: base) { ItemIdentity.named($0, in: dossier) }
        .withoutBlankNewItems
    }
    let once = read(over: before)
    guard case .group(let items)? = once["items"] else {
      Issue.record("no item")
      return
    }
    #expect(items.map { $0.text("title") } == ["Nouveau"] && items.first?.item != nil)
    #expect(read(over: once)["items"] == once["items"])
  }

  @Test func `a form without a text field leaves it as it is, without a tick it takes the tick away`() {
    let ticked = section.fields.first { if case .choices = $0.kind { true } else { false } }
    var before = Answers(["line": .text("Écrit")])
    if let ticked { before[ticked.id] = .list(["a"]) }
    let after = SectionForm.answers(from: [], section: section, keeping: before)
    #expect(after.text("line") == "Écrit")
    if let ticked { #expect(after[ticked.id] == nil) }
  }
}
