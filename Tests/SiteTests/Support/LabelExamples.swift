import Domain
import Foundation
import Site

/// The pages of labels, in every state and for everybody who reads them.
struct LabelExamples {
  typealias V = ExampleValues

  let base: PrivateExamples
  let wording: Wording

  static let act = LabelAct(
    term: LabelTerm(startsOn: V.day(1), endsOn: V.day(1).adding(months: 36)), reviewMonths: 12, renewalMonths: 6,
    conditions: [LabelCondition(id: "report", title: V.both("B"), text: V.both("C"))])
  static let notice = LabelNotice(
    measure: .withdrawal, ground: .conditionFailed(condition: "report"), facts: V.hostile, answerBy: V.day(5))

  /// - Parameter after: how many days after the grant the others begin.
  static func events(_ contents: [LabelContent], act: LabelAct = act, after: Int = 0) -> [LabelEvent] {
    ([.granted(act: act)] + contents).enumerated().map { index, content in
      LabelEvent(
        number: index + 1, day: V.day(1).adding(days: index * 20 + (index == 0 ? 0 : after)), recordedAt: V.moment,
        author: V.identity(7),
        content: content,
        signatory: content.step.needsSignatory ? .init(name: V.hostile, function: V.hostile) : nil)
    }
  }

  /// A label after some events.
  /// - Parameter months: how long after its grant it is looked at.
  static func file(
    _ contents: [LabelContent], months: Int = 4, act: LabelAct = act, code: Bool = true, correcting: Bool = false,
    after: Int = 0
  ) -> LabelFile? {
    var events = events(contents, act: act, after: after)
    if correcting, let last = events.last {
      events.append(
        LabelEvent(
          number: events.count + 1, day: last.day, recordedAt: V.moment, author: nil, replaces: last.number,
          content: .annulled(reasons: V.hostile)))
    }
    guard let standing = LabelLife(events).standing(on: V.day(1).adding(months: months)) else { return nil }
    let facts = LabelFacts(
      territory: V.identity(2), slug: V.territory.slug, name: V.hostile, wave: V.summary.wave, standing: standing,
      code: code ? VerificationCode(secret: "x") : nil, isExample: true)
    return LabelFile(
      facts: facts, dossier: ExampleDossiers.file(.published).dossier, events: events, standing: standing,
      perimeter: V.summary.perimeter, version: events.count, answerDays: 15)
  }

  static func facts(_ state: LabelState) -> LabelFacts? {
    switch state {
    case .relinquished: file([.relinquished(reasons: "-")])?.facts
    case .suspended: file(suspension)?.facts
    case .granted, .active, .reportLate, .underNotice, .renewalRequested, .expired, .withdrawn: file([])?.facts
    }
  }

  static let suspension: [LabelContent] = [
    .noticeGiven(notice), .answered(text: V.hostile), .suspended(reasons: V.hostile, wasAnswered: true),
  ]

  static func status(_ wording: Wording) -> LabelStatus? {
    facts(.active).map { LabelStatus($0, history: [.init(step: .grant, day: V.day(1))], in: wording) }
  }

  static func endedStatus(_ wording: Wording) -> LabelStatus? {
    file([.relinquished(reasons: "-")], act: .unstated, code: false).map {
      LabelStatus($0.facts, history: [], in: wording)
    }
  }

  static let entry = RegisterEntry(
    slug: V.territory.slug, name: V.hostile, wave: V.summary.wave, labelledOn: V.day(1),
    period: LabelPeriod(mark: .suspended, from: V.day(1), until: nil, perimeter: nil),
    perimeter: (1...5).map { PlaceCode(level: .municipality, code: "9000\($0)") }, isExample: true)

  static func letter(_ subject: LabelLetter.Subject, appeal: LocalisedText? = nil, isToService: Bool = false)
    -> LabelLetter
  {
    let file = file([])
    let standing = LabelLife(events([])).standing(on: V.day(2))
    let plain = standing.map {
      LabelFacts(
        territory: V.identity(2), slug: V.territory.slug, name: V.hostile, wave: V.summary.wave, standing: $0,
        code: nil, isExample: true)
    }
    guard let facts = file?.facts ?? plain else { preconditionFailure("no label") }
    return LabelLetter(
      facts: facts, act: act, subject: subject, appeal: appeal, site: "https://exemple.example",
      isToService: isToService)
  }

  /// A measure that is signed and rests on a notice.
  static let measure: LabelLetter = {
    let plain = letter(.event(.suspended(reasons: V.hostile, wasAnswered: true)), appeal: V.both("R"))
    return LabelLetter(
      facts: plain.facts, act: act, subject: plain.subject, appeal: plain.appeal, site: plain.site,
      signatory: .init(name: V.hostile, function: V.hostile), notice: notice)
  }()

  /// The letters of a suspension: one to be posted, one that was, one that is made.
  static func withPapers(_ file: LabelFile?) -> LabelFile? {
    let document = SubmissionDocument(digest: "0a", size: 10)
    return file.map { file in
      LabelFile(
        facts: file.facts, dossier: file.dossier, events: file.events, standing: file.standing,
        perimeter: file.perimeter, version: file.version, answerDays: file.answerDays,
        papers: [
          LabelPaperState(
            number: 2, orderedAt: V.moment, document: document, isByPost: true, postedAt: V.moment),
          LabelPaperState(number: 4, orderedAt: V.moment, document: nil, isByPost: true),
        ])
    }
  }

