import Documents
import Domain
import Hummingbird
import Services
import Site

/// The queue of the service: its filters, the views that people keep, dossiers given in one go.
enum QueueRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.queue, requires: .readQueue) { site, session in try await show(site, session) }
    routes.form(.giving, requires: .giveDossier, give)
    // What became of dossiers is told once; its address, kept or shared, leads to the queue.
    routes.page(.giving, requires: .readQueue) { site, _ in
      site.redirect(to: address(Link.queue.path(site.language), queueFilter(site).query))
    }
    routes.form(.queueViews, requires: .readQueue, keep)
    routes.form(.queueViewEnd, requires: .readQueue) { site, session, form in
      guard let view = ID<QueueView>(form.text("view")) else { throw Refusal.notFound }
      try await site.operations.deleteQueueView(view, by: session.principal)
      return site.redirect(to: .queue)
    }
  }

  /// The filter stands in the address, of forms too, so that the same queue is shown again.
  private static func queueFilter(_ site: SiteRequest) -> QueueFilter { QueueFilter { site.query($0) } }

  private static func show(
    _ site: SiteRequest, _ session: Session, _ outcome: QueuePage.Outcome = .init(),
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let (filter, principal) = (queueFilter(site), session.principal)
    let page = try await site.operations.queue(filter, for: principal, site.page(size: 25))
    let ids = page.items.map(\.id)
    let waves = try await site.operations.waves(.longest).items
    return .html(
      try site.renderPrivate(
        QueuePage(
          page, filter: filter, waves: waves, procedures: site.operations.programme.currentProcedures,
          desk: try await site.operations.queueDesk(filter, of: ids, for: principal),
          times: try await site.operations.queueTimes(of: ids, for: principal),
          questions: try await site.operations.questions(on: ids, for: principal),
          mayReopen: principal.may(.reopenDossier, on: .unsubmitted), mayGive: principal.may(.giveDossier, on: .other),
          csrf: session.csrf, outcome: outcome, in: site.wording),
        title: site.wording.catalogue("queue"), link: .queue, session: session), status: status)
  }

  /// Says at once what became of each dossier. Sent again, the same form finds that all is done.
  @Sendable private static func give(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let asked = form.members.filter { $0.name == "dossier" }.compactMap { DossierToGive($0.value) }
    guard !asked.isEmpty else {
      let refusal = Refusal.invalid([Finding(field: "dossier", problem: .missing)])
      return try await show(site, session, .init(refusal: refusal), status: refusal.status)
    }
    guard !form.text("person").isEmpty else {
      let refusal = Refusal.invalid([Finding(field: "person", problem: .missing)])
      let ticked = Set(asked.map(\.dossier))
      return try await show(site, session, .init(refusal: refusal, ticked: ticked), status: refusal.status)
    }
    let report = try await site.giveDossiers(asked, form, session)
    let failed = report.given.isEmpty && report.already.isEmpty
    return try await show(site, session, .init(report: report), status: failed ? .conflict : .ok)
  }

  @Sendable private static func keep(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    do {
      try await site.operations.keepQueueView(queueFilter(site), as: form.text("name"), by: session.principal)
      return site.redirect(to: address(Link.queue.path(site.language), queueFilter(site).query))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(
        site, session, .init(viewName: form.text("name"), refusal: refusal), status: refusal.status)
    }
  }
}

extension SiteRequest {
  /// Gives dossiers to the person that a form names, or gives them back where it says so.
  func giveDossiers(_ asked: [DossierToGive], _ form: Form, _ session: Session) async throws -> GivingReport {
    let person = ID<Person>(form.text("person"))
    guard !form.text("person").isEmpty else {
      throw Refusal.invalid([Finding(field: "person", problem: .missing)])
    }
    guard person != nil || form.text("person") == DossierToGive.nobody else { throw Refusal.notFound }
    let (base, language) = (deployment.settings.publicAddress, self.language)
    return try await operations.giveDossiers(asked, to: person, by: session.principal) { id in
      base.absolute(Link.examination(id).path(language))
    }
  }
}
