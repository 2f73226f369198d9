/// All that the service and the holder see of a label.
package struct LabelFile: Hashable, Sendable {
  package let facts: LabelFacts
  /// The dossier that the label was granted to.
  package let dossier: Dossier
  /// Every event that was recorded, also those that do not count any more.
  package let events: [LabelEvent]
  package let standing: LabelStanding
  /// The perimeter in force.
  package let perimeter: [PlaceCode]
  /// How many events there are: what a form that was drawn now says it was drawn from.
  package let version: Int
  /// The least number of days that the holder has to answer a notice.
  package let answerDays: Int
  /// The letters of its measures, by their events.
  package let papers: [LabelPaperState]

  package init(
    facts: LabelFacts, dossier: Dossier, events: [LabelEvent], standing: LabelStanding, perimeter: [PlaceCode],
    version: Int, answerDays: Int, papers: [LabelPaperState] = []
  ) {
    self.facts = facts
    self.dossier = dossier
    self.events = events
    self.standing = standing
    self.perimeter = perimeter
    self.version = version
    self.answerDays = answerDays
    self.papers = papers
  }

  /// The numbers of the events that do not count any more.
  package var replaced: Set<Int> { Set(events.compactMap(\.replaces)) }

  /// An event that counts and can be put right by the service: its day moved, or itself annulled. The grant stays; so does
  /// what the holder answered, the hearing that they asked for and their giving the label up, and all that they ask
  /// for as long as it is not decided: nobody takes it away by calling it a mistake.
  package func mayBeCorrected(_ event: LabelEvent) -> Bool {
    guard !replaced.contains(event.number) else { return false }
    switch event.content {
    case .granted, .annulled, .answered, .hearingAsked, .relinquished: return false
    case .renewalRequested: return standing.renewal != event.number
    case .changeRequested: return standing.change?.number != event.number
    case .reportFiled(let due, _): return standing.reports[due]?.isReviewed ?? true
    case .noticeGiven, .hearingHeld, .noticeDropped, .suspended, .resumed, .withdrawn, .renewalProposed, .renewed,
      .renewalRefused, .changeGranted, .changeRefused, .reportReviewed:
      return true
    }
  }

  /// What keeps somebody of the service from taking a step that is possible; nil when nothing does. A measure and a
  /// renewal take two people: whoever had a hand in what is decided on does not decide, and nothing is decided on what somebody wrote whom an
  /// interest binds by now.
  package func problem(of step: LabelStep, by person: ID<Person>?) -> LabelProblem? {
    let hands: Set<ID<Person>>
    switch step {
    case .suspend, .withdraw: hands = handsOnNotice
    case .renew, .refuseRenewal:
      guard let proposal = standing.renewalProposal, proposal.isFavourable == (step == .renew) else {
        return .noProposal
      }
      hands = Set(versions(of: proposal.number).flatMap(\.hands))
    case .grant, .giveNotice, .answerNotice, .askForHearing, .recordHearing, .dropNotice, .resume, .requestRenewal,
      .proposeRenewal, .relinquish, .requestChange, .grantChange, .refuseChange, .fileReport, .reviewReport, .annul:
      return nil
    }
    guard let person, !hands.contains(person) else { return .sameJudge }
    return hands.isDisjoint(with: dossier.conflicted) ? nil : .boundHand
  }

  /// Everybody who had a hand in the open notice, in its hearing, in an earlier measure on it, or in correcting any of these.
  private var handsOnNotice: Set<ID<Person>> {
    guard let notice = standing.notice else { return [] }
    let first = versions(of: notice.number).map(\.number).min() ?? notice.number
    let since = events.filter { $0.number >= first }
    let own = Set(since.filter(\.content.step.isOfANotice).map(\.number))
    return Set(
      since.filter { own.contains($0.number) || $0.replaces.map(own.contains) ?? false }.flatMap(\.hands))
  }

  /// An event with all that it was before it was put right.
  private func versions(of number: Int) -> [LabelEvent] {
    var found: [LabelEvent] = []
    var next: Int? = number
    while let event = events.first(where: { $0.number == next }) {
      found.append(event)
      next = event.replaces
    }
    return found
  }

  /// The same without what stays inside of the service, for the holder.
  package var withoutInternal: LabelFile {
    LabelFile(
      facts: facts, dossier: dossier, events: events.filter { !$0.content.step.isInternal }, standing: standing,
      perimeter: perimeter, version: version, answerDays: answerDays, papers: papers)
  }
}

