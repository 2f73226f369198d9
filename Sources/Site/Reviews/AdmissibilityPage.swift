package import Domain

/// The admissibility checklist of a dossier.
package struct AdmissibilityPage: PageModel {
  package static let template = "Reviews/admissibility"

  let title: String
  let reference: String
  let queueHref: String
  let examinationHref: String
  let action: String
  let csrf: String
  let progress: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let isSaved: Bool
  /// Whether the reader may only look.
  let isLocked: Bool
  let items: [Item]

  struct Item: Sendable {
    let id: String
    let itemTitle: String
    let help: [String]
    let choices: [FieldItem.Option]
    let remark: String
    let verdictError: [String]
    let remarkError: [String]
    let answered: [String]
    /// What stood there when the form was drawn.
    let drawnVerdict: String
    let drawnRemark: String
    /// What somebody else answered since.
    let overtaken: [String]
  }

  /// - Parameters:
  ///   - draft: what was ticked and not taken.
  ///   - refusal: why.
  package init(
    _ checklist: AdmissibilityChecklist, of dossier: Dossier, draft: AdmissibilityDraft? = nil,
    refusal: Refusal? = nil, isSaved: Bool = false, mayAnswer: Bool, csrf: String, in wording: Wording
  ) {
    let (words, language) = (wording.catalogue, wording.language)
    title = dossier.title
    reference = dossier.reference
    queueHref = wording.path(.queue)
    examinationHref = wording.path(.examination(dossier.id))
    action = wording.path(.admissibility(dossier.id))
    self.csrf = csrf
    progress = wording.admissibilityProgress(checklist)
    self.isSaved = isSaved
    isLocked = !mayAnswer
    let titles = Dictionary(checklist.lines.map { ($0.item.id, $0.item.title[language]) }) { first, _ in first }
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    let known = checklist.lines.map(\.item)
    // What was not changed in the form is shown as it stands now.
    let changed = Set(draft?.changed(of: known).map(\.id) ?? [])
    let overtaken = Set(draft?.overtaken(of: known, by: checklist.answers).map(\.id) ?? [])
    errors =
      findings.isEmpty
      ? refusal.map { refusal in
        [
          LinkItem(
            href: known.first { overtaken.contains($0.id) }.map { "#verdict-\($0.id)" } ?? "#main",
            label: wording.refusal(refusal))
        ]
      } ?? []
      : findings.map { finding in
        let item = finding.field.split(separator: "-", maxSplits: 1).last.map(String.init) ?? ""
        return LinkItem(
          href: "#\(finding.field)", label: (titles[item] ?? "") + words("colon") + wording.finding(finding))
      }
    hasErrors = !errors.isEmpty
    items = checklist.lines.map { line in
      let isOvertaken = overtaken.contains(line.item.id)
      let typed = changed.contains(line.item.id) ? draft?.entries[line.item.id] : nil
      let present = AdmissibilityDraft.Entry(line.answer)
      let drawn = typed == nil || isOvertaken ? present : draft?.before[line.item.id] ?? present
      func errors(_ kind: String) -> [String] {
        findings.filter { $0.field == "\(kind)-\(line.item.id)" }.map(wording.finding)
      }
      return Item(
        id: line.item.id, itemTitle: line.item.title[language],
        help: line.item.help.map { [$0[language]] } ?? [],
        choices: AdmissibilityPage.choices(
          of: line.item.id, chosen: typed == nil ? line.answer?.verdict : typed?.verdict, in: wording),
        remark: typed?.remark ?? line.answer?.remark ?? "", verdictError: errors("verdict"),
        remarkError: errors("remark"), answered: line.answer.map { [AdmissibilityPage.told($0, wording)] } ?? [],
        drawnVerdict: drawn.verdict?.rawValue ?? "", drawnRemark: drawn.remark,
        overtaken: isOvertaken ? [AdmissibilityPage.told(present, wording)] : [])
    }
  }

  private static func choices(
    of item: String, chosen: AdmissibilityAnswer.Verdict?, in wording: Wording
  ) -> [FieldItem.Option] {
    let verdicts = AdmissibilityAnswer.Verdict.allCases.map { ($0 as AdmissibilityAnswer.Verdict?) } + [nil]
    return verdicts.map { verdict in
      let value = verdict?.rawValue ?? ""
      return FieldItem.Option(
        fieldName: "verdict.\(item)", optionID: "\(item)-\(verdict?.rawValue ?? "open")", value: value,
        label: wording.catalogue("verdict_\(verdict?.rawValue ?? "open")"), isSelected: chosen == verdict)
    }
  }

  private static func told(_ present: AdmissibilityDraft.Entry, _ wording: Wording) -> String {
    let verdict = wording.catalogue("verdict_\(present.verdict?.rawValue ?? "open")")
    let said = present.remark.isEmpty ? verdict : verdict + wording.catalogue("colon") + present.remark
    return wording.catalogue("admissibilityMeanwhile", said)
  }

  private static func told(_ answer: AdmissibilityAnswer, _ wording: Wording) -> String {
    wording.catalogue(
      "admissibilityBy", answer.author?.name ?? wording.catalogue("somebody"), wording.moment(answer.answeredAt))
  }
}
