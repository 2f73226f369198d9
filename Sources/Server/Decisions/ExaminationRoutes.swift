import Documents
import Domain
import Hummingbird
import Services
import Site

/// The service's side: the reading, the steps, the decision.
enum ExaminationRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.examination, requires: .readQueue) { site, session in
      try await show(site, session)
    }
    routes.form(.dossierGiving, requires: .giveDossier) { site, session, form in
      guard let asked = DossierToGive(form.text("dossier")), asked.dossier == (try site.dossier()) else {
        throw Refusal.notFound
      }
      return try await act(site, session) { _ in
        let report = try await site.giveDossiers([asked], form, session)
        if let refused = report.refused.first { throw refused.refusal }
      }
    }
    routes.form(.step, requires: .examineDossier, step)
    routes.form(.complements, requires: .examineDossier, complements)
    routes.form(.decision, requires: .decideDossier, decide)
    routes.form(.notification, requires: .notifyDecision) { site, session, form in
      try await act(site, session) { id in
        try await site.operations.notifyDecision(id, version: version(form), by: session.principal)
      }
    }
    routes.form(.publication, requires: .publishDecision) { site, session, form in
      try await act(site, session) { id in
        try await site.operations.publishDecision(id, version: version(form), by: session.principal)
      }
    }
  }

  private static func version(_ form: Form) -> Int { Int(form.text("version")) ?? 0 }

  private static func show(
    _ site: SiteRequest, _ session: Session, draft: ExaminationPage.DecisionDraft = .init(),
    complements: ComplementDraft = ComplementDraft(), refusal: Refusal? = nil
  ) async throws -> Response {
    let file = try await site.operations.examinedDossier(try site.dossier(), for: session.principal)
    if site.request.method == .get {
      await site.noting { try await site.operations.noteOpening(of: file, by: session.principal) }
    }
    let model = ExaminationPage(
      file, csrf: session.csrf, draft: draft, complements: complements, refusal: refusal,
      overlaps: try await site.operations.candidacies(overlapping: file.dossier.id, for: session.principal),
      desk: try await site.operations.desk(of: file.dossier.id, for: session.principal),
      in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: file.dossier.title, link: .examination(file.dossier.id), session: session),
      status: refusal?.status ?? .ok)
  }

  /// Does something to the dossier, then shows it; a refusal is shown on its page, with what was typed.
  private static func act(
    _ site: SiteRequest, _ session: Session, draft: ExaminationPage.DecisionDraft = .init(),
    complements: ComplementDraft = ComplementDraft(), _ action: (ID<Dossier>) async throws -> Void
  ) async throws -> Response {
    let id = try site.dossier()
    do {
      try await action(id)
      return site.redirect(to: .examination(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, draft: draft, complements: complements, refusal: refusal)
    }
  }

  @Sendable private static func step(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    guard let event = DossierEvent(rawValue: form.text("event")) else { throw FormExpired() }
    let signatory = Decision.Signatory(
      name: form.text("signatoryName").trimmed, function: form.text("signatoryFunction").trimmed)
    let draft = ExaminationPage.DecisionDraft(
      signatoryName: signatory.name, signatoryFunction: signatory.function, stepEvent: event.rawValue,
      stepReasons: form.text("reasons"))
    let (base, language) = (site.deployment.settings.publicAddress.base, site.language)
    return try await act(site, session, draft: draft) { id in
      if event == .findInadmissible, form.text("do") == "propose" {
        return try await site.operations.proposeInadmissible(
          of: id, version: version(form), reasons: form.text("reasons"), signatory: signatory, by: session.principal
        ) {
          base + Link.projectedDecision($0).path(language)
        } link: {
          base + Link.examination($0).path(language)
        }
      }
      try await site.operations.moveDossier(
        id, version: version(form), by: event, reasons: form.value("reasons"), confirming: form.value("confirm"),
        principal: session.principal)
    }
  }

  @Sendable private static func complements(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let draft = ComplementRoutes.draft(form)
    return try await act(site, session, complements: draft) { id in
      try await site.operations.askForComplements(draft, of: id, version: version(form), by: session.principal)
    }
  }

  @Sendable private static func decide(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let draft = ExaminationPage.DecisionDraft(
      outcome: form.text("outcome"), reasons: form.text("reasons"), conditions: form.text("conditions"),
      signatoryName: form.text("signatoryName"),
      signatoryFunction: form.text("signatoryFunction"))
    let signatory = Decision.Signatory(
      name: form.text("signatoryName").trimmed, function: form.text("signatoryFunction").trimmed)
    return try await act(site, session, draft: draft) { id in
      try await site.operations.decideDossier(
        id, version: version(form), outcome: Decision.Outcome(rawValue: form.text("outcome")),
        reasons: form.text("reasons"), conditions: form.text("conditions"), signatory: signatory,
        by: session.principal)
    }
  }
}
