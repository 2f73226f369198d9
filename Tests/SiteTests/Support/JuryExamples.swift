import Domain
import Site

/// The pages of a jury, in every state of a session.
struct JuryExamples {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers
  let base: PrivateExamples
  let wording: Wording

  private var person: Person { get throws { try ReviewExamples.person() } }
  private let labelled = JuryChoice(.labelled)
  private let outcomes = [Decision.Outcome.labelled, .labelledWithConditions, .rejected].map {
    Procedure.Outcome(id: $0, name: $0 == .rejected ? V.both("O") : nil, kind: .favourable)
  }
  private var dossier: Dossier { D.file(.inReview).dossier }

  func all() throws -> [PageExample] {
    try lists() + (try live()) + (try desks()) + (try plans()) + (try rankings()) + (try minutes())
  }

  static func letter(_ news: JuryLetter.News, place: String) -> JuryLetter {
    JuryLetter(
      JurySession(
        id: V.identity(70), wave: V.identity(1), title: V.hostile, place: place, plannedAt: V.moment, rule: .usual,
        members: []), V.wave(), news, link: "https://exemple.example/jury")
  }

  // MARK: Parts

  private func session(_ state: JurySession.State, current: JuryItem? = nil, _ items: [JuryItem]) throws -> JurySession
  {
    let own = try person.id
    return JurySession(
      id: V.identity(70), wave: V.identity(1), title: V.hostile, place: V.hostile, plannedAt: V.moment, state: state,
      openedAt: state == .planned ? nil : V.moment, closedAt: state == .closed ? V.moment : nil, rule: .usual,
      members: [
        JuryMember(person: own, part: .president, attendance: .present, arrivedAt: V.moment),
        JuryMember(person: V.identity(71), part: .member, attendance: .left, arrivedAt: V.moment, leftAt: V.moment),
        JuryMember(person: V.identity(72), part: .secretary),
      ], items: items, current: current?.id, version: 3,
      cancellation: state == .cancelled ? .init(at: V.moment, reason: V.hostile) : nil)
  }

  private func item(
    _ number: Int, _ state: JuryItem.State, _ ballot: JuryRule.Ballot = .open, free: Bool = false,
    results: [JuryResult] = []
  ) -> JuryItem {
    JuryItem(
      id: V.identity(80 + number), place: number, subject: free ? .free(V.hostile) : .dossier(dossier.id),
      ballot: ballot, state: state, round: max(1, results.count), results: results,
      putOff: number == 1 ? [V.hostile] : [])
  }

  private func room(_ recused: Bool = true) throws -> JuryRoom {
    JuryRoom(
      present: [try person.id], recused: recused ? [V.identity(71)] : [], absent: recused ? [V.identity(72)] : [],
      base: 2, needed: recused ? 2 : 1)
  }

  private func result(
    _ round: Int, _ ballot: JuryRule.Ballot = .open, _ verdict: JuryTally.Verdict, casting: Bool = false,
    closed: Bool = true, reopened: Bool = false
  ) throws -> JuryResult {
    JuryResult(
      round: round, ballot: ballot, tally: JuryTally([labelled: 2, .abstention: 1]), room: try room(round == 1),
      countedAt: V.moment, verdict: verdict, casting: casting ? .init(choice: labelled, reason: V.hostile) : nil,
      conclusion: closed ? .init(closedAt: V.moment, advice: .band("label"), reason: V.hostile) : nil,
      reopening: reopened ? V.hostile : nil)
  }

  private var scores: JuryScores {
    let sheets = [("a", 4), ("b", 3), ("c", 0), ("e", 0), ("f", 4), ("g", 4)].map { code, score in
      DossierSheets(
        code: code, gates: [:],
        sheets: ["x", "y", "z"].enumerated().map { place, reviewer in
          let own = Score(rawValue: max(0, score - (place == 2 && score == 3 ? 1 : 0))) ?? .begun
          return ScoreSheet(
            reviewer: reviewer, judgements: ["1.1": .score(own), "2.1": .score(score == 3 ? .absent : own)])
        })
    }
    let empty = DossierSheets(code: "d", gates: [:], sheets: [])
    return JuryScores(rubric: JuryExamples.rubric, sheets + [empty])
  }

