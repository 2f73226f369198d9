import Domain
import Site
import TestSupport
import Testing

@Suite struct SectionFormTests {
  private let procedure = ExampleProgramme.procedure

  /// The members that the page of a section would post for these answers.
  private func members(_ answers: Answers, _ fields: [Field], at path: String = "") -> [(
    name: String, value: String
  )] {
    fields.flatMap { field -> [(name: String, value: String)] in
      let name = path.isEmpty ? field.id : "\(path).\(field.id)"
      switch answers[field.id] {
      case .text(let text)?: return [(name, text)]
      case .list(let items)?: return [(name, items.joined(separator: "\r\n"))]
      case .group(let items)?:
        guard case .group(_, let inner, _, _) = field.kind else { return [] }
        return items.enumerated().flatMap { index, item in
          [("\(name).\(index).#", item.item ?? "")] + members(item, inner, at: "\(name).\(index)")
        }
      case nil: return []
      }
    }
  }

  private func identified() -> Answers {
    var answers = ExampleProgramme.candidacy
    var items = answers.group("challenges")
    for index in items.indices { items[index].item = "item-\(index)" }
    answers["challenges"] = .group(items)
    return answers
  }

  @Test(arguments: ExampleProgramme.procedure.sections)
  func `what a form posts is read back as it was`(section: Procedure.Section) {
    let answers = identified()
    let read = SectionForm.answers(from: members(answers, section.fields), section: section, keeping: answers)
    #expect(read == answers)
  }

  @Test func `an identity that the dossier does not know is not taken`() throws {
    let section = try #require(procedure.section("challenges"))
    let forged = [("challenges.0.#", "item-of-another"), ("challenges.0.title", "x")]
    let read = SectionForm.answers(
      from: forged.map { (name: $0.0, value: $0.1) }, section: section, keeping: identified())
    #expect(read.group("challenges").map(\.item) == ["item-0", "item-1", "item-2", nil])
  }

  @Test func `the other sections stay as they are`() throws {
    let section = try #require(procedure.section("territory"))
    let read = SectionForm.answers(from: [("name", "Autre")], section: section, keeping: identified())
    #expect(read.text("name") == "Autre")
    #expect(read.group("challenges") == identified().group("challenges"))
  }

  @Test func `an item is added after the blank ones that the form shows`() {
    let added = Answers().addingItem(to: "challenges") { _ in 3 }
    guard case .group(let items)? = added["challenges"] else {
      Issue.record("no group")
      return
    }
    #expect(items.count == 4)
  }

  @Test func `an item inside an item is added and removed in its place`() {
    let answers = identified()
    let added = answers.addingItem(to: "challenges.1.objectives") { _ in 1 }
    guard case .group(let challenges)? = added["challenges"],
      case .group(let objectives)? = challenges[1]["objectives"]
    else {
      Issue.record("no group")
      return
    }
    #expect(objectives.count == 2)
    #expect(added.removingItem(at: "challenges.1.objectives.1") == answers)
  }

  @Test(arguments: ["", "challenges", "challenges.99", "nothing.0", "challenges.0.title.0", "challenges.-1"])
  func `removing what is not there changes nothing`(path: String) {
    #expect(identified().removingItem(at: path) == identified())
  }

  @Test func `the button that was pressed says what to do`() {
    #expect(FormAction([("continue", "1")]) == .saveAndContinue)
    #expect(FormAction([("a", "b")]) == .save)
    #expect(FormAction([("add", "challenges")]) == .add(group: "challenges"))
    #expect(FormAction([("placeQuery", "x"), ("searchPlace", "1")]) == .searchPlace("x"))
    #expect(FormAction([("addPlace", "epci:1")]) == .addPlace("epci:1"))
  }
}
