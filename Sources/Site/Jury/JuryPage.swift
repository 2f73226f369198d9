package import Domain
package import Foundation

/// A session as those who sit in it follow it, on a phone: the item of the moment, and the vote on it.
package struct JuryPage: PageModel {
  package static let template = "Jury/jury"

  let title: String
  let wave: String
  let isExample: Bool
  let state: String
  let when: String
  let refreshHref: String
  /// When the page was true.
  let asOf: String
  /// What the page shows, as a digest: it is redrawn where that changed.
  let mark: String
  let juriesHref: String
  let links: [LinkItem]
  let errors: [LinkItem]
  let hasErrors: Bool
  let receipt: [Receipt]
  let notices: [String]
  let now: [Now]
  let agenda: [AgendaLine]
  let hasAgenda: Bool
  let leftOut: [String]

  /// What a voter is told of a secret vote.
  package struct Receipt: Sendable {
    let text: String
    let code: [String]

    /// - Parameter code: nil where the vote that stands was cast with another.
    package init(code: BallotCode?, in wording: Wording) {
      text = wording.catalogue(code == nil ? "juryVotedBefore" : "jurySecretKept")
      self.code = code.map { [$0.value] } ?? []
    }
  }

  struct Now: Sendable {
    let number: String
    let subject: String
    let reference: [String]
    let dossier: [String]
    let itemState: String
    let facts: [Fact]
    let hasFacts: Bool
    let quorum: String
    let isQuorate: Bool
    let progress: [String]
    let vote: [Vote]
    let depart: [Depart]
    let results: [JuryResultItem]
  }

  struct Fact: Sendable {
    let label: String
    let value: String
  }

  struct Vote: Sendable {
    let action: String
    let csrf: String
    let item: String
    let round: String
    let ticket: String
    let help: String
    let choices: [ChoiceOption]
    let choiceError: [String]
    let button: String
  }

  struct Depart: Sendable {
    let action: String
    let csrf: String
    let item: String
  }

  struct AgendaLine: Sendable {
    let number: String
    let subject: String
    let status: String
    let isNow: Bool
    /// Empty where the reader may not open it.
    let dossierHref: [String]
  }

  /// - Parameters:
  ///   - reader: who reads it.
  ///   - ticket: freshly drawn; the form of a vote bears it.
  ///   - moment: when the page is true.
  package init(
    _ view: JuryView, reader: ID<Person>?, ticket: String, at moment: Date, receipt: Receipt? = nil,
    refusal: Refusal? = nil, csrf: String, in wording: Wording
  ) {
    let (words, session) = (wording.catalogue, view.session)
    title = session.title
    wave = view.wave.name[wording.language]
    isExample = view.wave.isExample
    state = words("juryState_\(session.state.rawValue)")
    when = [wording.moment(session.plannedAt), session.place].filter { !$0.isEmpty }.joined(separator: " · ")
    refreshHref = wording.path(.jury(session.id))
    asOf = words("juryAsOf", wording.moment(moment))
    juriesHref = wording.path(.juries)
    links = JuryPage.links(view, in: wording)
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map { LinkItem(href: "#vote", label: words("juryYourVote") + words("colon") + wording.finding($0)) }
    hasErrors = !errors.isEmpty
    self.receipt = receipt.map { [$0] } ?? []
    let current = session.state == .open ? view.current : nil
    now = current.map { [JuryPage.now($0, view, reader, ticket, findings, csrf, in: wording)] } ?? []
    notices = JuryPage.notices(view, hasCurrent: current != nil, in: wording)
    agenda = view.items.map { shown in
      AgendaLine(
        number: "\(shown.number)", subject: wording.subject(of: shown), status: JuryPage.status(shown, in: wording),
        isNow: shown.item.id == session.current,
        dossierHref: JuryPage.dossier(of: shown, in: wording))
    }
    hasAgenda = !agenda.isEmpty
    leftOut = view.leftOut == 0 ? [] : [words.count("juryLeftOut", view.leftOut)]
    mark = JuryPage.mark(view)
  }

  private static func links(_ view: JuryView, in wording: Wording) -> [LinkItem] {
    let (id, words) = (view.session.id, wording.catalogue)
    var links = [LinkItem(href: wording.path(.juryRanking(id)), label: words("juryRanking"))]
    if view.mayLead { links.append(LinkItem(href: wording.path(.juryDesk(id)), label: words("juryDesk"))) }
    if view.mayPlan { links.append(LinkItem(href: wording.path(.juryPlan(id)), label: words("juryPlan"))) }
    if view.session.state != .planned, view.session.state != .cancelled {
      links.append(LinkItem(href: wording.path(.juryMinutes(id)), label: words("juryMinutes")))
    }
    return links
  }

  private static func notices(_ view: JuryView, hasCurrent: Bool, in wording: Wording) -> [String] {
    let words = wording.catalogue
    switch view.session.state {
    case .planned: return [words("juryNotYetOpen", wording.moment(view.session.plannedAt))]
    case .suspended: return [words("jurySuspendedNow")]
    case .closed: return [words("juryClosedOn", view.session.closedAt.map(wording.moment) ?? "")]
    case .cancelled:
      return view.session.cancellation.map { [words("juryCancelledOn", wording.moment($0.at), $0.reason)] } ?? []
    case .open:
      if view.isAway { return [words("juryAway")] }
      return hasCurrent ? [] : [words("juryNothingNow")]
    }
  }

  private static func now(
    _ shown: JuryView.Item, _ view: JuryView, _ reader: ID<Person>?, _ ticket: String, _ findings: [Finding],
    _ csrf: String, in wording: Wording
  ) -> Now {
    let (item, words, session) = (shown.item, wording.catalogue, view.session)
    let isThere =
      session.member(reader)?.attendance == .present && (reader.map(shown.room.present.contains) ?? false)
    var progress: [String] = []
    if item.state == .voting {
      progress.append(words("juryVotesIn", "\(shown.voters)", "\(shown.room.present.count)"))
      if view.mayVote, !isThere { progress.append(words("refusal_juryNotInTheRoom")) }
      if shown.hasVoted { progress.append(words(item.ballot == .secret ? "juryHasVotedSecretly" : "juryHasVoted")) }
    }
    let votes = item.state == .voting && view.mayVote && isThere && !(item.ballot == .secret && shown.hasVoted)
    let mayDepart = view.mayVote || view.mayLead
    let isBefore = [.discussion, .voting].contains(item.state)
    return Now(
      number: words("juryItemNumber", "\(shown.number)"), subject: wording.subject(of: shown),
      reference: shown.dossier.map { [$0.reference] } ?? [],
      dossier: JuryPage.dossier(of: shown, in: wording),
      itemState: words("juryItem_\(item.state.rawValue)"), facts: facts(shown, view, in: wording),
      hasFacts: shown.standing != nil, quorum: wording.quorum(shown.room, by: session.rule),
      isQuorate: shown.room.hasQuorum, progress: progress,
      vote: votes ? [vote(shown, session, ticket, findings, csrf, in: wording)] : [],
      depart: mayDepart && isBefore && session.member(reader) != nil
        ? [Depart(action: wording.path(.juryDeparture(session.id)), csrf: csrf, item: "\(item.id)")] : [],
      results: JuryResultItem.all(of: shown, in: view, wording))
  }

  private static func vote(
    _ shown: JuryView.Item, _ session: JurySession, _ ticket: String, _ findings: [Finding], _ csrf: String,
    in wording: Wording
  ) -> Vote {
    let isSecret = shown.item.ballot == .secret
    return Vote(
      action: wording.path(.juryVote(session.id)), csrf: csrf, item: "\(shown.item.id)", round: "\(shown.item.round)",
      ticket: ticket, help: wording.catalogue(isSecret ? "jurySecretHelp" : "juryOpenHelp"),
      choices: shown.choices.map {
        ChoiceOption(
          value: $0.rawValue, label: wording.choice($0, among: shown.outcomes), isSelected: $0 == shown.own)
      }, choiceError: findings.map(wording.finding),
      button: wording.catalogue(shown.own == nil ? "juryVoteNow" : "juryChangeVote"))
  }

  private static func dossier(of shown: JuryView.Item, in wording: Wording) -> [String] {
    shown.dossier.map { shown.isReadable ? [wording.path(.juryDossier($0.id))] : [] } ?? []
  }

  static func facts(_ shown: JuryView.Item, _ view: JuryView, in wording: Wording) -> [Fact] {
    guard let standing = shown.standing else { return [] }
    let (words, result) = (wording.catalogue, standing.result)
    var facts = [
      Fact(label: words("juryTotal"), value: wording.total(result.counted)),
      Fact(
        label: words("juryAdvice"),
        value: wording.advice(JuryAdvice(result, under: view.rubric?.rule), view.rubric)),
    ]
    if let rank = standing.rank {
      facts.append(Fact(label: words("juryRank"), value: words("juryRankOf", "\(rank)", "\(standing.dossiers)")))
    }
    facts += result.criteria.map { criterion in
      let title = view.rubric?.criteria.first { $0.id == criterion.id }?.title[wording.language] ?? criterion.id
      let mark = Fraction(100 * criterion.mark.numerator, criterion.mark.denominator).text(decimals: 0)
      return Fact(label: title, value: words("juryPercent", mark))
    }
    return facts
  }

  static func status(_ shown: JuryView.Item, in wording: Wording) -> String {
    let state = wording.catalogue("juryItem_\(shown.item.state.rawValue)")
    guard shown.item.state == .closed else { return state }
    let choice = shown.item.result?.choice.map { wording.choice($0, among: shown.outcomes) }
    return state + wording.catalogue("colon") + (choice ?? wording.catalogue("juryNoProposal"))
  }

  /// What a page shows of a session, as a digest.
  static func mark(_ view: JuryView) -> String {
    let items = view.items.map { shown in
      "\(shown.item.id) \(shown.item.state.rawValue) \(shown.item.round) \(shown.voters) \(shown.hasVoted) "
        + "\(shown.own?.rawValue ?? "") \(shown.room.present.count)/\(shown.room.needed)"
    }
    let there = view.session.members.map(\.attendance.rawValue).joined(separator: " ")
    return String(sha256("\(view.session.version) \(view.isAway) \(there) \(items.joined(separator: "|"))").prefix(16))
  }
}

extension JurySession {
  fileprivate func member(_ person: ID<Person>?) -> JuryMember? { person.flatMap { member($0) } }
}
