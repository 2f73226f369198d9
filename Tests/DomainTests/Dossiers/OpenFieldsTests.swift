import Domain
import Foundation
import TestSupport
import Testing

@Suite struct OpenFieldsTests {
  private let now = TestWorld.noon(2026, 11, 23)

  private func wave(closing: Date) -> Wave {
    let text = LocalisedText(fr: "x", en: "x")
    return Wave(
      id: ID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))), slug: Slug(naming: "v"), name: text,
      call: text, procedure: ProcedureKey(id: "p", version: "1"), opensAt: now.addingTimeInterval(-1000),
      closesAt: closing, decisionPromisedBy: nil, decidedOn: nil, publishedOn: nil, ceremonyOn: nil, stated: nil,
      note: nil, isExample: true)
  }

  private func dossier(_ state: DossierState) -> Dossier {
    Dossier(
      id: ID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 2))), reference: "FI-1",
      wave: wave(closing: now).id, procedure: ProcedureKey(id: "p", version: "1"), owner: Principal.replay.actor,
      title: "x", state: state, answers: Answers(), version: 1, createdAt: now, updatedAt: now, submittedAt: nil)
  }

  private func open(
    _ state: DossierState, closing: Date, request: ComplementRequest? = nil, until: Date? = nil
  ) -> OpenFields {
    dossier(state).openFields(
      in: wave(closing: closing), of: ExampleProgramme.procedure, request: request,
      reopening: until.map { Reopening(at: now, until: $0, reason: "x") }, at: now)
  }

  @Test func `a draft is open until its wave closes, and no second longer`() {
    #expect(open(.draft, closing: now.addingTimeInterval(1)) == .all)
    #expect(open(.draft, closing: now) == .none)
  }

  @Test func `a reopened draft is open until its own hour`() {
    #expect(open(.draft, closing: now, until: now.addingTimeInterval(1)) == .all)
    #expect(open(.draft, closing: now, until: now) == .none)
  }

  @Test func `what is to be completed is open in the fields that were asked for, even after closing`() {
    let request = ComplementRequest(
      number: 1, askedAt: now, dueOn: Day(now),
      items: [ComplementRequest.Item(field: "challenges", reason: "x", isIndispensable: true)])
    let fields = open(.incomplete, closing: now, request: request)
    #expect(fields == .only(["challenges"]))
    #expect(
      fields.allows("challenges.0.objectives.1.target") && !fields.allows("name") && !fields.allows("challengesX"))
  }

  @Test(arguments: DossierState.allCases) func `nothing else is open`(state: DossierState) {
    guard state != .draft, state != .incomplete else { return }
    #expect(open(state, closing: now.addingTimeInterval(1), until: now.addingTimeInterval(1)) == .none)
  }

  @Test func `a field that is asked because of an answer is open with it`() {
    let text = LocalisedText(fr: "x", en: "x")
    func field(_ id: String, when other: String? = nil) -> Field {
      Field(
        id: id, label: text, help: nil, example: nil, isRequired: true, kind: .yesNo,
        condition: other.map { Field.Condition(field: $0, values: ["yes"]) })
    }
    let procedure = Procedure(
      id: "p", version: "1", name: text, effect: .grantLabel, isHistorical: false, requiresSignatory: false,
      receipt: ExampleProgramme.procedure.receipt,
      sections: [
        Procedure.Section(
          id: "s", title: text, intro: nil, criterion: nil,
          fields: [field("a"), field("b", when: "a"), field("c", when: "b"), field("d")])
      ])
    #expect(procedure.fields(dependingOn: ["a"]) == ["a", "b", "c"])
  }

  @Test func `a request names fields of the form, a day to come and a reason for each`() throws {
    let procedure = ExampleProgramme.procedure
    #expect(
      throws: Refusal.invalid([
        Finding(field: "fields", problem: .unknownOption("nothing")), Finding(field: "reasons", problem: .missing),
        Finding(field: "due", problem: .dayPast),
      ])
    ) {
      try ComplementDraft(fields: ["name", "nothing"], fieldReasons: ["name": "x"], due: "22/11/2026")
        .checked(against: procedure, at: now)
    }
    let (items, due) = try ComplementDraft(
      fields: ["name", "perimeter"], fieldReasons: ["name": " Le nom "], indispensable: ["perimeter"],
      reason: "Pour tous", due: "23/11/2026"
    ).checked(against: procedure, at: now)
    #expect(due == Day("2026-11-23"))
    #expect(items.map(\.reason) == ["Le nom", "Pour tous"] && items.map(\.isIndispensable) == [false, true])
  }

  @Test(arguments: [("17:00", 16), ("9 h 05", 8), ("8h", 7)]) func `an hour is that of Paris`(text: String, hour: Int) {
    let day = Day("2026-11-25")
    let wanted = Double(hour) * 3600 + (text.hasSuffix("05") ? 300 : 0)
    let midnight = Instant.date("2026-11-25T00:00:00.000Z")
    #expect(day?.at(hour: text) == midnight?.addingTimeInterval(wanted))
  }

  @Test(arguments: ["", "25:00", "12:60", "midi", "1:2:3", "-1:00"]) func `what is no hour is none`(text: String) {
    #expect(Day("2026-11-25")?.at(hour: text) == nil)
  }
}
