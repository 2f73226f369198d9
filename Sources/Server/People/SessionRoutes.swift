import Domain
import Hummingbird
import Services
import Site

/// The sessions of whoever is signed in, and how they end.
enum SessionRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.sessions, requires: .readOwnAccount, show)
    routes.form(.sessionEnd, requires: .readOwnAccount, end)
    routes.form(.signOutEverywhere, requires: .readOwnAccount, signOutEverywhere)
  }

  @Sendable private static func show(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let secret = site.cookies.session(site.request) ?? ""
    let sessions = try await site.operations.openSessions(secret, of: session.principal, site.page(size: 20))
    return .html(
      try site.renderPrivate(
        SessionsPage(sessions, csrf: session.csrf, in: site.wording), title: site.wording.catalogue("sessions"),
        link: .sessions, session: session))
  }

  @Sendable private static func end(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    guard let id = site.context.parameters.get("id").flatMap({ ID<OpenSession>($0) }) else { throw Refusal.notFound }
    try await site.operations.closeSession(id, by: session.principal)
    return site.redirect(to: .sessions)
  }

  @Sendable private static func signOutEverywhere(
    _ site: SiteRequest, _ session: Session, _: Form
  ) async throws -> Response {
    try await site.operations.signOutEverywhere(by: session.principal)
    var response = site.redirect(to: .signIn)
    site.cookies.clearSession(on: &response)
    return response
  }
}
