import Documents
import Domain
import TestSupport
import Testing

/// The schema of a procedure; a validator of the standard is run on it in Tests/Standards.
@Suite struct ProcedureSchemaTests {
  private func member(_ path: String..., of procedure: Procedure = ExampleProgramme.procedure) -> JSONValue? {
    var value: JSONValue? = ProcedureSchema(procedure, in: .english).document(at: "https://site.example/schema")
    for step in path {
      guard case .object(let members)? = value else { return nil }
      value = members[step]
    }
    return value
  }

  @Test func `it says of which standard it is, where it stands and of what version`() {
    #expect(member("$schema") == "https://json-schema.org/draft/2020-12/schema")
    #expect(member("$id") == "https://site.example/schema")
    #expect(member("description") == "label-candidacy, test")
  }

  @Test func `what is not asked for may be left out, and nothing may be added`() {
    #expect(member("required") == ["name", "presentation", "organisations", "challenges", "perimeter"])
    #expect(member("additionalProperties") == .bool(false))
  }

  @Test func `a field that is asked after some answers only is required after them only`() throws {
    let own = try ExampleProgramme.data().procedures.first { $0.id == "label-candidacy" && !$0.isHistorical }
    let procedure = try #require(own)
    let conditional = Field(
      id: "rent", label: LocalisedText(fr: "Loyer", en: "Rent"), help: nil, example: nil, isRequired: true,
      kind: .money(minimum: nil, maximum: nil), condition: .init(field: "owns", values: ["no"]))
    let section = Procedure.Section(
      id: "s", title: LocalisedText(fr: "s", en: "s"), intro: nil, criterion: nil, fields: [conditional])
    let changed = Procedure(
      id: "p", version: "1", name: procedure.name, effect: .grantLabel, isHistorical: false, requiresSignatory: true,
      receipt: procedure.receipt, sections: [section])
    #expect(member("required", of: changed) == [])
    #expect(member("properties", "rent", of: changed) == .bool(true))
    guard case .array(let rules)? = member("allOf", of: changed), case .object(let rule) = rules[0] else {
      Issue.record("no condition")
      return
    }
    guard case .object(let then)? = rule["then"] else { return }
    #expect(then["required"] == ["rent"])
  }
}
