import Domain
import Foundation
import Site

/// The pages of reviews.
struct SheetExamples {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers
  let base: PrivateExamples
  let wording: Wording

  static let rubric = Rubric(
    version: "1",
    scale: Score.allCases.map { .init(score: $0, meaning: V.both("Sens"), proof: V.both("preuve")) },
    criteria: [
      .init(
        id: "c1", title: V.both("Critère"),
        lines: ["1.1", "1.2", "1.3"].map { id in
          .init(id: id, title: V.both("Ligne"), weight: 20, anchors: [.begun: V.both("Repère")])
        }),
      .init(id: "c2", title: V.both("Autre"), lines: [.init(id: "2.1", title: V.both("L"), weight: 40, anchors: [:])]),
    ],
    gates: [.init(id: "lead", title: V.both("Chef de file")), .init(id: "plan", title: V.both("Plan"))],
    bands: [
      .init(title: V.both("Label"), rule: .init(id: "label", total: 0, everyCriterion: nil, needsGaps: false))
    ], ties: [], flags: .init(spread: 2, cannotJudge: 2, reviewers: 3),
    gaps: .init(weak: 1, middling: 2, criterionBelow: 50))

  static let procedure = Procedure(
    id: "p", version: "1", name: V.both("P"), effect: .grantLabel, isHistorical: false, requiresSignatory: true,
    receipt: D.procedure.receipt,
    sections: [
      Procedure.Section(
        id: "everything", title: V.both("Tout"), intro: nil, criterion: "c1", fields: D.section.fields),
      D.procedure.sections[1],
    ], collective: D.procedure.collective)

  private var dossier: Dossier { D.file(.submitted, D.chosen).dossier }
  private var card: ReviewedDossier { ReviewedDossier(id: dossier.id, reference: "FI-0001", title: V.hostile) }

  private func assignment(
    _ person: Int, _ state: ReviewAssignment.State = .accepted, dueOn: Day = Day(V.moment), reason: String = "",
    conflict: Bool = false
  ) -> ReviewAssignment {
    ReviewAssignment(
      id: V.identity(80 + person), dossier: dossier.id, person: V.identity(person), state: state,
      askedBy: V.identity(9), askedAt: V.moment.addingTimeInterval(-900), dueOn: dueOn, reason: reason,
      declaresConflict: conflict)
  }

  private func sheet(_ scores: [String], gates: String = "yes") -> ReviewSheet {
    var fields = [
      "gate-lead": gates, "gate-plan": "yes", "confidence": "low", "opinion": "Un\n\(V.hostile)",
      "questions": V.hostile, "reason": V.hostile,
    ]
    for (line, score) in zip(["1.1", "1.2", "1.3", "2.1"], scores) {
      fields["score-\(line)"] = score
      fields["comment-\(line)"] = V.hostile
      fields["proof-\(line)"] = score == "2" ? "" : V.hostile
    }
    return ReviewSheet(fields)
  }

  private func review(
    _ person: Int, _ scores: [String], _ capacity: SubmittedReview.Capacity = .expert, number: Int = 1,
    gates: String = "yes", passed: Bool = false, bare: Bool = false
  ) -> SubmittedReview {
    var sheet = sheet(scores, gates: gates)
    if bare { for name in ["questions", "reason"] { sheet.set(name, to: "") } }
    return SubmittedReview(
      dossier: dossier.id, person: V.identity(person), number: number, capacity: capacity, sheet: sheet,
      digest: "ab12", submittedAt: V.moment, firstSubmittedAt: V.moment, passedAt: passed ? V.moment : nil)
  }

  private var sheets: [SubmittedReview] {
    [
      review(20, ["4", "0", "cannotJudge", "2"], number: 2, gates: "no"),
      review(21, ["1", "2", "cannotJudge", "2"], passed: true, bare: false),
      review(22, ["1", "2", "2", "2"], .instructor, bare: true),
    ]
  }