  private static let rubric = Rubric(
    version: "1", scale: [],
    criteria: ["1", "2"].map { id in
      .init(
        id: "c\(id)", title: V.both("C\(id)"),
        lines: [.init(id: "\(id).1", title: V.both("L"), weight: 50, anchors: [:])])
    }, gates: [],
    bands: [
      .init(title: V.both("B"), rule: .init(id: "label", total: 65, everyCriterion: nil, needsGaps: false)),
      .init(title: V.both("N"), rule: .init(id: "no", total: 0, everyCriterion: nil, needsGaps: false)),
    ], ties: [], flags: .init(spread: 2, cannotJudge: 2, reviewers: 3),
    gaps: .init(weak: 1, middling: 2, criterionBelow: 50))

  private func shown(
    _ item: JuryItem, recused: Bool = true, scored: Bool = true, hasVoted: Bool = false, own: JuryChoice? = nil
  ) throws -> JuryView.Item {
    let reader = try person.id
    let votes = item.results.map { result -> (Int, JuryView.Votes) in
      switch result.ballot {
      case .open: (result.round, .named([reader: labelled, V.identity(71): .abstention]))
      case .secret: (result.round, .coded([SecretBallot(code: BallotCode(drawnWith: "x", for: "x"), choice: labelled)]))
      }
    }
    let best = scores.ranking.entries[0]
    return JuryView.Item(
      item: item, number: item.place, isReadable: item.state != .closed,
      dossier: item.subject.dossier == nil ? nil : dossier,
      outcomes: item.subject.dossier == nil ? [] : outcomes, room: try room(recused),
      standing: scored ? .init(result: best.result, rank: best.rank, dossiers: 3) : nil, voters: 1,
      hasVoted: hasVoted, own: own, votes: Dictionary(votes) { first, _ in first })
  }

  private func view(
    _ session: JurySession, _ items: [JuryView.Item], away: Bool = false, stuck: Bool = false, leads: Bool = true,
    leftOut: Int = 0
  ) throws -> JuryView {
    let person = try person
    return JuryView(
      session: session, wave: V.wave(), people: [person.id: person], items: items, leftOut: leftOut, isAway: away,
      isStuck: stuck, rubric: JuryExamples.rubric, mayLead: leads, mayPlan: leads, mayVote: true)
  }

  private var reopened: [JuryResult] {
    get throws {
      [
        try result(1, .secret, .tied([labelled, JuryChoice(.rejected)]), casting: true, reopened: true),
        try result(2, .open, .undecided),
      ]
    }
  }

  // MARK: Pages

  private func lists() throws -> [PageExample] {
    let listing = JuryListing(
      id: V.identity(70), wave: V.identity(1), title: V.hostile, plannedAt: V.moment, state: .open)
    return [
      try base.example(
        "juries", JuriesPage(base.page([listing]), waves: [V.wave()], planned: [V.wave()], in: wording), .juries),
      try base.example(
        "no jury",
        JuriesPage(Page<JuryListing>(items: [], total: 0, request: .longest), waves: [], planned: [], in: wording),
        .juries),
      try base.example("dossier of a jury", JuryDossierPage(D.file(.submitted), in: wording), .juryDossier(dossier.id)),
    ]
  }

