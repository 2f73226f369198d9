package import Domain
package import Foundation

/// A session as whoever leads it works: who is there, the item of the moment, its vote, its conclusion.
package struct JuryDeskPage: PageModel {
  package static let template = "Jury/desk"

  let title: String
  let state: String
  let juryHref: String
  let deskHref: String
  /// What the page shows, as a digest: it is redrawn where that changed.
  let mark: String
  let asOf: String
  let rule: String
  let errors: [LinkItem]
  let hasErrors: Bool
  /// What was typed into a form that the page has no more.
  let unsaved: [DecisionReading]
  let hasUnsaved: Bool
  let csrf: String
  let version: String
  let stepAction: String
  let steps: [ChoiceOption]
  let attendanceAction: String
  let members: [MemberLine]
  let mayNote: Bool
  let itemAction: String
  let departAction: String
  let notices: [String]
  let now: [Now]
  let agenda: [AgendaLine]
  let leftOut: [String]

  struct MemberLine: Sendable {
    let person: String
    let name: String
    let part: String
    let attendance: String
    let choices: [ChoiceOption]
  }

  struct Now: Sendable {
    let item: String
    let round: String
    let heading: String
    let itemState: String
    let facts: [JuryPage.Fact]
    let hasFacts: Bool
    let quorum: String
    let isQuorate: Bool
    let present: String
    let recused: [String]
    let absent: [String]
    let ballots: [ChoiceOption]
    let isDiscussed: Bool
    let counting: [String]
    let results: [JuryResultItem]
    let casting: [Casting]
    let awaited: [String]
    let closing: [Reason]
    let puttingOff: [Reason]
    let leavers: [ChoiceOption]
    let hasLeavers: Bool
  }

  struct Casting: Sendable {
    let choices: [ChoiceOption]
    let choiceError: [String]
    let castingText: String
    let castingError: [String]
  }

  struct Reason: Sendable {
    let help: String
    let text: String
    let isTyped: Bool
    let reasonError: [String]

    init(help: String, text: String, reasonError: [String]) {
      self.help = help
      self.text = text
      self.reasonError = reasonError
      isTyped = !text.isEmpty || !reasonError.isEmpty
    }
  }

  struct AgendaLine: Sendable {
    let item: String
    let round: String
    let label: String
    let status: String
    let mayCall: Bool
    let reopening: [Reason]
  }

  /// What was typed and not taken.
  package struct Draft: Sendable {
    package var item = ""
    package var reason = ""
    package var castingReason = ""
    package var reopening = ""
    package var putOff = ""

    package init(
      item: String = "", reason: String = "", castingReason: String = "", reopening: String = "", putOff: String = ""
    ) {
      self.item = item
      self.reason = reason
      self.castingReason = castingReason
      self.reopening = reopening
      self.putOff = putOff
    }
  }

  package init(
    _ view: JuryView, reader: ID<Person>?, draft: Draft = Draft(), refusal: Refusal? = nil, csrf: String,
    at moment: Date, in wording: Wording
  ) {
    let (words, session) = (wording.catalogue, view.session)
    title = session.title
    state = words("juryState_\(session.state.rawValue)")
    juryHref = wording.path(.jury(session.id))
    deskHref = wording.path(.juryDesk(session.id))
    mark = JuryPage.mark(view)
    asOf = words("juryAsOf", wording.moment(moment))
    rule = JuryDeskPage.rule(session.rule, in: wording)
    self.csrf = csrf
    version = "\(session.version)"
    stepAction = wording.path(.juryStep(session.id))
    steps = session.state.possibleSteps.map {
      ChoiceOption(value: $0.rawValue, label: words("juryStep_\($0.rawValue)"), isSelected: false)
    }
    attendanceAction = wording.path(.juryAttendance(session.id))
    mayNote = session.state == .open || session.state == .suspended
    members = session.members.map { JuryDeskPage.line($0, view, in: wording) }
    itemAction = wording.path(.juryItem(session.id))
    departAction = wording.path(.juryDeparture(session.id))
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    errors = JuryDeskPage.errors(findings, refusal, draft, in: wording)
    hasErrors = !errors.isEmpty
    let current = session.state == .open ? view.current : nil
    now = current.map { [JuryDeskPage.now($0, view, reader, draft, findings, in: wording)] } ?? []
    notices = view.isAway ? [words(view.isStuck ? "juryAwayStuck" : "juryAwayLeading")] : []
    let isBusy = !view.isStuck && session.currentItem.map { $0.state != .discussion || $0.round > 1 } ?? false
    agenda = view.items.map { shown in
      let isReopenable =
        session.state == .open && shown.item.state == .closed && session.current == nil
        && shown.dossier?.state.isBeforeJury ?? true
      let isTyped = draft.item == "\(shown.item.id)"
      return AgendaLine(
        item: "\(shown.item.id)", round: "\(shown.item.round)",
        label: "\(shown.number). \(wording.subject(of: shown))", status: JuryPage.status(shown, in: wording),
        mayCall: session.state == .open && shown.item.state == .waiting && !isBusy,
        reopening: isReopenable
          ? [
            Reason(
              help: words("juryReopenHelp"), text: isTyped ? draft.reopening : "",
              reasonError: isTyped ? findings.filter { $0.field == "reopening" }.map(wording.finding) : [])
          ] : [])
    }
    leftOut = view.leftOut == 0 ? [] : [words.count("juryLeftOut", view.leftOut)]
    let own = now.first { $0.item == draft.item }
    unsaved = [
      ("juryField_reason", draft.reason, own?.closing.isEmpty ?? true),
      ("juryField_castingReason", draft.castingReason, own?.casting.isEmpty ?? true),
      ("juryField_putOff", draft.putOff, own == nil),
      ("juryField_reopening", draft.reopening, agenda.first { $0.item == draft.item }?.reopening.isEmpty ?? true),
    ].filter { $0.2 && !$0.1.trimmed.isEmpty }.map { DecisionReading(words($0.0), $0.1) }
    hasUnsaved = !unsaved.isEmpty
  }

  static func rule(_ rule: JuryRule, in wording: Wording) -> String {
    let words = wording.catalogue
    return words(
      "juryRule", wording.quorum(rule.quorum), words("juryRuleBase_\(rule.quorum.base.rawValue)"),
      words("juryMajority_\(rule.majority.rawValue)"), words(rule.hasCastingVote ? "juryWithCasting" : "juryNoCasting"))
  }

  private static func errors(
    _ findings: [Finding], _ refusal: Refusal?, _ draft: Draft, in wording: Wording
  ) -> [LinkItem] {
    let words = wording.catalogue
    guard !findings.isEmpty else {
      return refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
    }
    return findings.map { finding in
      let anchor = finding.field == "reopening" ? "reopening-\(draft.item)" : finding.field
      return LinkItem(
        href: "#\(anchor)", label: words("juryField_\(finding.field)") + words("colon") + wording.finding(finding))
    }
  }

  private static func line(_ member: JuryMember, _ view: JuryView, in wording: Wording) -> MemberLine {
    let words = wording.catalogue
    let times = [
      member.arrivedAt.map { words("juryArrived", wording.hour($0)) },
      member.leftAt.map { words("juryLeft", wording.hour($0)) },
    ].compactMap { $0 }
    let said = [words("juryAttendance_\(member.attendance.rawValue)")] + times
    let next: [JuryMember.Attendance] = member.attendance == .present ? [.left, .absent] : [.present, .absent]
    return MemberLine(
      person: "\(member.person)", name: wording.name(member.person, in: view),
      part: words("juryPart_\(member.part.rawValue)"), attendance: said.joined(separator: " · "),
      choices: next.filter { $0 != member.attendance }.map {
        ChoiceOption(value: $0.rawValue, label: words("juryNote_\($0.rawValue)"), isSelected: false)
      })
  }

  private static func now(
    _ shown: JuryView.Item, _ view: JuryView, _ reader: ID<Person>?, _ draft: Draft, _ findings: [Finding],
    in wording: Wording
  ) -> Now {
    let (item, words, session) = (shown.item, wording.catalogue, view.session)
    func said(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    // Text that was typed for another item does not stand in this one's fields.
    let draft = draft.item == "\(item.id)" ? draft : Draft()
    let tied = item.state == .counted ? item.result?.tied ?? [] : []
    let casts = !tied.isEmpty && (item.result.map(session.mayCast) ?? false)
    let isOwn = casts && session.president?.person == reader
    let mayClose = item.state == .counted && !casts
    let advice = words(
      "juryReasonHelp", wording.advice(JuryAdvice(shown.standing?.result, under: view.rubric?.rule), view.rubric))
    let leavers = [.discussion, .voting].contains(item.state) ? shown.room.present + shown.room.absent : []
    return Now(
      item: "\(item.id)", round: "\(item.round)",
      heading: "\(words("juryItemNumber", "\(shown.number)")) \(wording.subject(of: shown))",
      itemState: words("juryItem_\(item.state.rawValue)"), facts: JuryPage.facts(shown, view, in: wording),
      hasFacts: shown.standing != nil, quorum: wording.quorum(shown.room, by: session.rule),
      isQuorate: shown.room.hasQuorum, present: wording.names(shown.room.present, in: view),
      recused: shown.room.recused.isEmpty ? [] : [wording.names(shown.room.recused, in: view)],
      absent: shown.room.absent.isEmpty ? [] : [wording.names(shown.room.absent, in: view)],
      ballots: JuryRule.Ballot.allCases.map {
        ChoiceOption(value: $0.rawValue, label: words("juryBallot_\($0.rawValue)"), isSelected: $0 == item.ballot)
      }, isDiscussed: item.state == .discussion,
      counting: item.state == .voting ? [words("juryVotesIn", "\(shown.voters)", "\(shown.room.present.count)")] : [],
      results: JuryResultItem.all(of: shown, in: view, wording),
      casting: isOwn
        ? [
          Casting(
            choices: tied.map {
              ChoiceOption(value: $0.rawValue, label: wording.choice($0, among: shown.outcomes), isSelected: false)
            }, choiceError: said("casting"), castingText: draft.castingReason, castingError: said("castingReason"))
        ] : [],
      awaited: (casts && !isOwn ? [words("refusal_juryCastingAwaited")] : [])
        + (shown.dossier?.state.isBeforeJury ?? true ? [] : [words("refusal_juryNoLongerDue")]),
      closing: mayClose ? [Reason(help: advice, text: draft.reason, reasonError: said("reason"))] : [],
      puttingOff: [Reason(help: words("juryPutOffHelp"), text: draft.putOff, reasonError: said("putOff"))],
      leavers: leavers.map {
        ChoiceOption(value: "\($0)", label: wording.name($0, in: view), isSelected: false)
      }, hasLeavers: !leavers.isEmpty)
  }
}