  private var notes: [ReconciliationNote] {
    [
      ReconciliationNote(
        line: "1.1", number: 1, author: nil, body: "Un\n\(V.hostile)", isSettled: true, writtenAt: V.moment),
      ReconciliationNote(
        line: "1.2", number: 1, author: nil, body: V.hostile, isSettled: false, writtenAt: V.moment),
    ]
  }

  private func reviews(
    _ sheets: [SubmittedReview]? = nil, asked: [ReviewAssignment]? = nil, conflicted: Set<ID<Person>> = [],
    frozen: ReviewFreeze? = nil
  ) -> DossierReviews {
    DossierReviews(
      card, under: SheetExamples.rubric, assignments: asked ?? [assignment(20), assignment(21)],
      latest: sheets ?? self.sheets, notes: sheets == nil ? notes : [], conflicted: conflicted, frozen: frozen)
  }

  /// Deliberated on all sheets, of which the first is by somebody who declared an interest since.
  private var deliberated: DossierReviews {
    let counted = Dictionary(reviews().sheets.map { ($0.person, $0.number) }, uniquingKeysWith: { $1 })
    return reviews(conflicted: [V.identity(20)], frozen: ReviewFreeze(at: V.moment, sheets: counted))
  }

  private func file(
    _ draft: ReviewDraft? = nil, versions: [SubmittedReview] = [], others: Bool = false, isOpen: Bool = true,
    asExpert: Bool = true
  ) -> ReviewFile {
    let whole = reviews()
    return ReviewFile(
      dossier: dossier, wave: V.wave(), procedure: SheetExamples.procedure, rubric: SheetExamples.rubric,
      files: asExpert ? [D.attachment] : [], assignment: asExpert ? assignment(20) : nil, draft: draft,
      versions: versions, others: others ? Array(whole.sheets.dropFirst()) : [],
      disagreements: others ? whole.disagreements : [], notes: others ? whole.notes : [], isOpen: isOpen)
  }

  func all() throws -> [PageExample] { try lists() + asked() + writing() + service() + results() }

  private func own(_ assignment: ReviewAssignment?, submitted: Bool = false) -> OwnReview {
    OwnReview(
      dossier: card, wave: V.both("V"), isExample: true, assignment: assignment,
      submittedAt: submitted ? V.moment : nil, judged: 1, lines: 4)
  }

  private func lists() throws -> [PageExample] {
    let late = V.moment.addingTimeInterval(3 * 86_400)
    let full = OwnReviews(
      asked: [own(assignment(20, .asked))], toWrite: [own(assignment(20)), own(nil)],
      submitted: base.page([own(nil, submitted: true)]), unfinished: [own(nil)])
    let empty = OwnReviews(asked: [], toWrite: [], submitted: base.page([]))
    return [
      try base.example(
        "reviews", ReviewsPage(full, waves: [V.wave()], at: late, in: wording), .review(.mine)),
      try base.example("no review", ReviewsPage(empty, waves: [], at: V.moment, in: wording), .review(.mine)),
    ]
  }

  private func asked() throws -> [PageExample] {
    let asked = AskedReview(assignment(20, .asked), of: dossier, V.wave(), SheetExamples.procedure, binding: nil)
    let refusals: [Refusal?] = [nil, .invalid([Finding(field: "reason", problem: .missing)]), .reviewsClosed]
    return try refusals.map { refusal in
      try base.example(
        "asked review \(String(describing: refusal))",
        AskedReviewPage(asked, reason: V.hostile, refusal: refusal, csrf: "token", in: wording),
        .review(.review(dossier.id)))
    }
  }

