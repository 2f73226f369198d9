import Domain

/// What sessions of juries are put into words with.
extension Wording {
  func choice(_ choice: JuryChoice, among outcomes: [Procedure.Outcome]) -> String {
    switch choice {
    case .abstention: catalogue("juryAbstention")
    case .inFavour: catalogue("juryInFavour")
    case .against: catalogue("juryAgainst")
    default:
      outcomes.first { $0.id == choice.outcome }?.name?[language] ?? catalogue("outcome_\(choice.rawValue)")
    }
  }

  func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return catalogue.grouped((tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)")
  }

  func total(_ total: Fraction?) -> String {
    total.map { catalogue.grouped($0.text(decimals: 1)) } ?? catalogue("juryNoTotal")
  }

  /// The name of somebody, or that they have no account any more.
  func name(_ person: ID<Person>, in view: JuryView) -> String {
    view.people[person]?.name ?? catalogue("juryErased")
  }

  func names(_ people: [ID<Person>], in view: JuryView) -> String {
    people.isEmpty ? catalogue("juryNobody") : people.map { name($0, in: view) }.joined(separator: ", ")
  }

  /// How the quorum of an item is reckoned.
  func quorum(_ room: JuryRoom, by rule: JuryRule) -> String {
    let base = catalogue("juryBase_\(rule.quorum.base.rawValue)", "\(room.base)", "\(room.recused.count)")
    return catalogue(
      room.hasQuorum ? "juryQuorumHeld" : "juryQuorumMissed", "\(room.present.count)", "\(room.needed)",
      quorum(rule.quorum), base)
  }

  func quorum(_ quorum: JuryRule.Quorum) -> String {
    catalogue(quorum.isStrict ? "juryMoreThan" : "juryAtLeast", "\(quorum.part)/\(quorum.whole)")
  }

  func advice(_ advice: JuryAdvice, _ rubric: Rubric?) -> String {
    switch advice {
    case .unscored: catalogue("juryUnscored")
    case .missing: catalogue("juryAdviceMissing")
    case .band(let id): rubric?.bands.first { $0.rule.id == id }?.title[language] ?? id
    }
  }

  func jury(_ problem: JuryProblem) -> String {
    switch problem {
    case .noQuorum(let present, let needed): catalogue("refusal_juryNoQuorum", "\(present)", "\(needed)")
    case .notOpen: catalogue("refusal_juryNotOpen")
    case .noVote: catalogue("refusal_juryNoVote")
    case .notInTheRoom: catalogue("refusal_juryNotInTheRoom")
    case .tooFewForSecrecy(let least): catalogue("refusal_juryTooFewForSecrecy", "\(least)")
    case .castingAwaited: catalogue("refusal_juryCastingAwaited")
    case .itemUnfinished: catalogue("refusal_juryItemUnfinished")
    case .decidedAlready: catalogue("refusal_juryDecidedAlready")
    case .noLongerDue: catalogue("refusal_juryNoLongerDue")
    case .codeTaken: catalogue("refusal_juryCodeTaken")
    case .tooManyItems(let maximum): catalogue("refusal_juryTooManyItems", "\(maximum)")
    case .voided: catalogue("refusal_juryVoided")
    case .movedOn: catalogue("refusal_juryMovedOn")
    case .counted: catalogue("refusal_juryCounted")
    case .onAgenda: catalogue("refusal_juryOnAgenda")
    }
  }

  /// What an item is about.
  func subject(of shown: JuryView.Item) -> String {
    if let dossier = shown.dossier { return dossier.title }
    switch shown.item.subject {
    case .free(let title): return title
    case .dossier, .removed: return catalogue("juryRemoved")
    }
  }
}

/// What a round of votes on an item came to.
struct JuryResultItem: Sendable {
  let heading: String
  let counts: [String]
  let room: String
  let present: String
  let recused: [String]
  let absent: [String]
  let named: [String]
  let codes: [CodeLine]
  let hasCodes: Bool
  let verdict: String
  let casting: [String]
  let conclusion: [String]
  let reason: [String]
  let reopening: [String]

  struct CodeLine: Sendable {
    let code: String
    let choice: String
  }

  init(_ result: JuryResult, of shown: JuryView.Item, in view: JuryView, _ wording: Wording) {
    let words = wording.catalogue
    heading = words(
      result.ballot == .secret ? "jurySecretVote" : "juryOpenVote", "\(result.round)", wording.moment(result.countedAt))
    counts = shown.choices.map { choice in
      wording.choice(choice, among: shown.outcomes) + words("colon")
        + words.count("juryVotes", result.tally.counts[choice] ?? 0)
    }
    room = wording.quorum(result.room, by: view.session.rule)
    present = wording.names(result.room.present, in: view)
    recused = result.room.recused.isEmpty ? [] : [wording.names(result.room.recused, in: view)]
    absent = result.room.absent.isEmpty ? [] : [wording.names(result.room.absent, in: view)]
    var (named, codes): ([String], [CodeLine]) = ([], [])
    switch shown.votes[result.round] {
    case .named(let votes)?:
      named = votes.map { (wording.name($0.key, in: view), wording.choice($0.value, among: shown.outcomes)) }
        .sorted { $0 < $1 }.map { $0.0 + words("colon") + $0.1 }
    case .coded(let ballots)?:
      codes = ballots.map { CodeLine(code: $0.code.value, choice: wording.choice($0.choice, among: shown.outcomes)) }
    case nil: break
    }
    (self.named, self.codes, hasCodes) = (named, codes, !codes.isEmpty)
    verdict =
      switch result.verdict {
      case .chosen(let choice): words("juryChosen", wording.choice(choice, among: shown.outcomes))
      case .tied(let choices):
        words("juryTied", choices.map { wording.choice($0, among: shown.outcomes) }.joined(separator: ", "))
      case .undecided: words("juryUndecided")
      }
    casting =
      result.casting.map {
        [words("juryCasting", wording.choice($0.choice, among: shown.outcomes), $0.reason)]
      } ?? []
    conclusion =
      result.conclusion.map { conclusion in
        let proposed = result.choice.map { wording.choice($0, among: shown.outcomes) } ?? words("juryNoProposal")
        guard shown.dossier != nil else { return [words("juryDecided", proposed)] }
        return [
          words("juryProposed", proposed), words("juryAdvised", wording.advice(conclusion.advice, view.rubric)),
        ]
      } ?? []
    reason = (result.conclusion?.reason).map { $0.isEmpty ? [] : [$0] } ?? []
    reopening = result.reopening.map { [$0] } ?? []
  }

  static func all(of shown: JuryView.Item, in view: JuryView, _ wording: Wording) -> [JuryResultItem] {
    shown.item.results.map { JuryResultItem($0, of: shown, in: view, wording) }
  }
}
