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

  package init() {}
}

/// The form of one step in the life of a label.
package struct LabelStepForm: Sendable {
  let title: String
  let help: String
  let action: String
  let isOpen: Bool
  let hidden: [Hidden]
  let text: [TextField]
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
      guard step == .requestChange else {
        return [LabelStepForm(step, of: nil, file, setting, draft, findings, wording)]
      }
      return [
        LabelStepForm(step, of: "perimeter", file, setting, draft, findings, wording),
        LabelStepForm(step, of: "lead", file, setting, draft, findings, wording),
      ].filter { $0.leads.isEmpty || !setting.members.isEmpty }
    }.flatMap { $0 }
  }

  /// Asks the very rule that the operation asks, with words that stand for those that will be written.
  private static func isPossible(_ step: LabelStep, _ file: LabelFile, _ setting: LabelFilePage.Setting) -> Bool {
    let standing = file.standing
    guard step.states.contains(standing.state) else { return false }
    func allows(_ content: LabelContent) -> Bool { standing.problem(of: content) == nil }
    switch step {
    case .grant, .annul: return false
    case .giveNotice: return standing.notice == nil
    case .answerNotice: return allows(.answered(text: "-"))
    case .askForHearing: return allows(.hearingAsked)
    case .recordHearing: return allows(.hearingHeld(minutes: "-"))
    case .dropNotice: return allows(.noticeDropped(reasons: "-"))
    case .suspend: return allows(.suspended(reasons: "-", wasAnswered: false)) && isOther(standing, setting)
    case .withdraw: return allows(.withdrawn(reasons: "-", wasAnswered: false)) && isOther(standing, setting)
    case .resume: return allows(.resumed(reasons: "-"))
    case .requestRenewal: return allows(.renewalRequested(reasons: "-"))
    case .renew, .refuseRenewal: return allows(.renewalRefused(reasons: "-"))
    case .relinquish: return allows(.relinquished(reasons: "-"))
    case .requestChange: return standing.change == nil
    case .grantChange, .refuseChange: return allows(.changeRefused(reasons: "-"))
    case .fileReport:
      return standing.reportDueOn.map { allows(.reportFiled(due: $0, dossier: file.dossier.id)) } ?? false
    case .reviewReport: return standing.reports.values.contains { !$0.isReviewed }
    }
  }

  /// Whoever gave the notice does not decide on it.
  private static func isOther(_ standing: LabelStanding, _ setting: LabelFilePage.Setting) -> Bool {
    setting.reader != nil && setting.reader != standing.notice?.author
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
      .refuseRenewal, .relinquish, .requestChange, .grantChange, .refuseChange, .fileReport, .annul:
      "labelText_reasons"
    }
  }
}

/// A line of the history of a label, with the form that puts it right.
package struct LabelEventItem: Sendable {
  let number: String
  let day: String
  let title: String
  let detail: [String]
  let text: [String]
  let recordedAt: String
  let isReplaced: Bool
  let correction: [Correction]

  struct Correction: Sendable {
    let summary: String
    let isOpen: Bool
    let dayID: String
    let dayValue: String
    let dayError: [String]
    let textID: String
    let textValue: String
    let textError: [String]
  }

  static func all(
    _ file: LabelFile, _ setting: LabelFilePage.Setting, draft: LabelStepDraft, findings: [Finding], in wording: Wording
  ) -> [LabelEventItem] {
    let words = wording.catalogue
    let replaced = file.replaced
    return file.events.sorted { ($0.day, $0.number) > ($1.day, $1.number) }.map { event in
      let isRefused = draft.step == "correct" && draft.event == "\(event.number)"
      func error(_ field: String) -> [String] {
        isRefused ? findings.filter { $0.field == field }.map(wording.finding) : []
      }
      let mayCorrect =
        setting.mayManage && file.mayBeCorrected(event)
        && (event.author == nil || event.author != setting.reader)
      let correction = Correction(
        summary: words("labelCorrect", words("labelEvent_\(event.content.step.rawValue)")), isOpen: isRefused,
        dayID: isRefused ? "correct-day" : "correct-\(event.number)-day", dayValue: isRefused ? draft.day : "",
        dayError: error("day"), textID: isRefused ? "correct-text" : "correct-\(event.number)-text",
        textValue: isRefused ? draft.text : "", textError: error("text"))
      return LabelEventItem(
        number: "\(event.number)", day: wording.day(event.day),
        title: words("labelEvent_\(event.content.step.rawValue)"),
        detail: detail(event, file, wording).map { [$0] } ?? [], text: event.content.text.map { [$0] } ?? [],
        recordedAt: words("labelRecordedAt", wording.moment(event.recordedAt)),
        isReplaced: replaced.contains(event.number), correction: mayCorrect ? [correction] : [])
    }
  }

  private static func detail(_ event: LabelEvent, _ file: LabelFile, _ wording: Wording) -> String? {
    let words = wording.catalogue
    if case .annulled = event.content {
      return event.replaces.map { words("labelReplaces", "\($0)") }
    }
    switch event.content {
    case .noticeGiven(let notice):
      return words(
        "labelNoticeDetail", words("labelMeasure_\(notice.measure.rawValue)"),
        wording.ground(notice.ground, of: file.standing.act), wording.day(notice.answerBy))
    case .suspended(_, let wasAnswered), .withdrawn(_, let wasAnswered):
      return words(wasAnswered ? "labelWasAnswered" : "labelWasNotAnswered")
    case .renewed(let term, _): return words("labelTerm", wording.day(term.startsOn), wording.day(term.endsOn))
    case .changeRequested(.perimeter(let codes), _), .changeGranted(.perimeter(let codes), _):
      return codes.map(wording.place).joined(separator: ", ")
    case .changeRequested(.lead, _), .changeGranted(.lead, _): return words("labelChangeLead")
    case .reportFiled(let due, _), .reportReviewed(let due, _): return words("labelReportOf", wording.day(due))
    case .granted, .answered, .hearingAsked, .hearingHeld, .noticeDropped, .resumed, .renewalRequested,
      .renewalRefused, .relinquished, .changeRefused, .annulled:
      return event.replaces.map { words("labelReplaces", "\($0)") }
    }
  }
}