  private func writing() throws -> [PageExample] {
    let draft = ReviewDraft(sheet: sheet(["4", "0", "x"]), version: 3, changed: [:], updatedAt: V.moment)
    let gaps = Refusal.invalid(
      ReviewSheet().findings(under: SheetExamples.rubric, isAmendment: true)
        + ["1.1", "1.2"].map { Finding(field: "proof-\($0)", problem: .missing) }
        + [Finding(field: "questions", problem: .tooLong(length: 6000, maximum: 5000))])
    let note = Refusal.invalid([Finding(field: "body", problem: .missing)])
    let late = V.moment.addingTimeInterval(3 * 86_400)
    let mine = [review(20, ["4", "0", "1", "2"]), sheets[0]]
    func page(
      _ file: ReviewFile, _ refusal: Refusal? = nil, typed: [String: String] = [:], line: String? = nil,
      isSaved: Bool = false
    ) -> ReviewPage {
      ReviewPage(
        file, typed: typed, refusal: refusal, note: line.map { ($0, V.hostile) }, isSaved: isSaved, writer: "w",
        csrf: "token", at: late, in: wording)
    }
    let pages: [(String, ReviewPage)] = [
      ("empty", page(file(asExpert: false))), ("begun", page(file(draft), isSaved: true)),
      ("with gaps", page(file(draft, versions: mine), gaps)),
      (
        "in two windows",
        page(file(draft), .changedMeanwhile, typed: ["opinion": V.hostile, "gate-lead": "no", "score-1.1": "1"])
      ),
      ("in", page(file(versions: [mine[0]]))), ("beside others", page(file(versions: mine, others: true))),
      ("with a refused note", page(file(versions: mine, others: true), note, line: "1.1")),
      (
        "with a refused reason",
        ReviewPage(
          file(draft), refusal: .invalid([Finding(field: "reason", problem: .missing)]), declining: V.hostile,
          writer: "w", csrf: "token", at: late, in: wording)
      ),
      ("closed", page(file(versions: mine, isOpen: false))),
      ("closed before it was in", page(file(draft, isOpen: false))),
    ]
    func former(_ sheet: ReviewSheet) -> FormerReview {
      FormerReview(reference: "FI-0001", wave: V.wave(), rubric: SheetExamples.rubric, sheet: sheet)
    }
    return try pages.map { try base.example("review \($0)", $1, .review(.review(dossier.id))) }
      + [
        try base.example(
          "review to print", ReviewPrintPage(file(), in: wording), .review(.print(dossier.id))),
        try base.example(
          "review to print without files", ReviewPrintPage(file(asExpert: false), in: wording),
          .review(.print(dossier.id))),
        try base.example(
          "former review", FormerReviewPage(former(draft.sheet), typed: ["opinion": V.hostile], in: wording),
          .review(.review(dossier.id))),
        try base.example(
          "former review without a word", FormerReviewPage(former(ReviewSheet()), in: wording),
          .review(.review(dossier.id))),
      ]
  }

