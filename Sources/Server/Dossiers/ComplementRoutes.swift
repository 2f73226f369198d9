import Domain
import Hummingbird
import Services
import Site

/// What time does to a dossier: taking a submission back, complements, the reopening of a draft, expressions of interest.
enum ComplementRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.reopening, requires: .reopenDossier) { site, session in
      try reopening(site, session, ReopeningDraft())
    }
    routes.form(.reopening, requires: .reopenDossier, reopen)
    routes.page(.interests, requires: .readQueue, interests)
    routes.page(.interestRead, requires: .readQueue, interest)
  }

  /// A request for complements as the form of the examination sends it.
  static func draft(_ form: Form) -> ComplementDraft {
    var draft = ComplementDraft(reason: form.text("reasons"), due: form.text("due"))
    for (name, value) in form.members {
      switch name {
      case "field": if !draft.fields.contains(value) { draft.fields.append(value) }
      case "indispensable": draft.indispensable.insert(value)
      case _ where name.hasPrefix("reason."): draft.fieldReasons[String(name.dropFirst(7))] = value
      default: break
      }
    }
    return draft
  }

  private static func reopening(
    _ site: SiteRequest, _ session: Session, _ draft: ReopeningDraft, refusal: Refusal? = nil,
    done: (reference: String, Reopening)? = nil
  ) throws -> Response {
    let model = ReopeningPage(draft, csrf: session.csrf, refusal: refusal, done: done, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("reopening"), link: .reopening, session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func reopen(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let draft = ReopeningDraft(
      reference: form.text("reference"), day: form.text("day"), hour: form.text("hour"), reason: form.text("reason"))
    do {
      let made = try await site.operations.reopenDossier(draft, by: session.principal)
      return try reopening(
        site, session, ReopeningDraft(), done: (draft.reference.trimmed.uppercased(), made))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try reopening(site, session, draft, refusal: refusal)
    }
  }

  @Sendable private static func interests(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let page = try await site.operations.interests(site.page(size: 25), for: session.principal)
    return .html(
      try site.renderPrivate(
        InterestsPage(page, in: site.wording), title: site.wording.catalogue("interests"), link: .interests,
        session: session))
  }

  @Sendable private static func interest(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let id = try site.dossier()
    let interest = try await site.operations.interest(of: id, for: session.principal)
    return .html(
      try site.renderPrivate(
        InterestPage(interest, in: site.wording), title: interest.reference, link: .interestRead(id), session: session))
  }
}