  private func page(
    _ name: String, _ file: LabelFile?, hold: Bool = false, manage: Bool = false, draft: LabelStepDraft = .init(),
    refusal: Refusal? = nil, full: Bool = true
  ) throws -> PageExample {
    guard let file else { throw Refusal.notFound }
    var setting = LabelFilePage.Setting(csrf: "token")
    (setting.mayHold, setting.mayManage, setting.mayList) = (hold, manage, manage)
    setting.hasCertificate = full
    setting.isSaved = full
    setting.reader = V.identity(9)
    setting.site = "https://exemple.example"
    if full {
      setting.members = [try ReviewExamples.person()]
      setting.reports = [ReportListing(id: V.identity(5), reference: "FI-0001", submittedAt: V.moment)]
    }
    return try base.example(
      name, LabelFilePage(file, setting, draft: draft, refusal: refusal, in: wording), .labelOf(V.identity(2)))
  }

  func all() throws -> [PageExample] {
    var draft = LabelStepDraft()
    draft.text = V.hostile
    draft.notice = NoticeDraft(measure: "withdrawal", ground: "report", facts: V.hostile, answerBy: V.hostile)
    (draft.perimeter, draft.lead, draft.event, draft.day) = (
      V.hostile, "\(V.identity(9) as ID<Person>)", "2", V.hostile
    )
    func of(_ step: String) -> LabelStepDraft {
      var copy = draft
      copy.step = step
      return copy
    }
    func missing(_ fields: String...) -> Refusal { .invalid(fields.map { .init(field: $0, problem: .missing) }) }
    let asked: [LabelContent] = [.noticeGiven(LabelExamples.notice), .hearingAsked]
    let heard = asked + [.hearingHeld(minutes: V.hostile)]
    let change: [LabelContent] = [
      .changeRequested(.perimeter(V.summary.perimeter), reasons: V.hostile),
      .changeGranted(.perimeter(V.summary.perimeter), reasons: V.hostile),
      .changeRequested(.lead(V.identity(9)), reasons: V.hostile), .renewalRequested(reasons: "-"),
    ]
    typealias L = LabelExamples
    let renewal: [LabelContent] = [.renewalRequested(reasons: V.hostile)]
    let proposed = renewal + [.renewalProposed(isFavourable: true, reasons: V.hostile)]
    let refusing = renewal + [.renewalProposed(isFavourable: false, reasons: V.hostile)]
    return [
      try page("label of its holder", L.file([]), hold: true),
      try page("label of its holder, nothing else", L.file([], months: 13), hold: true, full: false),
      try page(
        "refused change", L.file([]), hold: true, draft: of("requestChange-perimeter"),
        refusal: missing("perimeter", "text")),
      try page("label whose report is due", L.file([], months: 12), hold: true),
      try page("refused step", L.file([]), hold: true, refusal: .label(.noReportDue)),
      try page("label for the service", L.file([]), manage: true, full: false),
      try page(
        "refused notice", L.file([]), manage: true, draft: of("giveNotice"),
        refusal: missing("measure", "ground", "facts", "answerBy")),
      try page(
        "answer to a notice that was dropped", L.file([]), hold: true, draft: of("answerNotice"),
        refusal: .changedMeanwhile),
      try page("notice that was not answered", L.file(asked, months: 6), manage: true),
      try page("notice with a hearing", L.file(heard, months: 4), hold: true),
      try page(
        "answered notice", L.file([.noticeGiven(L.notice), .answered(text: V.hostile)], months: 6), manage: true),
      try page("suspended label", L.withPapers(L.file(L.suspension)), manage: true),
      try page(
        "refused withdrawal", L.file([.noticeGiven(L.notice), .answered(text: V.hostile)], months: 6), manage: true,
        draft: of("withdraw"), refusal: missing("text", "signatoryName")),
      try page(
        "suspended label, refused", L.file(L.suspension), manage: true, draft: of("correct"),
        refusal: missing("day", "text")),
      try page(
        "renewal to be examined, refused", L.file(renewal, months: 35, after: 960), manage: true,
        draft: of("proposeRenewal-refuseRenewal"), refusal: missing("text")),
      try page("renewal to be decided", L.file(proposed, months: 35, after: 960), manage: true),
      try page("refusal of a renewal to be decided", L.file(refusing, months: 35, after: 960), manage: true),
      try page("changed label", L.file(change), manage: true),
      try page("corrected label", L.file([.relinquished(reasons: V.hostile)], correcting: true), manage: true),
      try page("old label", L.file([], act: .unstated, code: false), manage: true),
      try base.example(
        "labels",
        LabelsPage(
          base.page([
            LabelListing(
              territory: V.identity(2), slug: V.territory.slug, name: V.hostile, state: .active, labelledOn: V.day(1),
              endsOn: nil, dueOn: nil, isExample: true),
            LabelListing(
              territory: V.identity(3), slug: V.territory.slug, name: "x", state: .suspended, labelledOn: V.day(1),
              endsOn: V.day(4), dueOn: V.day(3), isExample: false),
          ]), state: .active, in: wording), .labels),
      try base.example("no label", LabelsPage(base.page([]), state: nil, in: wording), .labels),
    ]
  }
}
