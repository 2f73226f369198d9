/// Where a label stands on a day, with all that its state follows from.
package struct LabelStanding: Hashable, Sendable {
  package let act: LabelAct
  package let grantedOn: Day
  package private(set) var day: Day
  /// The last day of its term; nil where no term was stated.
  package private(set) var endsOn: Day?
  package private(set) var notice: OpenNotice?
  package private(set) var suspendedOn: Day?
  /// The number of a request for renewal that is not decided.
  package private(set) var renewal: Int?
  /// What was proposed last about that request.
  package private(set) var renewalProposal: RenewalProposal?
  package private(set) var change: OpenChange?
  /// The perimeter since a change; nil for that of the grant.
  package private(set) var perimeter: [PlaceCode]?
  /// The reports that were filed, by the day on which they were due.
  package private(set) var reports: [Day: Report] = [:]
  private var end: (state: LabelState, day: Day)?

  /// A notice that is not decided.
  package struct OpenNotice: Hashable, Sendable {
    package let number: Int
    package let givenOn: Day
    package let notice: LabelNotice
    package fileprivate(set) var answer: String?
    package fileprivate(set) var isHearingAsked = false
    package fileprivate(set) var isHearingHeld = false

    /// Whether its holder was heard: the time that they were given is over, and a hearing that they asked for was held.
    /// An answer does not end that time: a hearing can still be asked for.
    package func isHeard(on day: Day) -> Bool {
      day > notice.answerBy && (!isHearingAsked || isHearingHeld)
    }
  }

  /// What somebody who examined a request for renewal proposes to whoever decides on it.
  package struct RenewalProposal: Hashable, Sendable {
    package let number: Int
    package let madeOn: Day
    package let isFavourable: Bool
    package let reasons: String
  }

  package struct OpenChange: Hashable, Sendable {
    package let number: Int
    package let change: LabelChange
  }

  package struct Report: Hashable, Sendable {
    package let dossier: ID<Dossier>
    package let filedOn: Day
    package fileprivate(set) var isReviewed = false
  }

  init(act: LabelAct, grantedOn day: Day) {
    self.act = act
    grantedOn = day
    self.day = day
    endsOn = act.term?.endsOn
  }

  package static func == (left: LabelStanding, right: LabelStanding) -> Bool {
    left.act == right.act && left.day == right.day && left.state == right.state && left.endsOn == right.endsOn
      && left.notice == right.notice && left.renewal == right.renewal && left.change == right.change
      && left.renewalProposal == right.renewalProposal && left.perimeter == right.perimeter
      && left.reports == right.reports
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(day)
    hasher.combine(state)
  }

  /// The same label on a later day, if nothing but time passes.
  func on(_ day: Day) -> LabelStanding {
    var later = self
    later.day = day
    return later
  }

  package var state: LabelState {
    if let end, end.day <= day { return end.state }
    if let endsOn, day > endsOn, renewal == nil { return .expired }
    if suspendedOn != nil { return .suspended }
    if notice != nil { return .underNotice }
    if renewal != nil { return .renewalRequested }
    if let due = reportDueOn, due < day { return .reportLate }
    return .active
  }

  /// Since when it is over, where it is.
  package var endedOn: Day? {
    if let end, end.day <= day { return end.day }
    if let endsOn, day > endsOn, renewal == nil { return endsOn.adding(days: 1) }
    return nil
  }

  package var givesAcceleratedTrack: Bool { state.givesAcceleratedTrack }

  /// The first report that is due and not filed; none is due on or after the end of the term.
  package var reportDueOn: Day? {
    guard let months = act.reviewMonths, months > 0 else { return nil }
    var count = 1
    while true {
      let due = grantedOn.adding(months: months * count)
      if let endsOn, due > endsOn, renewal == nil { return nil }
      if reports[due] == nil { return due }
      count += 1
    }
  }

  /// The first day on which that report can be filed: the day of the reminder, so that it tells of the year.
  package var reportOpensOn: Day? { reportDueOn.map { $0.adding(days: -LabelMilestone.daysOfReminder) } }

  /// The days that have passed by which a report was due that was not filed.
  package var missingReports: [Day] {
    guard let months = act.reviewMonths, months > 0 else { return [] }
    var missing: [Day] = []
    var due = grantedOn.adding(months: months)
    var count = 1
    while due < day, endsOn.map({ due <= $0 }) ?? true || renewal != nil {
      if reports[due] == nil { missing.append(due) }
      count += 1
      due = grantedOn.adding(months: months * count)
    }
    return missing
  }

  /// The first day on which a renewal can be asked for.
  package var renewalOpensOn: Day? {
    guard let endsOn, let months = act.renewalMonths else { return nil }
    return endsOn.adding(months: -months)
  }

  /// What keeps an event from happening now; nil when nothing does.
  package func problem(of content: LabelContent) -> LabelProblem? {
    let step = content.step
    if case .annulled = content { return nil }
    guard step.states.contains(state) else { return .notPossible(step, state) }
    switch content {
    case .granted, .annulled, .resumed, .relinquished: return nil
    case .noticeGiven(let notice): return problem(of: notice)
    case .answered:
      guard let open = notice else { return .noNotice }
      if open.answer != nil { return .alreadyAnswered }
      return day > open.notice.answerBy ? .timePassed(open.notice.answerBy) : nil
    case .hearingAsked:
      guard let open = notice else { return .noNotice }
      if open.isHearingAsked { return .alreadyAnswered }
      return day > open.notice.answerBy ? .timePassed(open.notice.answerBy) : nil
    case .hearingHeld:
      guard let open = notice, open.isHearingAsked, !open.isHearingHeld else { return .noHearing }
      return nil
    case .noticeDropped: return notice == nil ? .noNotice : nil
    case .suspended, .withdrawn: return problemOfMeasure(step)
    case .renewalRequested: return problemOfRenewal
    case .renewed(let term, _):
      return term.startsOn == endsOn?.adding(days: 1) && term.endsOn >= day && term.endsOn > term.startsOn
        ? nil : .wrongTerm
    case .renewalProposed, .renewalRefused: return nil
    case .changeRequested: return change == nil ? nil : .changePending
    case .changeGranted(let granted, _): return change?.change == granted ? nil : .noChange
    case .changeRefused: return change == nil ? .noChange : nil
    case .reportFiled(let due, _):
      return due == reportDueOn && due.adding(months: -(act.reviewMonths ?? 0)) <= day ? nil : .noReportDue
    case .reportReviewed(let due, _):
      return reports[due].map { $0.isReviewed ? .noReportDue : nil } ?? .noReportDue
    }
  }

  private func problem(of notice: LabelNotice) -> LabelProblem? {
    if self.notice != nil { return .noticePending }
    switch notice.ground {
    case .illegal:
      let last = LabelNotice.lastDayWhenIllegal(grantedOn: grantedOn)
      // The holder must have time to answer before the last day on which it can be decided.
      return notice.answerBy >= last ? .tooLateWhenIllegal(last) : nil
    case .conditionFailed(let id): return act.condition(id) == nil ? .noSuchCondition : nil
    }
  }

  private func problemOfMeasure(_ step: LabelStep) -> LabelProblem? {
    guard let open = notice else { return .noNotice }
    if open.isHearingAsked, !open.isHearingHeld { return .hearingPending }
    guard open.isHeard(on: day) else { return .answerPending(open.notice.answerBy) }
    guard step == .withdraw else { return nil }
    if open.notice.measure != .withdrawal { return .notAnnounced }
    if case .illegal = open.notice.ground {
      let last = LabelNotice.lastDayWhenIllegal(grantedOn: grantedOn)
      if day > last { return .tooLateWhenIllegal(last) }
    }
    return nil
  }

  private var problemOfRenewal: LabelProblem? {
    guard let opens = renewalOpensOn else { return .noTerm }
    if renewal != nil { return .renewalPending }
    return day < opens ? .renewalNotOpen(opens) : nil
  }

  mutating func take(_ event: LabelEvent) {
    day = event.day
    switch event.content {
    case .granted, .annulled: break
    case .noticeGiven(let given):
      notice = OpenNotice(number: event.number, givenOn: event.day, notice: given)
    case .answered(let text): notice?.answer = text
    case .hearingAsked: notice?.isHearingAsked = true
    case .hearingHeld: notice?.isHearingHeld = true
    case .noticeDropped: notice = nil
    case .suspended:
      notice = nil
      suspendedOn = event.day
    case .resumed: suspendedOn = nil
    case .withdrawn: end = (.withdrawn, event.day)
    case .relinquished: end = (.relinquished, event.day)
    case .renewalRequested: renewal = event.number
    case .renewalProposed(let isFavourable, let reasons):
      renewalProposal = RenewalProposal(
        number: event.number, madeOn: event.day, isFavourable: isFavourable, reasons: reasons)
    case .renewed(let term, _):
      (renewal, renewalProposal) = (nil, nil)
      endsOn = term.endsOn
    case .renewalRefused:
      (renewal, renewalProposal) = (nil, nil)
      // A label whose term has run out meanwhile ends with the day of the refusal.
      endsOn = endsOn.map { max($0, event.day) }
    case .changeRequested(let asked, _): change = OpenChange(number: event.number, change: asked)
    case .changeGranted(let granted, _):
      change = nil
      if case .perimeter(let codes) = granted { perimeter = codes }
    case .changeRefused: change = nil
    case .reportFiled(let due, let dossier): reports[due] = Report(dossier: dossier, filedOn: event.day)
    case .reportReviewed(let due, _): reports[due]?.isReviewed = true
    }
  }
}
