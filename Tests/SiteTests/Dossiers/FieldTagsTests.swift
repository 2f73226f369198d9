import Domain
import Mustache
import Testing

@testable import Site

@Suite struct FieldTagsTests {
  private func labels(_ value: Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }

  @Test func `a template finds every property of a field, of its options and of its items, and nothing else`() throws {
    let wording = try PageExample.Setting(.french).wording
    let option = FieldItem.Option(fieldName: "a", optionID: "b", value: "c", label: "d", isSelected: true)
    let item = FieldItem.Item(
      itemPath: "a", legend: "b", identityName: "c", identity: "d", fields: [], removeLabel: "e",
      itemID: "f", isFolded: false, line: [])
    let text = LocalisedText(fr: "Nom", en: "Name")
    let field = FieldItem(
      Field(id: "name", label: text, help: text, example: nil, isRequired: true, kind: .text(maximumLength: 9)), of: [],
      answer: .text("x"), at: "name",
      leaf: "name", findings: [], in: wording)
    let block = try #require(TextBlock.all(in: "Du **gras**").first)
    let run = try #require(block.rows.first?.runs.first)
    let parents: [any MustacheParent] = [option, item, field, block, block.rows[0], run]
    for parent in parents {
      let names = labels(parent)
      #expect(!names.isEmpty && names.filter { parent.child(named: $0) == nil } == [])
      #expect(parent.child(named: "t") == nil && parent.child(named: "") == nil)
    }
    #expect(option.child(named: "label") as? String == "d" && item.child(named: "identity") as? String == "d")
    for case (let label?, let value) in Mirror(reflecting: field).children {
      #expect(field.child(named: label).map { String(describing: $0) } == String(describing: value), "\(label)")
    }
  }

  @Test func `of a page model each property is found, and an optional only where it has a value`() {
    struct Model {
      let title = "T"
      let absent: String? = nil
      let present: Int? = 3
    }
    let model = Reflected(Model())
    #expect(model.child(named: "title") as? String == "T" && model.child(named: "present") as? Int == 3)
    #expect(model.child(named: "absent") == nil && model.child(named: "other") == nil)
  }
}
