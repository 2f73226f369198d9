package import Domain
package import Foundation

/// The reviews of a dossier, for the service: who was asked, and all sheets side by side.
package struct DossierReviewsPage: PageModel {
  package static let template = "Reviews/sheets"

  let title: String
  let reference: String
  let examinationHref: String
  let waveHref: [String]
  let ownHref: [String]
  let blind: [Blind]
  let csrf: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let isScored: Bool
  let asked: [Asked]
  let hasAsked: Bool
  let ask: [AskForm]
  let withdrawAction: String
  let moveAction: String
  let result: [Result]
  let comparison: [ReviewComparison]
  let reconcileAction: String
  let passAction: String
  let earlier: [Earlier]
  let hasEarlier: Bool

  /// The reader is writing a sheet: what the others gave is shown once it is in, or given up.
  struct Blind: Sendable {
    let discardAction: String
  }

  struct Asked: Sendable {
    let id: String
    let name: String
    let state: String
    let details: [String]
    let late: [String]
    let canWithdraw: Bool
    let move: [Move]
    /// A sheet is in: it is taken out of the count with a reason alone.
    let reason: [Reason]
  }

  /// Another last day.
  struct Move: Sendable {
    let person: String
    let day: String
    let dayError: [String]
  }

  struct Reason: Sendable {
    let text: String
    let reasonError: [String]
  }

  struct AskForm: Sendable {
    let askAction: String
    let people: [ChoiceOption]
    let hasPeople: Bool
    let due: String
    let dueError: [String]
  }

  struct Result: Sendable {
    let total: String
    let sheets: String
    let gates: String
    /// Sheets that the service took out of the count, and why.
    let takenOut: [String]
  }

  /// A sheet that counts no longer: an earlier version, or one of somebody who reviews it no more.
  struct Earlier: Sendable {
    let who: String
    let scores: String
    let at: String
  }

  /// What was typed into a form of the page and not taken.
  package struct Draft: Sendable {
    let person: String
    let due: String
    let note: (line: String, text: String)?
    let withdrawal: (assignment: String, reason: String)?
    /// Questions of a reviewer in the words of the service.
    let questions: (person: String, text: String)?

    package init(
      person: String = "", due: String = "", note: (line: String, text: String)? = nil,
      withdrawal: (assignment: String, reason: String)? = nil, questions: (person: String, text: String)? = nil
    ) {
      self.withdrawal = withdrawal
      self.questions = questions
      self.person = person
      self.due = due
      self.note = note
    }
  }

  /// - Parameter reader: what they may do here.
  package init(
    _ desk: ReviewDesk, draft: Draft = Draft(), refusal: Refusal? = nil, reader: Principal, csrf: String,
    at moment: Date, in wording: Wording
  ) {
    let (words, id) = (wording.catalogue, desk.dossier.id)
    title = desk.dossier.title
    reference = desk.dossier.reference
    examinationHref = wording.path(.examination(id))
    waveHref = desk.reviews == nil ? [] : [wording.path(.review(.wave(desk.wave.slug)))]
    let isOpen = desk.dossier.state.isReviewed
    let mayWrite = desk.isScored && reader.may(.writeReview, to: desk.dossier)
    ownHref = desk.mayWrite ? [wording.path(.review(.review(id)))] : []
    blind = desk.isBlind ? [Blind(discardAction: wording.path(.review(.discard(id))))] : []
    self.csrf = csrf
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    let place = DossierReviewsPage.place(draft, desk)
    errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map { finding in
        LinkItem(href: "#\(place.anchor)", label: words(place.label) + words("colon") + wording.finding(finding))
      }
    hasErrors = !errors.isEmpty
    isScored = desk.isScored
    asked = desk.assignments.map { assignment in
      let own = place.anchor.hasSuffix("-\(assignment.id)") ? findings : []
      return DossierReviewsPage.asked(assignment, desk, draft, own, isOpen: isOpen, at: moment, wording)
    }
    hasAsked = !asked.isEmpty
    ask =
      isOpen && desk.isScored
      ? [DossierReviewsPage.form(desk, draft, place.anchor == "due" ? findings : [], at: moment, wording)] : []
    withdrawAction = wording.path(.review(.reviewerEnd(id)))
    moveAction = wording.path(.review(.reviewers(id)))
    result = desk.reviews.map { [DossierReviewsPage.result($0, desk, wording)] } ?? []
    var writing = ReviewComparison.Writing(
      mayReconcile: isOpen && mayWrite, askHref: isOpen ? "#ask" : nil, mayPass: mayWrite)
    if let note = draft.note { writing.refused = (note.line, note.text, findings) }
    if let questions = draft.questions { writing.notPassed = (questions.person, questions.text, findings) }
    comparison =
      desk.reviews.map { reviews -> [ReviewComparison] in
        guard !reviews.sheets.isEmpty else { return [] }
        let sheets = reviews.sheets.map { (name: DossierReviewsPage.name($0, desk, wording), review: $0) }
        return [
          ReviewComparison(
            sheets, under: reviews.rubric, result: reviews.result, disagreements: reviews.disagreements,
            notes: reviews.notes, writing: writing, in: wording)
        ]
      } ?? []
    reconcileAction = wording.path(.review(.reconciliation(id)))
    passAction = wording.path(.review(.questions(id)))
    let counting = Set(desk.reviews?.sheets.map { "\($0.person) \($0.number)" } ?? [])
    earlier = desk.versions.filter { !counting.contains("\($0.person) \($0.number)") }.map { review in
      let lines = desk.reviews?.rubric.lines ?? []
      return Earlier(
        who: DossierReviewsPage.name(review, desk, wording),
        scores: lines.map { "\($0.id)\u{a0}: \(wording.score(review.sheet.judgement(of: $0.id)))" }.joined(
          separator: " · "),
        at: words("reviewVersion", "\(review.number)", wording.moment(review.submittedAt)))
    }
    hasEarlier = !earlier.isEmpty
  }

  private static func name(_ review: SubmittedReview, _ desk: ReviewDesk, _ wording: Wording) -> String {
    let name = desk.names[review.person] ?? wording.catalogue("somebody")
    return "\(name) (\(wording.capacity(review.capacity)))"
  }

  /// Where something was typed that was not taken, and how the field is called.
  private static func place(_ draft: Draft, _ desk: ReviewDesk) -> (anchor: String, label: String) {
    if let note = draft.note { return ("body-\(note.line)", "reconciliationNote") }
    if let questions = draft.questions { return ("text-\(questions.person)", "passQuestions") }
    if let withdrawal = draft.withdrawal { return ("reason-\(withdrawal.assignment)", "withdrawalReason") }
    let moved = desk.assignments.first { $0.state.isStanding && "\($0.person)" == draft.person }
    return (moved.map { "due-\($0.id)" } ?? "due", "reviewDueDay")
  }

  /// - Parameter findings: in what was typed beside this one.
  private static func asked(
    _ assignment: ReviewAssignment, _ desk: ReviewDesk, _ draft: Draft, _ findings: [Finding], isOpen: Bool,
    at moment: Date, _ wording: Wording
  ) -> Asked {
    let words = wording.catalogue
    let isIn = desk.submitted.contains(assignment.person)
    var details = [words("reviewDue", wording.day(assignment.dueOn))]
    if !assignment.reason.isEmpty { details.append(words("declinedBecause", assignment.reason)) }
    let (id, errors) = ("\(assignment.id)", findings.map(wording.finding))
    let isTyped = draft.withdrawal?.assignment == id
    let standing = DossierReviewsPage.standing(assignment, desk, wording)
    if let detail = standing.detail { details.append(detail) }
    let (state, isSetApart) = (standing.state, standing.state == "conflict")
    let canWithdraw = isOpen && assignment.state.isStanding
    let needsReason = canWithdraw && isIn && assignment.state == .accepted
    let move = Move(
      person: "\(assignment.person)",
      day: isTyped || errors.isEmpty ? assignment.dueOn.description : draft.due, dayError: isTyped ? [] : errors)
    let reason = Reason(
      text: isTyped ? draft.withdrawal?.reason ?? "" : "", reasonError: isTyped ? errors : [])
    return Asked(
      id: id, name: desk.names[assignment.person] ?? words("somebody"),
      state: words(assignment.declaresConflict ? "assignment_conflict" : "assignment_\(state)"), details: details,
      late: !isSetApart && !desk.retired.contains(assignment.person) && assignment.isLate(at: moment, isIn: isIn)
        ? [words("reviewLate")] : [],
      canWithdraw: canWithdraw, move: canWithdraw && !isIn && !isSetApart ? [move] : [],
      reason: needsReason ? [reason] : [])
  }

  /// Where somebody stands who was asked, and what there is to say of it.
  private static func standing(
    _ assignment: ReviewAssignment, _ desk: ReviewDesk, _ wording: Wording
  ) -> (state: String, detail: String?) {
    let (person, words) = (assignment.person, wording.catalogue)
    let isIn = assignment.state == .accepted && desk.submitted.contains(person)
    guard assignment.state.isStanding else { return (assignment.state.rawValue, nil) }
    if let declared = desk.lateInterests[person] {
      return ("submitted", declared.map { words("lateInterest", wording.day(Day($0))) } ?? words("lateInterestUndated"))
    }
    if desk.dossier.conflicted.contains(person) { return ("conflict", words("reviewSetApart")) }
    if isIn {
      let isLeftOut = desk.reviews?.frozen.map { $0.sheets[person] == nil } ?? false
      return ("submitted", isLeftOut ? words("reviewLeftOut") : nil)
    }
    return desk.retired.contains(person) ? ("retired", words("reviewRetired")) : (assignment.state.rawValue, nil)
  }

  private static func form(
    _ desk: ReviewDesk, _ draft: Draft, _ findings: [Finding], at moment: Date, _ wording: Wording
  ) -> AskForm {
    let names = Homonyms(desk.candidates)
    let people = desk.candidates.map {
      ChoiceOption(value: "\($0.id)", label: names.label($0), isSelected: "\($0.id)" == draft.person)
    }
    return AskForm(
      askAction: wording.path(.review(.reviewers(desk.dossier.id))), people: people, hasPeople: !people.isEmpty,
      // Three weeks are what one asks for where nothing else is said.
      due: draft.due.isEmpty ? Day(moment).adding(days: 21).description : draft.due,
      dueError: findings.map(wording.finding))
  }

  private static func result(_ reviews: DossierReviews, _ desk: ReviewDesk, _ wording: Wording) -> Result {
    let (words, rubric, result) = (wording.catalogue, reviews.rubric, reviews.result)
    let failed = rubric.gates.filter { result.failedGates.contains($0.id) }.map { $0.title[wording.language] }
    let gates =
      reviews.sheets.isEmpty
      ? words("gatesNotJudged")
      : failed.isEmpty ? words("gatesPassed") : words("gatesFailed", failed.joined(separator: " · "))
    let total = result.counted.map { words("totalIs", wording.number($0, decimals: 2)) } ?? words("noTotalYet")
    let band = rubric.bands.first { $0.rule.id == result.band?.id }?.title[wording.language]
    return Result(
      total: [total, band].compactMap { $0 }.joined(separator: " · "),
      sheets: words("sheetsIn", "\(reviews.sheets.count)", "\(rubric.flags.reviewers)"),
      gates: gates,
      takenOut: reviews.takenOut(among: desk.submitted).map { assignment in
        words("sheetTakenOut", desk.names[assignment.person] ?? words("somebody"), assignment.reason)
      })
  }
}
