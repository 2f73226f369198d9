import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The admissibility checklist of a dossier.
@Suite struct AdmissibilityTests {
  private static let procedure: Procedure = {
    let bare = ExampleProgramme.procedure
    func item(_ id: String) -> AdmissibilityItem {
      AdmissibilityItem(id: id, title: LocalisedText(fr: "Point \(id)", en: "Item \(id)"), help: nil)
    }
    return Procedure(
      id: bare.id, version: "with-list", name: bare.name, effect: bare.effect, isHistorical: false,
      requiresSignatory: true, receipt: bare.receipt, sections: bare.sections,
      admissibility: [item("a"), item("b"), item("c")])
  }()

  @Test func `what is ticked is kept with its author, changed and taken back, and only changes are journalled`()
    async throws
  {
    let desk = try await DeskHouse(procedure: AdmissibilityTests.procedure)
    let dossier = try await desk.submitted()
    func check(_ entries: [String: AdmissibilityDraft.Entry], by principal: Principal) async throws {
      try await desk.operations.checkAdmissibility(AdmissibilityDraft(entries), of: dossier.id, by: principal)
    }
    func list() async throws -> AdmissibilityChecklist {
      try await desk.operations.admissibility(of: dossier.id, for: desk.administrator).checklist
    }
    #expect(try await list().unanswered.map(\.id) == ["a", "b", "c"])
    let both: [String: AdmissibilityDraft.Entry] = [
      "a": .init(verdict: .yes, remark: ""), "b": .init(verdict: .no, remark: " Il manque une signature. "),
      "unknown": .init(verdict: .yes, remark: ""),
    ]
    try await check(both, by: desk.instructor)
    try await check(both, by: desk.other)
    let answered = try await list()
    #expect(answered.answered == 2 && answered.notMet.map(\.id) == ["b"])
    #expect(answered.lines[1].answer?.remark == "Il manque une signature.")
    #expect(answered.lines[1].answer?.author?.name == "alix", "what did not change stays with its author")
    try await check(["b": .init(verdict: .yes, remark: ""), "a": .init(verdict: nil, remark: "")], by: desk.other)
    #expect(try await list().answered == 1)
    let journal = try await desk.journal("dossier.admissibilityChecked")
    #expect(journal.count == 2 && !journal.contains { $0.contains("signature") || $0.contains("unknown") })
    #expect(try await desk.isJournalIntact())

    // It blocks nothing.
    try await desk.operations.moveDossier(
      dossier.id, version: dossier.version, by: .findAdmissible, reasons: nil, principal: desk.instructor)
    await #expect(throws: Refusal.invalid([Finding(field: "remark-c", problem: .missing)])) {
      try await check(["c": .init(verdict: .no, remark: "")], by: desk.instructor)
    }
    await #expect(throws: Refusal.notAllowed(.examineDossier)) { try await check(both, by: desk.administrator) }
    await #expect(throws: Refusal.notFound) { try await check(both, by: desk.applicant) }
    await #expect(throws: Refusal.notFound) {
      _ = try await desk.operations.admissibility(of: dossier.id, for: desk.applicant)
    }
  }

  @Test func `two who answer different items at once lose nothing, and on one item the second is told of the first`()
    async throws
  {
    let desk = try await DeskHouse(procedure: AdmissibilityTests.procedure)
    let dossier = try await desk.submitted()
    typealias Entry = AdmissibilityDraft.Entry
    let drawn: [String: Entry] = ["a": .init(nil), "b": .init(nil), "c": .init(nil)]
    func check(_ entries: [String: Entry], by principal: Principal) async throws {
      let whole = drawn.merging(entries) { $1 }
      try await desk.operations.checkAdmissibility(
        AdmissibilityDraft(whole, before: drawn), of: dossier.id, by: principal)
    }
    func list() async throws -> [String: AdmissibilityAnswer] {
      let found = try await desk.operations.admissibility(of: dossier.id, for: desk.administrator)
      return found.checklist.answers
    }
    try await check(["a": .init(verdict: .yes, remark: "Une longue\r\nremarque")], by: desk.instructor)
    try await check(["b": .init(verdict: .yes, remark: "")], by: desk.other)
    let both = try await list()
    #expect(both["a"]?.remark == "Une longue\nremarque" && both["b"]?.author?.name == "sacha")
    await #expect(throws: Refusal.changedMeanwhile) {
      try await check(["a": .init(verdict: .no, remark: "Non")], by: desk.other)
    }
    // What both say is said once.
    try await check(["a": .init(verdict: .yes, remark: "Une longue\r\nremarque ")], by: desk.other)
    let after = try await list()["a"]
    #expect(after?.author?.name == "alix" && after?.verdict == .yes)
  }

  @Test func `a procedure without a list has no page for one`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    await #expect(throws: Refusal.notFound) {
      _ = try await desk.operations.admissibility(of: dossier.id, for: desk.instructor)
    }
    #expect(try await desk.operations.desk(of: dossier.id, for: desk.instructor)?.checklist == nil)
  }

  @Test func `the candidacy for the label has its list, in both languages`() throws {
    let programme = try ExampleProgramme.data()
    let label = try #require(programme.currentProcedures.first { $0.id == "label-candidacy" })
    let items = try #require(label.admissibility)
    #expect(items.count >= 5 && Set(items.map(\.id)).count == items.count)
    for item in items { #expect(item.title.fr != item.title.en && !item.title.en.isEmpty) }
  }
}
