import Documents
import Domain
import Hummingbird
import Services
import Site

/// A decision in several hands: its draft, its check, the answer before it, the hour of publication, a deepening.
enum DecisionRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.decisionDraft, requires: .readDesk) { site, session in try await draft(site, session) }
    routes.form(.decisionDraft, requires: .decideDossier, write)
    routes.form(.decisionCheck, requires: .approveDecision, check)
    routes.page(.projectedDecision, requires: .answerDecision) { site, session in
      try await projected(site, session)
    }
    routes.form(.projectedDecision, requires: .answerDecision, answer)
    AppealRoutes.add(to: routes)
    routes.page(.wavePublication, requires: .setPublication) { site, session in
      try await publication(site, session)
    }
    routes.form(.wavePublication, requires: .setPublication, setHour)
    routes.page(.deepening, requires: .readDossier) { site, session in try await deepening(site, session) }
    routes.form(.deepening, requires: .readDossier, moveDeepening)
    routes.page(.decisionLetter, requires: .readDossier, letter)
  }

  // MARK: The draft

  private static func draft(
    _ site: SiteRequest, _ session: Session, typed: DecisionDraft? = nil, checkReasons: String = "",
    refusal: Refusal? = nil
  ) async throws -> Response {
    let work = try await site.operations.decisionWork(of: try site.dossier(), for: session.principal)
    let model = DecisionDraftPage(
      work, typed: typed, checkReasons: checkReasons, refusal: refusal, isSaved: site.query("enregistre") != nil,
      reader: session.principal, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("decisionDraft"), link: .decisionDraft(work.dossier.id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func write(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, typed, number) = (try site.dossier(), decisionDraft(form), Int(form.text("number")) ?? 0)
    let (operations, principal) = (site.operations, session.principal)
    let (base, language) = (site.deployment.settings.publicAddress.base, site.language)
    do {
      switch form.text("act") {
      case "propose":
        try await operations.proposeDecision(typed, of: id, over: number, by: principal) {
          base + Link.decisionDraft($0).path(language)
        }
      case "ask":
        try await operations.askForReply(typed, of: id, over: number, by: principal) {
          base + Link.projectedDecision($0).path(language)
        }
      case _: try await operations.saveDecisionDraft(typed, of: id, over: number, by: principal)
      }
      return site.redirect(to: address(Link.decisionDraft(id).path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await draft(site, session, typed: typed, refusal: refusal)
    }
  }

  private static func decisionDraft(_ form: Form) -> DecisionDraft {
    func text(_ name: String) -> String { form.text(name).replacing("\r\n", with: "\n") }
    let criteria = form.members.filter { $0.name.hasPrefix("criterion-") }.map {
      (String($0.name.dropFirst("criterion-".count)), $0.value.replacing("\r\n", with: "\n"))
    }
    return DecisionDraft(
      outcome: text("outcome"), criteria: Dictionary(criteria, uniquingKeysWith: { $1 }), reasons: text("reasons"),
      conditions: text("conditions"), coach: text("coach"), due: text("due"), signatoryName: text("signatoryName"),
      signatoryFunction: text("signatoryFunction"), departure: text("departure"))
  }

  @Sendable private static func check(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, reasons) = (try site.dossier(), form.text("checkReasons"))
    guard let proposal = ID<DecisionProposal>(form.text("proposal")) else { throw Refusal.notFound }
    do {
      let (operations, principal) = (site.operations, session.principal)
      switch form.text("verdict") {
      case DecisionProposal.Verdict.approved.rawValue:
        try await operations.approveDecision(proposal, of: id, by: principal)
      case "recalled": try await operations.takeDecisionBack(proposal, of: id, reasons: reasons, by: principal)
      case _: try await operations.sendDecisionBack(proposal, of: id, reasons: reasons, by: principal)
      }
      return site.redirect(to: .decisionDraft(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await draft(site, session, checkReasons: reasons, refusal: refusal)
    }
  }

  // MARK: The answer of the applicant

  private static func projected(
    _ site: SiteRequest, _ session: Session, typed: String = "", refusal: Refusal? = nil
  ) async throws -> Response {
    let id = try site.dossier()
    let file = try await site.operations.projectedDecision(of: id, for: session.principal)
    let model = ProjectedDecisionPage(file, typed: typed, refusal: refusal, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("projectedDecision"), link: .projectedDecision(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func answer(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, text) = (try site.dossier(), form.text("answer"))
    do {
      try await site.operations.answerProjectedDecision(text, of: id, by: session.principal)
      return site.redirect(to: .projectedDecision(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await projected(site, session, typed: text, refusal: refusal)
    }
  }

  // MARK: The hour of publication

  private static func publication(
    _ site: SiteRequest, _ session: Session, typed: WavePublication.Draft? = nil, refusal: Refusal? = nil
  ) async throws -> Response {
    let slug = try site.slug()
    let file = try await site.operations.wavePublication(of: slug, for: session.principal)
    let model = WavePublicationPage(
      file, typed: typed, refusal: refusal, isSaved: site.query("enregistre") != nil, csrf: session.csrf,
      in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("wavePublication"), link: .wavePublication(slug), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func setHour(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response
  {
    let slug = try site.slug()
    let typed = WavePublication.Draft(day: form.text("day"), hour: form.text("hour"))
    do {
      let version = Int(form.text("version")) ?? 0
      if form.text("act") == "close" {
        try await site.operations.closeExampleCall(slug, by: session.principal)
        return site.redirect(to: .wavePublication(slug))
      }
      if form.text("act") == "cancel" {
        try await site.operations.cancelPublication(of: slug, version: version, by: session.principal)
        return site.redirect(to: .wavePublication(slug))
      }
      try await site.operations.setPublication(typed, of: slug, version: version, by: session.principal)
      return site.redirect(to: address(Link.wavePublication(slug).path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await publication(
        site, session, typed: form.text("act").isEmpty ? typed : nil, refusal: refusal)
    }
  }

  // MARK: Deepening and letter

  private static func deepening(
    _ site: SiteRequest, _ session: Session, typed: DeepeningVerdicts? = nil, closing: String = "",
    refusal: Refusal? = nil
  ) async throws -> Response {
    let id = try site.dossier()
    let file = try await site.operations.deepening(of: id, for: session.principal)
    let model = DeepeningPage(
      file, typed: typed, closingTyped: closing, refusal: refusal, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("deepening"), link: .deepening(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func moveDeepening(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.dossier()
    guard let step = DeepeningStep(rawValue: form.text("step")) else { throw FormExpired() }
    let numbers = form.members.compactMap { $0.name.hasPrefix("why-") ? Int($0.name.dropFirst(4)) : nil }
    let verdicts = DeepeningVerdicts(
      Dictionary(
        numbers.map { number in
          let met: Bool? =
            switch form.text("met-\(number)") {
            case "yes": true
            case "no": false
            case _: nil
            }
          return (number, DeepeningVerdicts.Entry(isMet: met, reasons: form.text("why-\(number)")))
        }, uniquingKeysWith: { $1 }))
    do {
      try await site.operations.moveDeepening(
        of: id, version: Int(form.text("version")) ?? 0, by: step, verdicts: verdicts,
        reasons: form.text("reasons"), principal: session.principal)
      return site.redirect(to: step == .decide ? .decisionDraft(id) : .deepening(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await deepening(
        site, session, typed: step == .reassess ? verdicts : nil, closing: form.text("reasons"), refusal: refusal)
    }
  }

  @Sendable private static func letter(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let (operations, principal, id) = (site.operations, session.principal, try site.dossier())
    let number = site.query("numero").flatMap { Int($0) }
    let (dossier, document) = try await operations.decisionLetter(number, of: id, for: principal)
    let name = ["\(dossier.reference)-decision", number.map { "\($0)" }].compactMap { $0 }.joined(separator: "-")
    return .download(name: "\(name).pdf", type: .pdf, size: document.size) {
      try await operations.piece($0, of: document, of: id, for: principal)
    }
  }
}
