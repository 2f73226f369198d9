import Domain

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
  let signatory: [String]
  /// Its letter as PDF.
  let letterHref: [String]
  /// That the letter was posted.
  let posted: [String]
  /// Where the service says that it posted the letter, which reaches nobody by mail.
  let post: [String]

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
        && (event.recorder == nil || event.recorder != setting.reader)
      let paper = file.papers.first { $0.number == event.number }
      let paperHref = wording.path(.labelPaper(file.facts.territory, event.number))
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
        isReplaced: replaced.contains(event.number), correction: mayCorrect ? [correction] : [],
        signatory: event.signatory.map { ["\(words("signedBy")) \($0.name), \($0.function)"] } ?? [],
        letterHref: paper?.document == nil ? [] : [paperHref],
        posted: paper?.postedAt.map { [words("labelPaperPosted", wording.moment($0))] } ?? [],
        post: setting.mayManage && paper?.awaitsPost ?? false ? [paperHref] : [])
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
    case .renewalProposed(let isFavourable, _):
      return words(isFavourable ? "labelStep_renew" : "labelStep_refuseRenewal")
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
