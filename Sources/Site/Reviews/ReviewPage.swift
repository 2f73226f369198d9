package import Domain
package import Foundation

/// A dossier to review: the grid beside the reading; once the sheet is in, the sheets of the others.
package struct ReviewPage: PageModel {
  package static let template = "Reviews/review"

  let title: String
  let reference: String
  let call: String
  let isExample: Bool
  let mineHref: String
  let printHref: String
  let due: [String]
  let late: [String]
  let form: [ReviewForm]
  let action: String
  let autosave: String
  let writer: String
  let csrf: String
  let version: String
  let progress: String
  let savedText: String
  let isSaved: Bool
  let message: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  /// What was typed here, and stands otherwise in another window.
  let typedHere: [Typed]
  let hasTypedHere: Bool
  let own: [ReviewComparison]
  let versions: [String]
  let hasVersions: Bool
  let amendAction: [String]
  let answer: [Answer]
  let others: [ReviewComparison]
  let hasOthers: Bool
  let reconcileAction: String
  let reading: [ReadingSection]
  let files: [LinkItem]
  let hasFiles: Bool
  let isClosed: Bool
  /// What was begun and never handed in, once nothing is taken any more.
  let kept: [Typed]
  let hasKept: Bool

  /// Saying later that one cannot review it, or that an interest came to light.
  struct Answer: Sendable {
    let answerAction: String
    let reasonTyped: String
    let reasonError: [String]
    let isOpen: Bool
  }

  struct Typed: Sendable {
    let field: String
    let lines: [String]

    /// All that was written on a sheet, in the order of the grid.
    static func all(of sheet: ReviewSheet, on rubric: Rubric, in wording: Wording) -> [Typed] {
      rubric.fields.compactMap { field in
        guard let value = sheet.fields[field.name], !value.trimmed.isEmpty else { return nil }
        return Typed(
          field: wording.label(of: field.name, on: rubric),
          lines: value.split(whereSeparator: \.isNewline).map(String.init))
      }
    }
  }

  /// - Parameters:
  ///   - typed: what was sent and not taken.
  ///   - reason: of declining, where it was not taken.
  ///   - line: of which a note was not taken, with its text.
  package init(
    _ file: ReviewFile, typed: [String: String] = [:], refusal: Refusal? = nil,
    note: (line: String, text: String)? = nil, declining reason: String? = nil, isSaved: Bool = false, writer: String,
    csrf: String, at moment: Date,
    in wording: Wording
  ) {
    let (words, id) = (wording.catalogue, file.dossier.id)
    title = file.dossier.title
    reference = file.dossier.reference
    call = "\(file.wave.call[wording.language]), \(file.wave.name[wording.language])"
    isExample = file.wave.isExample
    mineHref = wording.path(.review(.mine))
    printHref = wording.path(.review(.print(id)))
    due = file.assignment.map { [words("reviewDue", wording.day($0.dueOn))] } ?? []
    late = file.assignment?.isLate(at: moment, isIn: file.isIn) == true ? [words("reviewLate")] : []
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    let told = reason == nil && note == nil ? findings : []
    form = file.isWritten ? [ReviewForm(file, file.sheet, findings: told, in: wording)] : []
    action = wording.path(.review(.review(id)))
    autosave = wording.path(.review(.autosave(id)))
    self.writer = writer
    self.csrf = csrf
    version = "\(file.version)"
    progress = words(
      "linesJudged", "\(file.sheet.judged(under: file.rubric))", "\(file.rubric.lines.count)")
    savedText = words("saved")
    self.isSaved = isSaved && refusal == nil
    (errors, message) = ReviewPage.told(findings, refusal, note, reason, file, wording)
    hasErrors = !errors.isEmpty
    typedHere = typed.filter { name, value in
      !value.isEmpty && value.replacing("\r\n", with: "\n") != file.sheet.fields[name] ?? ""
    }.sorted { $0.key < $1.key }.map { name, value in
      Typed(
        field: wording.label(of: name, on: file.rubric),
        lines: value.split(whereSeparator: \.isNewline).map(String.init))
    }
    hasTypedHere = !typedHere.isEmpty
    let last = file.draft == nil ? file.versions.last : nil
    own =
      last.map { review in
        [
          ReviewComparison(
            [(words("yourSheet"), review)], under: file.rubric, result: nil, disagreements: [], notes: [],
            writing: .init(), in: wording)
        ]
      } ?? []
    versions = file.versions.map { words("reviewVersion", "\($0.number)", wording.moment($0.submittedAt)) }
    hasVersions = versions.count > 1
    amendAction = last != nil && file.isOpen ? [wording.path(.review(.amendment(id)))] : []
    answer =
      file.isOpen && file.assignment != nil
      ? [
        Answer(
          answerAction: wording.path(.review(.answer(id))), reasonTyped: reason ?? "",
          reasonError: reason == nil ? [] : findings.map(wording.finding), isOpen: reason != nil)
      ] : []
    var writing = ReviewComparison.Writing(mayReconcile: file.isOpen)
    if let note { writing.refused = (note.line, note.text, findings) }
    others =
      file.others.isEmpty
      ? [] : [ReviewPage.comparison(file, writing, wording)]
    hasOthers = !others.isEmpty
    reconcileAction = wording.path(.review(.reconciliation(id)))
    reading = ReadingSection.all(file.procedure, file.dossier.answers, in: wording)
    files = file.files.map { LinkItem(href: wording.path(.review(.file(id, $0.id))), label: $0.name) }
    hasFiles = !files.isEmpty
    isClosed = !file.isOpen
    kept = file.isOpen ? [] : Typed.all(of: file.draft?.sheet ?? ReviewSheet(), on: file.rubric, in: wording)
    hasKept = !kept.isEmpty
  }

  private static func told(
    _ findings: [Finding], _ refusal: Refusal?, _ note: (line: String, text: String)?, _ reason: String?,
    _ file: ReviewFile, _ wording: Wording
  ) -> (errors: [LinkItem], message: [String]) {
    let errors = findings.map { finding in
      if reason != nil {
        return LinkItem(
          href: "#reason-answer",
          label: wording.catalogue("declineReason") + wording.catalogue("colon") + wording.finding(finding))
      }
      guard let note else {
        let label = wording.label(of: finding.field, on: file.rubric)
        return LinkItem(
          href: "#\(finding.field)", label: label + wording.catalogue("colon") + wording.finding(finding))
      }
      return LinkItem(
        href: "#body-\(note.line)", label: "\(note.line)" + wording.catalogue("colon") + wording.finding(finding))
    }
    return (errors, findings.isEmpty ? refusal.map { [wording.refusal($0)] } ?? [] : [])
  }

  /// One's own sheet first; the others without a name: they answer for their scores to the service.
  private static func comparison(
    _ file: ReviewFile, _ writing: ReviewComparison.Writing, _ wording: Wording
  ) -> ReviewComparison {
    var count = 0
    let others = file.others.map { review -> (name: String, review: SubmittedReview) in
      switch review.capacity {
      case .instructor: return (wording.capacity(.instructor), review)
      case .expert:
        count += 1
        return ("\(wording.capacity(.expert))\u{a0}\(count)", review)
      }
    }
    let own = file.versions.last.map { [(name: wording.catalogue("yourSheet"), review: $0)] } ?? []
    return ReviewComparison(
      own + others, under: file.rubric, result: nil, disagreements: file.disagreements, notes: file.notes,
      writing: writing, in: wording)
  }
}

/// A dossier with an empty grid, for the train.
package struct ReviewPrintPage: PageModel {
  package static let template = "Reviews/print"

  let title: String
  let reference: String
  let call: String
  let isExample: Bool
  let reviewHref: String
  let reading: [ReadingSection]
  let files: [LinkItem]
  let hasFiles: Bool
  let grid: ReviewForm

  package init(_ file: ReviewFile, in wording: Wording) {
    let id = file.dossier.id
    title = file.dossier.title
    reference = file.dossier.reference
    call = "\(file.wave.call[wording.language]), \(file.wave.name[wording.language])"
    isExample = file.wave.isExample
    reviewHref = wording.path(.review(.review(id)))
    reading = ReadingSection.all(file.procedure, file.dossier.answers, in: wording)
    files = file.files.map { LinkItem(href: wording.path(.review(.file(id, $0.id))), label: $0.name) }
    hasFiles = !files.isEmpty
    grid = ReviewForm(file, ReviewSheet(), findings: [], in: wording)
  }
}