  private func service() throws -> [PageExample] {
    guard let email = EmailAddress("nom@exemple.example") else { throw Refusal.notFound }
    let person = Person(id: V.identity(23), email: email, name: V.hostile, language: .french)
    let all = [
      assignment(20), assignment(21, .asked, dueOn: V.day(1)), assignment(24, .declined, reason: V.hostile),
      assignment(25, .declined, reason: V.hostile, conflict: true), assignment(26, .withdrawn),
      assignment(27, .withdrawn, reason: V.hostile),
    ]
    func desk(
      _ reviews: DossierReviews?, _ candidates: [Person], isScored: Bool = true, isBlind: Bool = false,
      retired: Set<ID<Person>> = [], late: [ID<Person>: Date?] = [:]
    ) -> ReviewDesk {
      ReviewDesk(
        dossier: dossier, wave: V.wave(), reviews: reviews, assignments: isScored ? all : [],
        submitted: [V.identity(20), V.identity(27)],
        versions: reviews == nil ? [] : sheets + [review(20, ["4", "0", "1", "2"])],
        names: [V.identity(20): V.hostile, V.identity(21): V.hostile], candidates: candidates, isScored: isScored,
        mayWrite: isScored, isBlind: isBlind, retired: retired, lateInterests: late)
    }
    let instructor = Principal(person: V.identity(30), roles: [.instructor])
    let administrator = Principal(person: V.identity(31), roles: [.administrator])
    let gap = Refusal.invalid([Finding(field: "due", problem: .dayPast)])
    let note = Refusal.invalid([Finding(field: "body", problem: .missing)])
    func page(
      _ desk: ReviewDesk, _ reader: Principal, _ refusal: Refusal? = nil, _ draft: DossierReviewsPage.Draft = .init()
    ) -> DossierReviewsPage {
      DossierReviewsPage(
        desk, draft: draft, refusal: refusal, reader: reader, csrf: "token", at: V.moment, in: wording)
    }
    let pages: [(String, DossierReviewsPage)] = [
      ("whole", page(desk(reviews(), [person]), instructor)),
      ("while one writes one's own", page(desk(nil, [person], isBlind: true), instructor)),
      (
        "with a refused day",
        page(desk(reviews(), [person]), instructor, gap, .init(person: "\(person.id)", due: V.hostile))
      ),
      (
        "with a refused later day",
        page(desk(reviews(), []), instructor, gap, .init(person: "\(V.identity(21) as ID<Person>)", due: V.hostile))
      ),
      (
        "with a sheet taken out without a word",
        page(
          desk(reviews(), []), instructor, .invalid([Finding(field: "reason", problem: .missing)]),
          .init(withdrawal: ("\(assignment(20).id)", V.hostile)))
      ),
      (
        "with a sheet taken out",
        page(
          desk(reviews(asked: [assignment(20), assignment(27, .withdrawn, reason: V.hostile)]), []), instructor)
      ),
      ("with a refused note", page(desk(reviews(), []), instructor, note, .init(note: ("1.1", V.hostile)))),
      (
        "with refused questions",
        page(
          desk(reviews(), []), instructor, .invalid([Finding(field: "text", problem: .missing)]),
          .init(questions: ("\(reviews().sheets[0].person)", V.hostile)))
      ),
      ("with a late interest", page(desk(deliberated, [], late: [V.identity(20): V.moment]), instructor)),
      (
        "with a late interest of no day, and somebody who is an expert no more",
        page(desk(deliberated, [], retired: [V.identity(21)], late: [V.identity(20): Date?.none]), instructor)
      ),
      (
        "left out at the deliberation",
        page(desk(reviews(frozen: ReviewFreeze(at: V.moment, sheets: [:])), []), instructor)
      ),
      ("of whoever only asks", page(desk(nil, [person]), administrator, .notAReviewer(V.hostile))),
      ("not scored", page(desk(nil, [], isScored: false), instructor)),
      ("without a sheet", page(desk(reviews([]), []), instructor)),
    ]
    return try pages.map { try base.example("sheets \($0)", $1, .review(.dossier(dossier.id))) }
  }

  private func results() throws -> [PageExample] {
    let wave = V.wave()
    let other = ReviewedDossier(id: V.identity(6), reference: "FI-0002", title: V.hostile)
    let solid = SubmittedReview(
      dossier: other.id, person: V.identity(20), number: 1, capacity: .instructor,
      sheet: sheet(["3", "3", "3", "3"]), digest: "0", submittedAt: V.moment, firstSubmittedAt: V.moment)
    let second = DossierReviews(other, under: SheetExamples.rubric, assignments: [], latest: [solid], notes: [])
    let bare = DossierReviews(
      ReviewedDossier(id: V.identity(7), reference: "FI-0003", title: "Autre"), under: SheetExamples.rubric,
      assignments: [], latest: [], notes: [])
    let results = WaveResults(
      wave, under: SheetExamples.rubric, [deliberated, second, bare], names: [V.identity(20): V.hostile])
    let page = PageRequest(limit: 2) ?? .longest
    return [
      try base.example(
        "results", WaveReviewsPage(results, of: wave, order: .open, page, in: wording), .review(.wave(wave.slug))),
      try base.example(
        "results by calibration",
        WaveReviewsPage(results, of: wave, order: .calibrated, .longest, in: wording), .review(.wave(wave.slug))),
      try base.example(
        "no results", WaveReviewsPage(nil, of: wave, order: .rank, page, in: wording), .review(.wave(wave.slug))),
    ]
  }
}
