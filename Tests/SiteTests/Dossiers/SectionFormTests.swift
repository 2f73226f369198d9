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
    let added = Answers().addingItem(to: "challenges") { _ in 3...9 }
    guard case .group(let items)? = added["challenges"] else {
      Issue.record("no group")
      return
    }
    #expect(items.count == 4)
  }

  @Test func `an item inside an item is added and removed in its place`() {
    let answers = identified()
    let added = answers.addingItem(to: "challenges.1.objectives") { _ in 1...9 }
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

  @Test func `places are pasted by their codes alone, ticked, and each is kept once`() throws {
    let section = try #require(procedure.section("perimeter"))
    let posted = [
      (name: "perimeter", value: "93066, 200054807;2A004\r\ncommune:93066 departement:93"),
      (name: "neighbour", value: "commune:93001"), (name: "neighbour", value: "93002"),
    ]
    let read = SectionForm.answers(from: posted, section: section, keeping: Answers())
    let codes = ["commune:93066", "epci:200054807", "commune:2A004", "departement:93"]
    #expect(read.list("perimeter") == codes)
    #expect(SectionForm.tickedPlaces(posted) == ["commune:93001"])
    #expect(
      read.addingPlaces(["departement:93", "commune:93001"], to: "perimeter").list("perimeter") == codes + [
        "commune:93001"
      ])
    #expect(read.removingPlace("epci:200054807", from: "perimeter").list("perimeter").count == 3)
  }

  @Test func `characters that control a printer or turn letters round are left out, accents and emoji are not`() throws
  {
    let section = try #require(procedure.section("territory"))
    let typed = "Pays\u{202e}sioM\u{2066}\u{1b}[31m d’Éà 👩‍🌾\r\n\tfin"
    let read = SectionForm.answers(from: [("name", typed)], section: section, keeping: Answers())
    #expect(read["name"] == .text("PayssioM[31m d’Éà 👩‍🌾\n\tfin"))
  }

  @Test(arguments: [
    ("93066", "commune:93066"), ("Saint-Denis (93066)", "commune:93066"), ("2a004", "commune:2A004"),
    ("Saint-Denis", "Saint-Denis"), ("commune:93066", "commune:93066"), ("930661", "930661"), ("(x)", "(x)"),
  ]) func `a commune is read by its code where it has one`(text: String, expected: String) {
    #expect(SectionForm.commune(text) == expected)
  }

  @Test func `a choice of the page is taken by the kind of its field`() {
    #expect(SectionForm.taken("732829320|Régie | fils", by: .organisation) == .list(["Régie | fils", "732829320"]))
    #expect(SectionForm.taken("commune:90001", by: .commune) == .text("commune:90001"))
    #expect(SectionForm.taken("x", by: .yesNo) == nil)
  }

  @Test func `the button that was pressed says what to do`() {
    #expect(FormAction([("continue", "1")]) == .saveAndContinue)
    #expect(FormAction([("a", "b")]) == .save)
    #expect(FormAction([("add", "challenges")]) == .add(group: "challenges"))
    #expect(FormAction([("placeQuery", "x"), ("searchPlace", "1")]) == .searchPlace("x"))
    #expect(FormAction([("addPlace", "epci:1")]) == .addPlace("epci:1"))
    #expect(FormAction([("removePlace", "epci:1")]) == .removePlace("epci:1"))
    #expect(FormAction([("preview", "items.0.text")]) == .preview(field: "items.0.text"))
    #expect(FormAction([("searchOrganisation", "host")]) == .searchOrganisation(field: "host"))
    #expect(FormAction([("pick", "host||Régie | fils")]) == .pick(field: "host", value: "|Régie | fils"))
    #expect(FormAction([("pick", "host")]) == .save)
  }
}
