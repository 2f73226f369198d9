import Domain
import Foundation
import Testing

/// The rules of the examination desk.
@Suite struct ReviewRulesTests {
  private let person = ID<Person>(UUID())
  private let dossier = ID<Dossier>(UUID())

  @Test func `a filter reads back from its own address, and nonsense reads as everything`() throws {
    let filters = [
      QueueFilter(), QueueFilter(given: .me), QueueFilter(given: .nobody, order: .arrival),
      QueueFilter(
        state: .admissible, wave: Slug("exemple"), procedure: "label-candidacy", given: .person(person), text: "é & b"),
    ]
    for filter in filters {
      let members = Dictionary(filter.query.map { ($0.name, $0.value) }) { first, _ in first }
      #expect(QueueFilter { members[$0] ?? nil } == filter)
    }
    let nonsense = ["state": "draft", "wave": "É", "given": "x", "q": "  ", "sort": "size"]
    #expect(QueueFilter { nonsense[$0] } == QueueFilter())
    #expect(QueueFilter { $0 == "q" ? String(repeating: "a", count: 500) : nil }.text?.count == 100)
  }

  @Test func `a dossier to give is one text, with or without who has it`() {
    for one in [DossierToGive(dossier, heldBy: nil), DossierToGive(dossier, heldBy: person)] {
      #expect(DossierToGive(one.text) == one)
    }
    #expect(DossierToGive("") == nil && DossierToGive("x/\(person)") == nil)
  }

  @Test
  func `dossiers sort by the day on which silence decides, then those that stand, then those that wait for nothing`()
    throws
  {
    let (early, late) = (try #require(Day("2026-12-31")), try #require(Day("2027-01-02")))
    let clocks: [LegalClock?] = [
      .running(from: early, silenceOn: early), .running(from: early, silenceOn: late), .standing(since: early),
      .standing(since: late), nil,
    ]
    let orders = clocks.map { LegalClock.order(of: $0) }
    #expect(orders == orders.sorted() && Set(orders).count == 5)
    // What a database holds before the program has looked at it.
    #expect("unknown" > orders[3] && "unknown" < orders[4])
  }

  @Test func `silence has decided on the day after its day, and never while the clock stands`() throws {
    let day = try #require(Day("2027-02-28"))
    let running = LegalClock.running(from: day, silenceOn: day)
    #expect(!running.isOverdue(on: day) && running.isOverdue(on: day.adding(days: 1)))
    #expect(!LegalClock.standing(since: day).isOverdue(on: day.adding(days: 400)))
  }

  @Test func `a note is taken back by its author alone, once, and within its minutes`() throws {
    let email = try #require(EmailAddress("a@exemple.example"))
    let author = Person(id: person, email: email, name: "A", language: .french)
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    let note = InternalNote(id: ID(UUID()), author: author, body: "x", writtenAt: start)
    let end = start.addingTimeInterval(Double(InternalNote.minutesToTakeBack) * 60)
    #expect(note.mayBeTakenBack(by: person, at: end.addingTimeInterval(-1)))
    #expect(!note.mayBeTakenBack(by: person, at: end))
    #expect(!note.mayBeTakenBack(by: ID(UUID()), at: start) && !note.mayBeTakenBack(by: nil, at: start))
    let taken = InternalNote(id: note.id, author: author, body: "", writtenAt: start, takenBackAt: start)
    #expect(!taken.mayBeTakenBack(by: person, at: start))
    #expect(InternalNote.findings(in: " \n").map(\.problem) == [.missing])
    #expect(InternalNote.findings(in: String(repeating: "é", count: 5000)) == [])
    #expect(InternalNote.findings(in: String(repeating: "é", count: 5001)).count == 1)
  }

  @Test func `a checklist says what is open and what is not met, and a no needs its remark`() {
    func item(_ id: String) -> AdmissibilityItem {
      AdmissibilityItem(id: id, title: LocalisedText(fr: id, en: id), help: nil)
    }
    func answer(_ verdict: AdmissibilityAnswer.Verdict) -> AdmissibilityAnswer {
      AdmissibilityAnswer(verdict: verdict, remark: "", author: nil, answeredAt: Date(timeIntervalSince1970: 0))
    }
    let items = ["a", "b", "c", "d"].map(item)
    let list = AdmissibilityChecklist(
      items, answers: ["a": answer(.yes), "b": answer(.no), "c": answer(.notApplicable), "gone": answer(.no)])
    #expect(list.answered == 3 && list.notMet.map(\.id) == ["b"] && list.unanswered.map(\.id) == ["d"])
    let draft = AdmissibilityDraft([
      "a": .init(verdict: .yes, remark: ""), "b": .init(verdict: .no, remark: " "),
      "c": .init(verdict: nil, remark: "x"), "d": .init(verdict: .yes, remark: String(repeating: "x", count: 1001)),
      "other": .init(verdict: .no, remark: ""),
    ])
    #expect(draft.findings(for: items).map(\.field) == ["remark-b", "verdict-c", "remark-d"])
  }

  @Test func `a procedure that was frozen before checklists decodes without one`() throws {
    let old = Procedure(
      id: "p", version: "1", name: LocalisedText(fr: "P", en: "P"), effect: .record, isHistorical: false,
      requiresSignatory: true,
      receipt: ReceiptTerms(
        service: .init(name: LocalisedText(fr: "S", en: "S"), postal: nil, email: nil, phone: nil),
        silence: SilenceRule(effect: .rejection, months: 2, basis: LocalisedText(fr: "B", en: "B")),
        appeal: LocalisedText(fr: "R", en: "R")), sections: [])
    let document = try JSONEncoder().encode(old)
    #expect(!String(decoding: document, as: UTF8.self).contains("admissibility"))
    #expect(try JSONDecoder().decode(Procedure.self, from: document).admissibility == nil)
  }
}
