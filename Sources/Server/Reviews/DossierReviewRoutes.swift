import Documents
import Domain
import Foundation
import Hummingbird
import Services
import Site

/// Reviews, for the service: who is asked, all sheets of a dossier, what a wave comes to.
enum DossierReviewRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.waveReviews, requires: .readReviews, wave)
    routes.page(.dossierReviews, requires: .askReviewer) { site, session in try await show(site, session) }
    routes.form(.reviewers, requires: .askReviewer, ask)
    routes.form(.reviewerEnd, requires: .askReviewer, withdraw)
    routes.form(.reviewQuestions, requires: .readReviews, isOnce: true, pass)
  }

  @Sendable private static func wave(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let slug = try site.slug()
    let results = try await site.operations.waveResults(of: slug, for: session.principal)
    let wave = try await site.operations.wave(slug)
    let model = WaveReviewsPage(
      results, of: wave, order: .init(site.query("tri")), site.page(size: 50), in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("reviewResults"), link: .review(.wave(slug)), session: session))
  }

  static func show(
    _ site: SiteRequest, _ session: Session, draft: DossierReviewsPage.Draft = .init(), refusal: Refusal? = nil
  ) async throws -> Response {
    let id = try site.dossier()
    let desk = try await site.operations.dossierReviews(of: id, for: session.principal)
    let model = DossierReviewsPage(
      desk, draft: draft, refusal: refusal, reader: session.principal, csrf: session.csrf,
      at: site.operations.world.now(), in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("reviewsOfDossier"), link: .review(.dossier(id)), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func ask(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.dossier()
    guard let person = ID<Person>(form.text("person")) else { throw Refusal.notFound }
    let (base, language) = (site.deployment.settings.publicAddress, site.language)
    do {
      try await site.operations.askReviewer(person, on: id, due: Day(form.text("due")), by: session.principal) {
        base.absolute(Link.review(.review($0)).path(language))
      }
      return site.redirect(to: .review(.dossier(id)))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(
        site, session, draft: .init(person: form.text("person"), due: form.text("due")), refusal: refusal)
    }
  }

  @Sendable private static func withdraw(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.dossier()
    guard let assignment = ID<ReviewAssignment>(form.text("assignment")) else { throw Refusal.notFound }
    do {
      try await site.operations.withdrawReviewer(
        assignment, of: id, because: form.text("reason"), by: session.principal,
        address: site.deployment.settings.publicAddress.absolute(Link.review(.mine).path(site.language)))
      return site.redirect(to: .review(.dossier(id)))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(
        site, session, draft: .init(withdrawal: ("\(assignment)", form.text("reason"))), refusal: refusal)
    }
  }

  @Sendable private static func pass(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.dossier()
    guard let person = ID<Person>(form.text("person")), let number = Int(form.text("number")) else {
      throw Refusal.notFound
    }
    let base = site.deployment.settings.publicAddress
    do {
      try await site.operations.passReviewQuestions(
        form.text("text"), of: number, by: person, on: id, principal: session.principal
      ) { base.absolute(Link.exchange(id).path($0)) }
      return site.redirect(to: .review(.dossier(id)))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(
        site, session, draft: .init(questions: ("\(person)", form.text("text"))), refusal: refusal)
    }
  }
}
