import Domain
import Hummingbird
import Services
import Site

/// Sessions of juries as those who sit in them follow them.
enum JuryRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.juries, requires: .readJury, list)
    routes.page(.jury, requires: .readJury) { site, session in try await show(site, session) }
    routes.form(.juryVote, requires: .voteInJury, vote)
    routes.form(.juryDeparture, requires: .readJury, depart)
    routes.page(.juryRanking, requires: .readJury, ranking)
    routes.page(.juryMinutes, requires: .readJury, minutes)
    routes.form(.juryMinutes, requires: .readJury, order)
    routes.page(.juryMinutesFile, requires: .readJury, file)
    routes.page(.juryDossier, requires: .readJury, dossier)
    JuryPlanRoutes.add(to: routes)
    JuryDeskRoutes.add(to: routes)
  }

  @Sendable private static func list(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let page = try await site.operations.juries(for: session.principal, site.page(size: 25))
    let waves = try await site.operations.waves(.longest).items
    let planned = waves.filter { session.principal.may(.planJury, on: .any, in: $0.id) }
    return .html(
      try site.renderPrivate(
        JuriesPage(page, waves: waves, planned: planned, in: site.wording), title: site.wording.catalogue("juries"),
        link: .juries, session: session))
  }

  static func show(
    _ site: SiteRequest, _ session: Session, receipt: JuryPage.Receipt? = nil, refusal: Refusal? = nil
  ) async throws -> Response {
    let id = try site.jury()
    let view = try await site.operations.jury(id, for: session.principal)
    let model = JuryPage(
      view, reader: session.principal.person,
      ticket: site.operations.world.newSecret(), at: site.operations.world.now(), receipt: receipt, refusal: refusal,
      csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(model, title: view.session.title, link: .jury(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func vote(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.jury()
    guard let item = ID<JuryItem>(form.text("item")) else { throw Refusal.notFound }
    do {
      let view = try await site.operations.jury(id, for: session.principal)
      let isSecret = view.items.first { $0.item.id == item }?.item.ballot == .secret
      let receipt = try await site.operations.vote(
        JuryChoice(rawValue: form.text("choice")), ticket: form.text("ticket"), on: item,
        round: Int(form.text("round")) ?? 0, in: id, by: session.principal)
      guard isSecret else { return site.redirect(to: .jury(id)) }
      // Shown once, in the answer itself: an address would be kept by the browser.
      let code: BallotCode? =
        switch receipt {
        case .kept(let code), .before(let code): code
        }
      return try await show(site, session, receipt: JuryPage.Receipt(code: code, in: site.wording))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal)
    }
  }

  @Sendable private static func depart(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.jury()
    guard let item = ID<JuryItem>(form.text("item")) else { throw Refusal.notFound }
    let isDesk = form.text("from") == "desk"
    // Nobody was chosen: whoever notes somebody else's interest does not depart themselves.
    if isDesk, ID<Person>(form.text("person")) == nil { return site.redirect(to: .juryDesk(id)) }
    do {
      try await site.operations.depart(
        isDesk ? ID<Person>(form.text("person")) : nil, from: item, in: id, by: session.principal)
      return site.redirect(to: isDesk ? .juryDesk(id) : .jury(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal)
    }
  }

  @Sendable private static func ranking(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let id = try site.jury()
    let overview = try await site.operations.juryOverview(id, for: session.principal)
    var typed: [String: String] = [:]
    for criterion in overview.scores?.rubric.criteria ?? [] { typed[criterion.id] = site.query("w.\(criterion.id)") }
    let weights = typed.compactMapValues { Int($0) }
    let attempt = JuryRankingPage.Attempt(
      typed: typed, weights: overview.scores.flatMap { TrialWeights(weights, for: $0.rubric.rule) })
    let model = JuryRankingPage(
      overview.session, scores: overview.scores, dossiers: overview.dossiers, readable: overview.readable,
      balance: overview.balance, leftOut: overview.leftOut, attempt: attempt, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("juryRanking"), link: .juryRanking(id), session: session))
  }

  @Sendable private static func minutes(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let id = try site.jury()
    let (minutes, found) = try await site.operations.minutes(of: id, for: session.principal)
    let state: MinutesPage.File =
      switch found {
      case .none: .none
      case .making: .making
      case .made: .made
      }
    let model = MinutesPage(minutes, file: state, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("juryMinutes"), link: .juryMinutes(id), session: session))
  }

  @Sendable private static func order(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    let id = try site.jury()
    try await site.operations.orderMinutes(of: id, by: session.principal)
    return site.redirect(to: .juryMinutes(id))
  }

  @Sendable private static func file(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let (id, operations, principal) = (try site.jury(), site.operations, session.principal)
    let (minutes, found) = try await operations.minutes(of: id, for: principal)
    guard case .made(let document) = found else { throw Refusal.notFound }
    let day = Day(minutes.view.session.plannedAt)
    return .download(name: "jury-\(day).pdf", type: .pdf, size: document.size) {
      try await operations.minutesPiece($0, of: id, document, for: principal)
    }
  }

  @Sendable private static func dossier(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let id = try site.dossier()
    let file = try await site.operations.juryDossier(id, for: session.principal)
    return .html(
      try site.renderPrivate(
        JuryDossierPage(file, in: site.wording), title: file.dossier.title, link: .juryDossier(id), session: session))
  }
}

extension SiteRequest {
  func jury() throws -> ID<JurySession> {
    guard let text = context.parameters.get("id"), let id = ID<JurySession>(text) else { throw Refusal.notFound }
    return id
  }
}
