import Domain

/// Sheets side by side, line by line.
struct ReviewComparison: Sendable {
  let columns: [String]
  let rows: [Row]
  let opinions: [Opinion]

  struct Row: Sendable {
    let lineTitle: String
    let cells: [Cell]
    let summary: [String]
    let flag: [String]
    let notes: [Note]
    let reconcile: [ReconcileForm]
    let further: [LinkItem]
  }

  struct Cell: Sendable {
    let column: String
    let score: String
    let comment: [String]
    let proof: [String]
  }

  /// A note of reconciliation.
  struct Note: Sendable {
    let by: String
    let body: [String]
    let outcome: String
  }

  struct ReconcileForm: Sendable {
    let line: String
    let bodyID: String
    let last: String
    let typed: String
    let bodyError: [String]
  }

  struct Opinion: Sendable {
    let who: String
    let gates: String
    let confidence: String
    let opinion: [String]
    let questions: [String]
    let hasQuestions: Bool
    let pass: [Pass]
    let passed: [String]
    let at: String
    let reason: [String]
    let digest: String
  }

  /// The questions of a sheet, to be passed on to the applicant.
  struct Pass: Sendable {
    let person: String
    let number: String
    let passID: String
    let text: String
    let passError: [String]
  }

  /// What may be written beside the sheets.
  struct Writing: Sendable {
    var mayReconcile = false
    /// Where a further expert is asked.
    var askHref: String?
    var mayPass = false
    /// A note that was not taken: its line, its text and what is wrong with it.
    var refused: (line: String, typed: String, findings: [Finding])?
    /// Questions in the words of the service that were not taken: whose they are, the text and what is wrong with it.
    var notPassed: (person: String, typed: String, findings: [Finding])?
  }

  /// - Parameters:
  ///   - sheets: with what their reviewer is called.
  ///   - result: nil where the reader sees no medians.
  init(
    _ sheets: [(name: String, review: SubmittedReview)], under rubric: Rubric, result: DossierResult?,
    disagreements: [Disagreement], notes: [ReconciliationNote], writing: Writing, in wording: Wording
  ) {
    columns = sheets.map(\.name)
    rows = rubric.lines.map { line in
      let disagreement = disagreements.first { $0.line == line.id }
      let own = notes.filter { $0.line == line.id }
      let may = writing.mayReconcile && disagreement?.isSpread == true
      let figures = result?.lines.first { $0.id == line.id }
      return Row(
        lineTitle: "\(line.id) \(line.title[wording.language])",
        cells: sheets.map { ReviewComparison.cell($0.name, $0.review.sheet, line.id, wording) },
        summary: figures.map { [wording.catalogue("medianAndSpread", wording.median($0), "\($0.spread)")] } ?? [],
        flag: disagreement.map { [wording.disagreement($0)] } ?? [],
        notes: own.map { ReviewComparison.note($0, wording) },
        reconcile: may ? [ReviewComparison.form(line.id, own, writing, wording)] : [],
        further: disagreement?.state == .furtherWanted
          ? writing.askHref.map { [LinkItem(href: $0, label: wording.catalogue("askFurther"))] } ?? [] : [])
    }
    opinions = sheets.map { ReviewComparison.opinion($0.name, $0.review, rubric, writing, wording) }
  }

  private static func cell(_ name: String, _ sheet: ReviewSheet, _ line: String, _ wording: Wording) -> Cell {
    Cell(
      column: name, score: wording.score(sheet.judgement(of: line)), comment: paragraphs(sheet[.comment(line)]),
      proof: sheet[.proof(line)].trimmed.isEmpty
        ? [] : [wording.catalogue("proofIs", sheet[.proof(line)].trimmed)])
  }

  private static func note(_ note: ReconciliationNote, _ wording: Wording) -> Note {
    Note(
      by: wording.catalogue(
        "noteBy", note.author?.name ?? wording.catalogue("somebody"), wording.moment(note.writtenAt)),
      body: paragraphs(note.body), outcome: wording.catalogue(note.isSettled ? "noteSettled" : "noteUnsettled"))
  }

  private static func form(
    _ line: String, _ notes: [ReconciliationNote], _ writing: Writing, _ wording: Wording
  ) -> ReconcileForm {
    let refused = writing.refused?.line == line ? writing.refused : nil
    return ReconcileForm(
      line: line, bodyID: "body-\(line)", last: "\(notes.last?.number ?? 0)", typed: refused?.typed ?? "",
      bodyError: refused?.findings.map(wording.finding) ?? [])
  }

  private static func opinion(
    _ name: String, _ review: SubmittedReview, _ rubric: Rubric, _ writing: Writing, _ wording: Wording
  ) -> Opinion {
    let (sheet, words) = (review.sheet, wording.catalogue)
    let failed = rubric.gates.filter { sheet.gate($0.id) == false }.map { $0.title[wording.language] }
    let questions = sheet[.questions].trimmed
    let mayPass = writing.mayPass && !questions.isEmpty && review.passedAt == nil
    let id = "\(review.person)"
    let notPassed = writing.notPassed?.person == id ? writing.notPassed : nil
    let pass = Pass(
      person: id, number: "\(review.number)", passID: "text-\(id)", text: notPassed?.typed ?? questions,
      passError: notPassed?.findings.map(wording.finding) ?? [])
    return Opinion(
      who: name,
      gates: failed.isEmpty ? words("gatesPassed") : words("gatesFailed", failed.joined(separator: " · ")),
      confidence: sheet.confidence.map { words("confidenceIs", words("confidence_\($0.rawValue)")) } ?? "",
      opinion: paragraphs(sheet[.opinion]), questions: paragraphs(questions), hasQuestions: !questions.isEmpty,
      pass: mayPass ? [pass] : [],
      passed: review.passedAt.map { [words("questionsPassed", wording.moment($0))] } ?? [],
      at: review.number > 1
        ? words("reviewVersion", "\(review.number)", wording.moment(review.submittedAt))
        : words("reviewSubmittedAt", wording.moment(review.submittedAt)),
      reason: sheet[.reason].trimmed.isEmpty ? [] : [words("amendedBecause", sheet[.reason].trimmed)],
      digest: review.digest)
  }

  private static func paragraphs(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }
}
