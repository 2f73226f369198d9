import Documents
import Domain
import Hummingbird
import Services
import Site

/// Signing in by a one-time link, and out again.
enum SignInRoutes {
  static func add(to routes: SiteRoutes) {
    routes.openRoute(.get, .signIn, show)
    routes.openRoute(.post, .signIn, request)
    routes.openRoute(.get, .linkSent) { site in
      .html(try site.renderPrivate(page(site), title: site.wording.catalogue("linkSent"), link: .linkSent))
    }
    routes.openRoute(.get, .signInLink, confirm)
    routes.openRoute(.post, .signInLink, use)
    routes.form(.signOut, requires: .readOwnAccount, signOut)
    routes.page(.space, requires: .readOwnAccount, space)
  }

  private static func page(_ site: SiteRequest) -> LinkSentPage {
    LinkSentPage(isDemonstration: site.deployment.settings.isDemonstration, in: site.wording)
  }

  @Sendable private static func show(_ site: SiteRequest) async throws -> Response {
    try answer(
      site,
      SignInPage(
        returnPath: site.query("retour").flatMap { LocalPath($0)?.value },
        isDemonstration: site.deployment.settings.isDemonstration, provider: site.deployment.openID?.settings.name,
        in: site.wording))
  }

  static func answer(
    _ site: SiteRequest, _ model: SignInPage, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    .html(
      try site.renderPrivate(model, title: site.wording.catalogue("signIn"), link: .signIn), status: status)
  }

  /// The same answer whether or not the address is known.
  @Sendable private static func request(_ site: SiteRequest) async throws -> Response {
    let form = try await Form(site.request)
    let typed = form.text("email")
    guard let email = EmailAddress(typed) else {
      let problem: Finding.Problem = typed.trimmed.isEmpty ? .missing : .notAnAddress
      return try answer(
        site,
        SignInPage(
          email: typed, returnPath: LocalPath(form.text("retour"))?.value,
          errors: [Finding(field: "email", problem: problem)],
          isDemonstration: site.deployment.settings.isDemonstration, provider: site.deployment.openID?.settings.name,
          in: site.wording),
        status: .unprocessableContent)
    }
    let cookies = site.cookies
    let browser = cookies.browser(site.request) ?? site.operations.world.newSecret()
    let (address, language) = (site.deployment.settings.publicAddress, site.language)
    try await site.operations.requestSignInLink(
      for: email, browser: browser, network: site.network, language: language
    ) { token in
      address.absolute(Link.signInLink(token).path(language))
    }
    var response = site.redirect(to: .linkSent)
    cookies.setBrowser(browser, on: &response)
    cookies.setReturnPath(LocalPath(form.text("retour")), on: &response)
    return response
  }

  @Sendable private static func confirm(_ site: SiteRequest) async throws -> Response {
    let token = site.context.parameters.get("token") ?? ""
    return .html(
      try site.renderPrivate(
        ConfirmSignInPage(token: token, in: site.wording), title: site.wording.catalogue("signIn"),
        link: .signIn))
  }

  @Sendable private static func use(_ site: SiteRequest) async throws -> Response {
    guard let token = site.context.parameters.get("token") else { throw Refusal.linkNotValid }
    return site.signedIn(try await site.operations.signIn(token: token, browser: site.signingBrowser))
  }

  @Sendable private static func signOut(_ site: SiteRequest, _ session: Session, _: Form) async throws
    -> Response
  {
    var target = Link.home.path(site.language)
    if let secret = site.cookies.session(site.request),
      let token = try await site.operations.signOut(secret, by: session.principal),
      let elsewhere = await OpenIDRoutes.signOutAddress(token, site)
    {
      target = elsewhere
    }
    var response = site.redirect(to: target)
    site.cookies.clearSession(on: &response)
    return response
  }

  @Sendable private static func space(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let dossiers = try await site.operations.ownDossiers(of: session.principal, .longest)
    let tasks = try await site.operations.awaitedTasks(of: session.principal)
    return .html(
      try site.renderPrivate(
        SpacePage(session, tasks: tasks, dossiers: dossiers, in: site.wording),
        title: site.wording.catalogue("mySpace"),
        link: .space, session: session))
  }
}
