import Domain
import Hummingbird
import Services
import Site

/// The service's side: the queue, the reading, the steps, the decision.
enum ExaminationRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.queue, requires: .readQueue, queue)
    routes.page(.examination, requires: .readQueue) { site, session in
      try await show(site, session)
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

  @Sendable private static func queue(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let filter = QueueFilter(
      state: site.query("state").flatMap { DossierState(rawValue: $0) },
      wave: site.query("wave").flatMap { Slug($0) }, procedure: site.query("procedure"))
    let page = try await site.operations.queue(filter, for: session.principal, site.page(size: 25))
    let waves = try await site.operations.waves(.longest).items
    let times = try await site.operations.queueTimes(of: page.items.map(\.id), for: session.principal)
    let questions = try await site.operations.questions(on: page.items.map(\.id), for: session.principal)
    return .html(
      try site.renderPrivate(
        QueuePage(
          page, filter: filter, waves: waves, procedures: site.operations.programme.currentProcedures, times: times,
          questions: questions, mayReopen: session.principal.may(.reopenDossier, on: .unsubmitted),
          in: site.wording),
        title: site.wording.catalogue("queue"), link: .queue, session: session))
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, draft: ExaminationPage.DecisionDraft = .init(),
    complements: ComplementDraft = ComplementDraft(), refusal: Refusal? = nil
  ) async throws -> Response {
    let file = try await site.operations.dossier(try site.dossier(), for: session.principal)
    if site.request.method == .get {
      await site.noting { try await site.operations.noteOpening(of: file, by: session.principal) }
    }
    let model = ExaminationPage(
      file, csrf: session.csrf, draft: draft, complements: complements, refusal: refusal,
      overlaps: try await site.operations.candidacies(overlapping: file.dossier.id, for: session.principal),
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
    let draft = ExaminationPage.DecisionDraft(stepEvent: event.rawValue, stepReasons: form.text("reasons"))
    return try await act(site, session, draft: draft) { id in
      try await site.operations.moveDossier(
        id, version: version(form), by: event, reasons: form.value("reasons"), principal: session.principal)
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
