package import Domain

/// Two dossiers, or two versions of one, side by side; under each other on a narrow screen.
package struct ComparisonPage: PageModel {
  package static let template = "Dossiers/comparison"

  let title: String
  let dossierHref: String
  let action: String
  let form: Form
  let summary: [String]
  let notice: [String]
  let sides: [LinkItem]
  let hasSections: Bool
  let sections: [Section]

  struct Form: Sendable {
    let first: String
    let left: [ChoiceOption]
    let second: String
    let right: [ChoiceOption]
    let reference: String
    let error: [String]
    let isOnlyDifferent: Bool
  }

  struct Section: Sendable {
    let title: String
    let rows: [Row]
  }

  struct Row: Sendable {
    let label: String
    /// What is to be said of it: nothing where both sides say the same.
    let mark: [String]
    let isHeading: Bool
    let cells: [Cell]

    var isSame: Bool { mark.isEmpty }
  }

  /// What one side says.
  struct Cell: Sendable {
    let side: String
    let lines: [Line]
  }

  struct Line: Sendable {
    let text: String
    /// Whether the other side has no such line.
    let isAdded: Bool
    let isRemoved: Bool
  }

  /// - Parameters:
  ///   - reference: as typed.
  ///   - refusal: why the dossier of the reference is not shown; the comparison is that of the first with itself then.
  package init(
    _ comparison: DossierComparison, reference: String, isOnlyDifferent: Bool, isFiledByReader: Bool,
    refusal: Refusal? = nil, in wording: Wording
  ) {
    let (left, right) = (comparison.left, comparison.right)
    let words = wording.catalogue
    let names = ComparisonPage.names(left, right, wording)
    title = left.dossier.title
    dossierHref = wording.path(isFiledByReader ? .dossier(left.dossier.id) : .examination(left.dossier.id))
    action = wording.path(.comparison(left.dossier.id))
    var error: [String] = []
    if case .invalid(let findings)? = refusal { error = findings.map(wording.finding) }
    form = Form(
      first: words("compareFirst", left.dossier.reference), left: ComparisonPage.versions(left, wording),
      second: words("compareFirst", right.dossier.reference), right: ComparisonPage.versions(right, wording),
      reference: reference, error: error, isOnlyDifferent: isOnlyDifferent)
    let isItself = left.dossier.id == right.dossier.id && left.submission == right.submission
    let counts = comparison.counts
    summary = isItself ? [] : [words("compareSummary", "\(counts.different)", "\(counts.all)")]
    if isItself {
      notice = error.isEmpty && left.submissions.count < 2 ? [words("compareOneVersion")] : []
    } else {
      notice = counts.different == 0 ? [words("compareNoDifference")] : []
    }
    sides = [(left, names.0), (right, names.1)].map { side, name in
      LinkItem(
        href: wording.path(isFiledByReader ? .dossier(side.dossier.id) : .examination(side.dossier.id)), label: name)
    }
    sections =
      isItself
      ? []
      : comparison.sections.map { section in
        Section(
          title: section.title[wording.language],
          rows: ComparisonPage.rows(
            section.rows, isOnlyDifferent, names, areVersions: left.dossier.id == right.dossier.id, wording))
      }.filter { !$0.rows.isEmpty }
    hasSections = !sections.isEmpty
  }

  private static func names(
    _ left: ComparedDossier, _ right: ComparedDossier, _ wording: Wording
  ) -> (String, String) {
    guard left.dossier.id != right.dossier.id else { return (version(left, wording), version(right, wording)) }
    return ("\(left.dossier.title) (\(left.dossier.reference))", "\(right.dossier.title) (\(right.dossier.reference))")
  }

  private static func version(_ side: ComparedDossier, _ wording: Wording) -> String {
    versions(side, wording).first(where: \.isSelected)?.label ?? wording.catalogue("compareNow")
  }

  private static func versions(_ side: ComparedDossier, _ wording: Wording) -> [ChoiceOption] {
    [ChoiceOption(value: "", label: wording.catalogue("compareNow"), isSelected: side.submission == nil)]
      + side.submissions.map { submission in
        ChoiceOption(
          value: "\(submission.number)",
          label: wording.catalogue(
            "compareSubmission", "\(submission.number)", wording.moment(submission.submittedAt)),
          isSelected: side.submission == submission.number)
      }
  }

  /// The headings of items stay where something below them is shown.
  private static func rows(
    _ rows: [DossierComparison.Row], _ isOnlyDifferent: Bool, _ names: (String, String), areVersions: Bool,
    _ wording: Wording
  ) -> [Row] {
    var shown: [Row] = []
    for row in rows {
      let item = self.row(row, names, areVersions: areVersions, wording)
      if item.isHeading || !isOnlyDifferent || !item.isSame { shown.append(item) }
    }
    guard isOnlyDifferent else { return shown }
    return shown.enumerated().filter { place, row in
      let next = shown.indices.contains(place + 1) ? shown[place + 1] : nil
      return !row.isHeading || !row.isSame || next?.isHeading == false
    }.map(\.element)
  }

  /// - Parameter areVersions: of one dossier: lines came and went. Between two dossiers nothing was taken out.
  private static func row(
    _ row: DossierComparison.Row, _ names: (String, String), areVersions: Bool, _ wording: Wording
  ) -> Row {
    let words = wording.catalogue
    switch row {
    case .item(let name, let number, let isLeft, let isRight):
      let mark = row.isSame ? [] : [words("compareOnlyIn", isLeft && !isRight ? names.0 : names.1)]
      return Row(
        label: "\(name[wording.language])\u{a0}\(number)", mark: mark, isHeading: true, cells: [])
    case .answer(let field, let left, let right):
      let (old, new) = (paragraphs(field, left, wording), paragraphs(field, right, wording))
      let (before, after) = areVersions ? marked(old, new) : (plain(old), plain(new))
      return Row(
        label: wording.label(of: field), mark: row.isSame ? [] : [words("compareDifferent")],
        isHeading: false,
        cells: [Cell(side: names.0, lines: before), Cell(side: names.1, lines: after)])
    }
  }

  private static func paragraphs(_ field: Field, _ answer: Answer?, _ wording: Wording) -> [String] {
    ReadingSection.lines(field, answer, in: wording).flatMap(\.paragraphs)
  }

  private static func plain(_ lines: [String]) -> [Line] {
    lines.map { Line(text: $0, isAdded: false, isRemoved: false) }
  }

  private static func marked(_ old: [String], _ new: [String]) -> ([Line], [Line]) {
    let (removed, added) = LineDifference.changed(from: old, to: new)
    return (
      old.enumerated().map { Line(text: $1, isAdded: false, isRemoved: removed.contains($0)) },
      new.enumerated().map { Line(text: $1, isAdded: added.contains($0), isRemoved: false) }
    )
  }
}