  private func live() throws -> [PageExample] {
    let reader = try person.id
    func page(
      _ name: String, _ view: JuryView, _ receipt: JuryPage.Receipt? = nil, _ refusal: Refusal? = nil
    ) throws -> PageExample {
      let model = JuryPage(
        view, reader: reader, ticket: "ticket", at: V.moment, receipt: receipt, refusal: refusal,
        csrf: "token", in: wording)
      return try base.example("jury \(name)", model, .jury(view.session.id))
    }
    let (voting, secret) = (item(1, .voting), item(1, .voting, .secret))
    let closed = item(2, .closed, free: true, results: try reopened)
    let counted = item(1, .counted, results: [try result(1, .open, .chosen(labelled), closed: false)])
    let again = item(1, .discussion, results: try reopened)
    let missing = Refusal.invalid([Finding(field: "choice", problem: .missing)])
    return [
      try page("planned", try view(try session(.planned, []), [], leads: false)),
      try page(
        "suspended", try view(try session(.suspended, [item(1, .waiting)]), [try shown(item(1, .waiting))])),
      try page("closed", try view(try session(.closed, [closed]), [try shown(closed)])),
      try page("called off", try view(try session(.cancelled, []), [])),
      try page("away", try view(try session(.open, []), [], away: true, leftOut: 1)),
      try page(
        "voting", try view(try session(.open, current: voting, [voting]), [try shown(voting, own: labelled)]), nil,
        missing),
      try page(
        "secret", try view(try session(.open, current: secret, [secret]), [try shown(secret, recused: false)]), nil,
        .jury(.noVote)),
      try page(
        "secretly voted", try view(try session(.open, current: secret, [secret]), [try shown(secret, hasVoted: true)]),
        JuryPage.Receipt(code: BallotCode(drawnWith: "y", for: "y"), in: wording)),
      try page("taken up again", try view(try session(.open, current: again, [again]), [try shown(again)])),
      try page(
        "voted before", try view(try session(.open, []), []), JuryPage.Receipt(code: nil, in: wording)),
      try page(
        "counted",
        try view(
          try session(.open, current: counted, [counted, closed]),
          [try shown(counted, scored: false), try shown(closed)])),
    ]
  }

  private func desks() throws -> [PageExample] {
    let reader = try person.id
    func page(
      _ name: String, _ view: JuryView, by reader: ID<Person>?, _ draft: JuryDeskPage.Draft = .init(),
      _ refusal: Refusal? = nil
    ) throws -> PageExample {
      try base.example(
        "jury desk \(name)",
        JuryDeskPage(view, reader: reader, draft: draft, refusal: refusal, csrf: "token", at: V.moment, in: wording),
        .juryDesk(view.session.id))
    }
    func invalid(_ fields: String...) -> Refusal {
      .invalid(fields.map { Finding(field: $0, problem: .missing) })
    }
    let tied = item(
      1, .counted, results: [try result(1, .open, .tied([labelled, JuryChoice(.rejected)]), closed: false)])
    let counted = item(1, .counted, results: [try result(1, .secret, .chosen(labelled), closed: false)])
    let (talk, vote, wait) = (item(1, .discussion), item(1, .voting), item(3, .waiting, free: true))
    let closed = item(2, .closed, results: try reopened)
    func open(_ current: JuryItem?, _ items: [JuryItem], away: Bool = false, recused: Bool = true) throws -> JuryView {
      try view(
        try session(.open, current: current, items), try items.map { try shown($0, recused: recused) }, away: away,
        leftOut: away ? 2 : 0)
    }
    func typed(_ item: JuryItem) -> JuryDeskPage.Draft {
      JuryDeskPage.Draft(
        item: "\(item.id)", reason: V.hostile, castingReason: V.hostile, reopening: V.hostile,
        putOff: V.hostile)
    }
    return [
      try page("planned", try view(try session(.planned, []), []), by: reader),
      try page("discussed", try open(talk, [talk, wait]), by: reader, .init(), .changedMeanwhile),
      try page(
        "voting", try view(try session(.open, current: vote, [vote]), [try shown(vote, recused: false, scored: false)]),
        by: reader),
      try page("tied", try open(tied, [tied]), by: reader, typed(tied), invalid("casting", "castingReason")),
      try page("tied, fresh", try open(tied, [tied]), by: reader),
      try page("tied, for the secretary", try open(tied, [tied]), by: V.identity(72)),
      try page("counted", try open(counted, [counted]), by: reader, typed(counted), invalid("reason")),
      try page("not put off", try open(vote, [vote]), by: reader, typed(vote), invalid("putOff")),
      try page("counted, fresh", try open(counted, [counted]), by: reader),
      try page("between", try open(nil, [closed, wait]), by: reader, typed(closed), invalid("reopening")),
      try page(
        "stuck",
        try view(
          try session(.open, current: vote, [vote, wait]), [try shown(wait)], away: true, stuck: true, leftOut: 1),
        by: reader),
      try page("between, fresh", try open(nil, [closed, wait], away: true), by: reader),
    ]
  }

