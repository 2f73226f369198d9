package import Domain

/// What somebody typed into the form of a step that was refused.
package struct LabelStepDraft: Hashable, Sendable {
  /// The step, or `correct`.
  package var step = ""
  package var text = ""
  package var notice = NoticeDraft()
  package var perimeter = ""
  package var lead = ""
  /// The number of the event that a correction is about, and the day that it is moved to.
  package var event = ""
  package var day = ""
  package var signatoryName = ""
  package var signatoryFunction = ""

  package init() {}

  /// What was typed, to be read: for a page that has the form no more.
  func unsaved(in wording: Wording) -> [DecisionReading] {
    [
      ("labelText_reasons", text), ("labelField_facts", notice.facts), ("labelNewPerimeter", perimeter),
    ].filter { !$0.1.trimmed.isEmpty }.map { DecisionReading(wording.catalogue($0.0), $0.1) }
  }
}

/// The form of one step in the life of a label.
package struct LabelStepForm: Sendable {
  let title: String
  let help: String
  /// What to know before it is decided.
  let notes: [String]
  let action: String
  let isOpen: Bool
  let hidden: [Hidden]
  let text: [TextField]
  let signatory: [SignatoryField]
  let notice: [NoticeFields]
  let perimeter: [TextField]
  let leads: [Choices]
  let reports: [Choices]
  let hasReports: Bool

  struct Hidden: Sendable {
    let name: String
    let value: String
  }

  struct TextField: Sendable {
    let fieldID: String
    let fieldLabel: String
    let value: String
    let error: [String]
  }

  struct SignatoryField: Sendable {
    let fieldName: String
    let fieldID: String
    let fieldLabel: String
    let value: String
    let error: [String]
  }

  struct Choices: Sendable {
    let fieldID: String
    let options: [ChoiceOption]
  }

  struct NoticeFields: Sendable {
    let measures: [ChoiceOption]
    let measureError: [String]
    let grounds: [ChoiceOption]
    let groundError: [String]
    let facts: String
    let factsError: [String]
    let answerBy: String
    let answerByHelp: String
    let answerByError: [String]
  }

  /// The forms of every step that is possible now for who reads the page: what cannot happen has no button.
  static func all(
    _ file: LabelFile, _ setting: LabelFilePage.Setting, draft: LabelStepDraft, findings: [Finding], in wording: Wording
  ) -> [LabelStepForm] {
    LabelStep.allCases.compactMap { step -> [LabelStepForm]? in
      guard step.isOfTheHolder ? setting.mayHold : setting.mayManage, isPossible(step, file, setting) else {
        return nil
      }
      let kinds: [String?] =
        switch step {
        case .requestChange: setting.members.isEmpty ? ["perimeter"] : ["perimeter", "lead"]
        case .proposeRenewal: [LabelStep.renew.rawValue, LabelStep.refuseRenewal.rawValue]
        case .grant, .giveNotice, .answerNotice, .askForHearing, .recordHearing, .dropNotice, .suspend, .resume,
          .withdraw, .requestRenewal, .renew, .refuseRenewal, .relinquish, .grantChange, .refuseChange, .fileReport,
          .reviewReport, .annul:
          [nil]
        }
      return kinds.map { LabelStepForm(step, of: $0, file, setting, draft, findings, wording) }
    }.flatMap { $0 }
  }

  /// Asks the very rule that the operation asks, with words that stand for those that will be written.
  private static func isPossible(_ step: LabelStep, _ file: LabelFile, _ setting: LabelFilePage.Setting) -> Bool {
    let standing = file.standing
    guard step.states.contains(standing.state), file.problem(of: step, by: setting.reader) == nil else { return false }
    func allows(_ content: LabelContent) -> Bool { standing.problem(of: content) == nil }
    switch step {
    case .grant, .annul: return false
    case .giveNotice: return standing.notice == nil
    case .answerNotice: return allows(.answered(text: "-"))
    case .askForHearing: return allows(.hearingAsked)
    case .recordHearing: return allows(.hearingHeld(minutes: "-"))
    case .dropNotice: return allows(.noticeDropped(reasons: "-"))
    case .suspend: return allows(.suspended(reasons: "-", wasAnswered: false))
    case .withdraw: return allows(.withdrawn(reasons: "-", wasAnswered: false))
    case .resume: return allows(.resumed(reasons: "-"))
    case .requestRenewal: return allows(.renewalRequested(reasons: "-"))
    case .proposeRenewal, .renew, .refuseRenewal: return allows(.renewalRefused(reasons: "-"))
    case .relinquish: return allows(.relinquished(reasons: "-"))
    case .requestChange: return standing.change == nil
    case .grantChange, .refuseChange: return allows(.changeRefused(reasons: "-"))
    case .fileReport:
      guard let due = standing.reportDueOn, let opens = standing.reportOpensOn, standing.day >= opens else {
        return false
      }
      return allows(.reportFiled(due: due, dossier: file.dossier.id))
    case .reviewReport: return standing.reports.values.contains { !$0.isReviewed }
    }
  }

  /// What to know before a renewal is decided: what was proposed, and the reports that are missing.
  private static func notes(of step: LabelStep, _ standing: LabelStanding, _ wording: Wording) -> [String] {
    guard step == .proposeRenewal || step == .renew || step == .refuseRenewal else { return [] }
    let words = wording.catalogue
    let proposed = standing.renewalProposal.map { proposal in
      words(
        proposal.isFavourable ? "labelProposed_renew" : "labelProposed_refuseRenewal", wording.day(proposal.madeOn))
        + words("colon") + proposal.reasons
    }
    let missing = standing.missingReports.map(wording.day).joined(separator: ", ")
    let unread = standing.reports.filter { !$0.value.isReviewed }.keys.sorted().map(wording.day)
    let reports = [
      missing.isEmpty ? words("labelNoReportLate") : words("labelReportsLate", missing),
      unread.isEmpty ? nil : words("labelReportsUnread", unread.joined(separator: ", ")),
    ]
    return ([proposed] + reports).compactMap { $0 }
  }

  private init(
    _ step: LabelStep, of kind: String?, _ file: LabelFile, _ setting: LabelFilePage.Setting, _ draft: LabelStepDraft,
    _ findings: [Finding], _ wording: Wording
  ) {
    let words = wording.catalogue
    let key = [step.rawValue, kind].compactMap { $0 }.joined(separator: "-")
    let isRefused = draft.step == key
    func error(_ field: String) -> [String] {
      isRefused ? findings.filter { $0.field == field }.map(wording.finding) : []
    }
    func id(_ field: String) -> String { "\(key)-\(field)" }
    title = words("labelStep_\(key)")
    help = words("labelStepHelp_\(key)", "\(file.answerDays)")
    notes = LabelStepForm.notes(of: step, file.standing, wording)
    action = wording.path(.labelSteps(file.facts.territory))
    isOpen = isRefused
    var hidden = [Hidden(name: "step", value: key), Hidden(name: "version", value: "\(file.version)")]
    if step == .reviewReport, let due = file.standing.reports.filter({ !$0.value.isReviewed }).keys.min() {
      hidden.append(Hidden(name: "due", value: "\(due)"))
    }
    self.hidden = hidden
    let needsText = ![.giveNotice, .askForHearing, .fileReport].contains(step)
    text =
      needsText
      ? [
        TextField(
          fieldID: id("text"), fieldLabel: words(step.textKey), value: isRefused ? draft.text : "",
          error: error("text"))
      ] : []
    signatory =
      step.needsSignatory
      ? [("signatoryName", draft.signatoryName), ("signatoryFunction", draft.signatoryFunction)].map { name, typed in
        SignatoryField(
          fieldName: name, fieldID: id(name), fieldLabel: words(name), value: isRefused ? typed : "",
          error: error(name))
      } : []
    notice =
      step == .giveNotice
      ? [NoticeFields(file, isRefused ? draft.notice : NoticeDraft(), error: error, in: wording)] : []
    let current = file.perimeter.map(\.description).joined(separator: "\n")
    perimeter =
      kind == "perimeter"
      ? [
        TextField(
          fieldID: id("perimeter"), fieldLabel: words("labelNewPerimeter"),
          value: isRefused ? draft.perimeter : current,
          error: error("perimeter"))
      ] : []
    leads =
      kind == "lead"
      ? [
        Choices(
          fieldID: id("lead"),
          options: setting.members.map {
            ChoiceOption(value: "\($0.id)", label: $0.name, isSelected: "\($0.id)" == draft.lead)
          })
      ] : []
    reports =
      step == .fileReport && !setting.reports.isEmpty
      ? [
        Choices(
          fieldID: id("report"),
          options: setting.reports.map {
            ChoiceOption(
              value: "\($0.id)", label: "\($0.reference) · \(wording.moment($0.submittedAt))", isSelected: false)
          })
      ] : []
    hasReports = step != .fileReport || !setting.reports.isEmpty
  }
}