/// A step that somebody takes, with what they wrote.
package enum LabelAction: Hashable, Sendable {
  case giveNotice(NoticeDraft)
  case answerNotice(String)
  case askForHearing
  case recordHearing(String)
  case dropNotice(String)
  case suspend(String)
  case resume(String)
  case withdraw(String)
  case requestRenewal(String)
  case proposeRenewal(isFavourable: Bool, String)
  case renew(String)
  case refuseRenewal(String)
  case relinquish(String)
  case requestChange(LabelChange, String)
  case grantChange(String)
  case refuseChange(String)
  case fileReport(ID<Dossier>)
  case reviewReport(due: Day, String)

  package var step: LabelStep {
    switch self {
    case .giveNotice: .giveNotice
    case .answerNotice: .answerNotice
    case .askForHearing: .askForHearing
    case .recordHearing: .recordHearing
    case .dropNotice: .dropNotice
    case .suspend: .suspend
    case .resume: .resume
    case .withdraw: .withdraw
    case .requestRenewal: .requestRenewal
    case .proposeRenewal: .proposeRenewal
    case .renew: .renew
    case .refuseRenewal: .refuseRenewal
    case .relinquish: .relinquish
    case .requestChange: .requestChange
    case .grantChange: .grantChange
    case .refuseChange: .refuseChange
    case .fileReport: .fileReport
    case .reviewReport: .reviewReport
    }
  }

  /// The words that must be written; nil where the step needs none.
  package var text: String? {
    switch self {
    case .giveNotice, .askForHearing, .fileReport: nil
    case .answerNotice(let text), .recordHearing(let text), .dropNotice(let text), .suspend(let text),
      .resume(let text), .withdraw(let text), .requestRenewal(let text), .proposeRenewal(_, let text), .renew(let text),
      .refuseRenewal(let text),
      .relinquish(let text), .requestChange(_, let text), .grantChange(let text), .refuseChange(let text),
      .reviewReport(_, let text):
      text
    }
  }

  /// What is recorded of it.
  package func content(
    for standing: LabelStanding, scheme: LabelScheme?, answerDays: Int
  ) throws(Refusal) -> LabelContent {
    if let text {
      let findings = LabelDraft.findings(in: text, field: "text")
      guard findings.isEmpty else { throw .invalid(findings) }
    }
    let wasAnswered = standing.notice?.answer != nil
    func words(_ text: String) -> String { LabelDraft.cleaned(text) }
    switch self {
    case .giveNotice(let draft):
      return .noticeGiven(try draft.notice(on: standing.day, answerDays: answerDays).get())
    case .answerNotice(let text): return .answered(text: words(text))
    case .askForHearing: return .hearingAsked
    case .recordHearing(let text): return .hearingHeld(minutes: words(text))
    case .dropNotice(let text): return .noticeDropped(reasons: words(text))
    case .suspend(let text): return .suspended(reasons: words(text), wasAnswered: wasAnswered)
    case .resume(let text): return .resumed(reasons: words(text))
    case .withdraw(let text): return .withdrawn(reasons: words(text), wasAnswered: wasAnswered)
    case .requestRenewal(let text): return .renewalRequested(reasons: words(text))
    case .proposeRenewal(let isFavourable, let text):
      return .renewalProposed(isFavourable: isFavourable, reasons: words(text))
    case .renew(let text):
      guard let scheme, let end = standing.endsOn else { throw .label(.noTerm) }
      return .renewed(term: scheme.term(from: end.adding(days: 1)), reasons: words(text))
    case .refuseRenewal(let text): return .renewalRefused(reasons: words(text))
    case .relinquish(let text): return .relinquished(reasons: words(text))
    case .requestChange(let change, let text): return .changeRequested(change, reasons: words(text))
    case .grantChange(let text):
      guard let asked = standing.change else { throw .label(.noChange) }
      return .changeGranted(asked.change, reasons: words(text))
    case .refuseChange(let text): return .changeRefused(reasons: words(text))
    case .fileReport(let dossier):
      guard let due = standing.reportDueOn, let opens = standing.reportOpensOn else { throw .label(.noReportDue) }
      guard standing.day >= opens else { throw .label(.reportNotOpen(opens)) }
      return .reportFiled(due: due, dossier: dossier)
    case .reviewReport(let due, let text): return .reportReviewed(due: due, remarks: words(text))
    }
  }
}

/// A letter about a label, to whoever leads it, or to those of the service who follow it.
package struct LabelLetter: Hashable, Sendable {
  package let facts: LabelFacts
  package let act: LabelAct
  package let subject: Subject
  /// How to challenge a decision that is not favourable; nil where there is none to challenge.
  package let appeal: LocalisedText?
  /// Where the site is reached, for the link.
  package let site: String
  /// The holder did something, and the service is told.
  package let isToService: Bool
  /// Who signs it, where it is a decision.
  package let signatory: Decision.Signatory?
  /// The notice that a measure rests on.
  package let notice: LabelNotice?

  package init(
    facts: LabelFacts, act: LabelAct, subject: Subject, appeal: LocalisedText? = nil, site: String,
    isToService: Bool = false, signatory: Decision.Signatory? = nil, notice: LabelNotice? = nil
  ) {
    self.signatory = signatory
    self.notice = notice
    self.isToService = isToService
    self.appeal = appeal
    self.facts = facts
    self.act = act
    self.subject = subject
    self.site = site
  }

  /// What it tells: a step, or what the clock brings.
  package enum Subject: Hashable, Sendable {
    case event(LabelContent)
    case milestone(LabelMilestone.Kind)
  }
}

/// A certificate as it is printed.
package struct LabelCertificate: Hashable, Sendable {
  package let facts: LabelFacts
  package let perimeter: [PlaceCode]
  /// Where the site is reached: the certificate says where it can be verified.
  package let site: String

  package init(facts: LabelFacts, perimeter: [PlaceCode], site: String) {
    self.facts = facts
    self.perimeter = perimeter
    self.site = site
  }
}
