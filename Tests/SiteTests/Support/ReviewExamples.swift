import Domain
import Site
import TestSupport

/// The pages of the examination desk.
struct ReviewExamples {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers
  let base: PrivateExamples
  let wording: Wording

  static func person(_ number: Int = 9) throws -> Person {
    guard let email = EmailAddress("nom@exemple.example") else { throw Refusal.notFound }
    return Person(id: V.identity(number), email: email, name: V.hostile, language: .french)
  }

  static let items = ["a", "b", "c"].map {
    AdmissibilityItem(id: $0, title: V.both("Point \($0)"), help: $0 == "a" ? V.both("aide") : nil)
  }

  static func checklist(_ author: Person?) -> AdmissibilityChecklist {
    AdmissibilityChecklist(
      items,
      answers: [
        "a": AdmissibilityAnswer(verdict: .yes, remark: "", author: nil, answeredAt: V.moment),
        "b": AdmissibilityAnswer(verdict: .no, remark: V.hostile, author: author, answeredAt: V.moment),
      ])
  }

  private func notes(_ author: Person) -> Page<InternalNote> {
    base.page([
      InternalNote(id: V.identity(60), author: author, body: "Un\n\(V.hostile)", writtenAt: V.moment),
      InternalNote(id: V.identity(61), author: author, body: "", writtenAt: V.moment, takenBackAt: V.moment),
      InternalNote(id: V.identity(62), author: nil, body: "Deux", writtenAt: V.moment),
    ])
  }

  func all() throws -> [PageExample] {
    let person = try ReviewExamples.person()
    return try desks(person) + (try queues(person)) + (try notePages(person)) + (try checklists(person))
  }

  private func desks(_ person: Person) throws -> [PageExample] {
    let link = Link.examination(V.identity(5))
    let empty = ExaminationDesk(candidates: [person], mayGive: true, reader: V.identity(3), notes: base.page([]))
    let held = ExaminationDesk(
      holder: person, isHolderAble: false, mayGive: true, reader: person.id, notes: notes(person),
      checklist: ReviewExamples.checklist(person))
    let read = ExaminationDesk(notes: notes(person), checklist: AdmissibilityChecklist([], answers: [:]))
    return try [("nobody", empty), ("held", held), ("to read", read)].map { name, desk in
      try base.example(
        "desk \(name)", ExaminationPage(D.file(.submitted), csrf: "token", desk: desk, in: wording), link)
    } + [
      base.example(
        "deliberation by hand",
        ExaminationPage(
          D.file(.inReview), csrf: "token", draft: .init(stepEvent: "deliberate", stepReasons: V.hostile),
          refusal: .invalid([Finding(field: "reasons", problem: .missing)]),
          desk: ExaminationDesk(
            notes: notes(person), reviewsLeft: .init(sheets: 1, wanted: 3, awaited: 2)), in: wording), link)
    ]
  }

  private func queues(_ person: Person) throws -> [PageExample] {
    let filter = QueueFilter(state: .submitted, given: .person(person.id), text: V.hostile, order: .arrival)
    let desk = QueueDesk(
      holders: [D.listing.id: person], counts: [.submitted: 2, .decided: 1],
      views: [
        QueueView(id: V.identity(63), name: V.hostile, filter: filter),
        QueueView(id: V.identity(64), name: "Autre", filter: QueueFilter(given: .me)),
      ], examiners: [person])
    let times = [
      D.listing.id: QueueTime(
        clock: .running(from: V.day(2), silenceOn: V.day(3)), dueOn: V.day(3), isLate: false, isOverdue: true)
    ]
    var report = GivingReport(person: V.hostile)
    report.given = ["FI-0001", "FI-0002"]
    report.already = ["FI-0003"]
    var refused = report
    refused.refused = [
      .init(reference: "FI-0004", refusal: .changedMeanwhile), .init(reference: nil, refusal: .notFound),
      .init(reference: "FI-0005", refusal: .notAnExaminer(V.hostile)),
    ]
    var back = GivingReport(person: nil)
    back.given = ["FI-0001"]
    back.already = ["FI-0002"]
    let outcomes: [(String, QueuePage.Outcome)] = [
      ("filtered", .init()), ("given", .init(report: report)), ("given and refused", .init(report: refused)),
      ("given back", .init(report: back)),
      (
        "with a refused name",
        .init(viewName: V.hostile, refusal: .invalid([Finding(field: "name", problem: .missing)]))
      ),
      (
        "with nobody chosen",
        .init(
          refusal: .invalid([Finding(field: "person", problem: .missing)]), ticked: [D.listing.id])
      ),
      ("with nothing ticked", .init(refusal: .invalid([Finding(field: "dossier", problem: .missing)]))),
      ("with too many views", .init(viewName: V.hostile, refusal: .tooManyViews(maximum: 20))),
    ]
    return try outcomes.map { name, outcome in
      try base.example(
        "queue \(name)",
        QueuePage(
          base.page([D.listing]), filter: filter, waves: [V.wave()], procedures: [D.procedure], desk: desk,
          times: times, questions: [D.listing.id: 2], mayGive: true, csrf: "token", outcome: outcome, in: wording),
        .queue)
    }
  }

  private func notePages(_ person: Person) throws -> [PageExample] {
    let dossier = D.file(.submitted).dossier
    func page(_ notes: Page<InternalNote>, _ refusal: Refusal? = nil) -> NotesPage {
      NotesPage(
        notes, on: dossier, typed: V.hostile, refusal: refusal, reader: person.id, at: V.moment, csrf: "token",
        in: wording)
    }
    return [
      try base.example("notes", page(notes(person)), .notes(dossier.id)),
      try base.example(
        "no note", page(base.page([]), .invalid([Finding(field: "body", problem: .missing)])), .notes(dossier.id)),
      try base.example("note kept", page(notes(person), .tooLateToTakeBack), .notes(dossier.id)),
    ]
  }

  private func checklists(_ person: Person) throws -> [PageExample] {
    let dossier = D.file(.submitted).dossier
    let draft = AdmissibilityDraft([
      "a": .init(verdict: nil, remark: V.hostile), "b": .init(verdict: .no, remark: ""),
    ])
    let list = ReviewExamples.checklist(person)
    return [
      try base.example(
        "admissibility",
        AdmissibilityPage(list, of: dossier, isSaved: true, mayAnswer: true, csrf: "token", in: wording),
        .admissibility(dossier.id)),
      try base.example(
        "refused admissibility",
        AdmissibilityPage(
          list, of: dossier, draft: draft, refusal: .invalid(draft.findings(for: ReviewExamples.items)),
          mayAnswer: true,
          csrf: "token", in: wording), .admissibility(dossier.id)),
      try base.example(
        "overtaken admissibility",
        AdmissibilityPage(
          list, of: dossier,
          draft: AdmissibilityDraft(["b": .init(verdict: .yes, remark: "")], before: ["b": .init(nil)]),
          refusal: .changedMeanwhile, mayAnswer: true, csrf: "token", in: wording), .admissibility(dossier.id)),
      try base.example(
        "admissibility to read", AdmissibilityPage(list, of: dossier, mayAnswer: false, csrf: "token", in: wording),
        .admissibility(dossier.id)),
    ]
  }
}