extension LabelStepForm.NoticeFields {
  init(_ file: LabelFile, _ draft: NoticeDraft, error: (String) -> [String], in wording: Wording) {
    let words = wording.catalogue
    let standing = file.standing
    measures = LabelNotice.Measure.allCases.map {
      ChoiceOption(
        value: $0.rawValue, label: words("labelMeasure_\($0.rawValue)"), isSelected: draft.measure == $0.rawValue)
    }
    measureError = error("measure")
    let last = LabelNotice.lastDayWhenIllegal(grantedOn: standing.grantedOn)
    let illegal = ChoiceOption(
      value: NoticeDraft.illegal, label: words("labelGround_illegalUntil", wording.day(last)),
      isSelected: draft.ground == NoticeDraft.illegal)
    grounds =
      (standing.day <= last ? [illegal] : [])
      + standing.act.conditions.map { condition in
        ChoiceOption(
          value: condition.id, label: wording.ground(.conditionFailed(condition: condition.id), of: standing.act),
          isSelected: draft.ground == condition.id)
      }
    groundError = error("ground")
    facts = draft.facts
    factsError = error("facts")
    answerBy = draft.answerBy.isEmpty ? "\(standing.day.adding(days: file.answerDays))" : draft.answerBy
    answerByHelp = words("labelAnswerByHelp", "\(file.answerDays)")
    answerByError = error("answerBy")
  }
}

extension LabelStep {
  /// The key of the label of its text.
  fileprivate var textKey: String {
    switch self {
    case .answerNotice: "labelText_answer"
    case .recordHearing: "labelText_minutes"
    case .reviewReport: "labelText_remarks"
    case .grant, .giveNotice, .askForHearing, .dropNotice, .suspend, .resume, .withdraw, .requestRenewal, .renew,
      .proposeRenewal, .refuseRenewal, .relinquish, .requestChange, .grantChange, .refuseChange, .fileReport, .annul:
      "labelText_reasons"
    }
  }
}