  private func plans() throws -> [PageExample] {
    let person = try person
    let wave = V.wave()
    let draft = JuryDraft(
      title: V.hostile, place: V.hostile, day: V.hostile, hour: V.hostile, president: "\(person.id)",
      members: ["\(person.id)"], secretaries: ["\(person.id)"])
    let wrong = Refusal.invalid(
      ["title", "day", "hour", "president", "members", "secretaries"].map { Finding(field: $0, problem: .missing) })
    let items = [item(1, .waiting), item(2, .closed, free: true, results: [try result(1, .open, .chosen(.inFavour))])]
    let whole = try view(try session(.planned, items), try items.map { try shown($0) }, leftOut: 1)
    func page(
      _ name: String, _ people: [Person], _ view: JuryView? = nil, _ dossiers: [Dossier] = [], _ refusal: Refusal? = nil
    ) throws -> PageExample {
      let model = JuryPlanPage(
        draft, wave: wave, jurors: people, instructors: people, view: view, candidates: dossiers, free: V.hostile,
        cancellation: V.hostile,
        refusal: refusal, csrf: "token", in: wording)
      return try base.example("jury plan \(name)", model, .juryPlanning(wave.slug))
    }
    return [
      try page("new", [person]), try page("refused", [person], nil, [], wrong), try page("without people", []),
      try page("agenda", [person], whole, [dossier], .changedMeanwhile),
      try page(
        "called off without a reason", [person], whole, [],
        .invalid([Finding(field: "cancellation", problem: .missing)])),
      try page(
        "empty agenda", [person], try view(try session(.open, []), []), [],
        .invalid([Finding(field: "free", problem: .missing)])),
      try page("closed", [person], try view(try session(.closed, []), [])),
      try page("with somebody to add", [try ReviewExamples.person(73)], try view(try session(.open, []), [])),
      try page(
        "with nobody added", [try ReviewExamples.person(73)], try view(try session(.suspended, []), []), [],
        .invalid([Finding(field: "secretary", problem: .missing)])),
    ]
  }

  private func rankings() throws -> [PageExample] {
    let session = try session(.open, [])
    let balance = WaveBalance([
      .init(regions: ["27"], themes: ["T01"], size: .under50, kind: .favourable),
      .init(regions: ["27"], themes: ["T02"], size: nil, kind: nil),
    ])
    func page(
      _ name: String, _ scores: JuryScores?, _ balance: WaveBalance, typed: [String: String] = [:],
      weights: [String: Int] = [:], leftOut: Int = 0
    ) throws -> PageExample {
      let trial = scores.flatMap { TrialWeights(weights, for: $0.rubric.rule) }
      let model = JuryRankingPage(
        session, scores: scores, dossiers: ["a": dossier, "b": dossier],
        readable: typed.isEmpty ? [] : [dossier.id], balance: balance, leftOut: leftOut,
        attempt: .init(typed: typed, weights: trial), in: wording)
      return try base.example("jury ranking \(name)", model, .juryRanking(session.id))
    }
    return [
      try page("without scores", nil, WaveBalance([])), try page("scored", scores, balance, leftOut: 1),
      try page("with wrong weights", scores, balance, typed: ["c1": V.hostile]),
      try page(
        "with other weights", scores, balance, typed: ["c1": "99", "c2": "1"], weights: ["c1": 99, "c2": 1]),
    ]
  }

  private func minutes() throws -> [PageExample] {
    let items = [item(1, .closed, results: try reopened), item(2, .waiting, free: true)]
    let whole = try view(try session(.closed, items), try items.map { try shown($0) }, leftOut: 1)
    return try [MinutesPage.File.none, .making, .made].map { file in
      try base.example(
        "jury minutes",
        MinutesPage(JuryMinutes(view: whole, madeAt: V.moment), file: file, csrf: "token", in: wording),
        .juryMinutes(whole.session.id))
    }
  }
}
