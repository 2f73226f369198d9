import Documents
import Domain
import HTTPTypes
import Hummingbird
import Logging
import Services
import Site

/// Signing in with the identity provider. Where none is set, there are no such pages.
enum OpenIDRoutes {
  static func add(to routes: SiteRoutes) {
    routes.openRoute(.post, .providerSignIn, start)
    routes.openRoute(.get, .providerReturn, finish)
  }

  /// Sends the browser to the provider.
  @Sendable private static func start(_ site: SiteRequest) async throws -> Response {
    guard let provider = site.deployment.openID else { throw Refusal.notFound }
    let form = try await Form(site.request)
    let browser = site.cookies.browser(site.request) ?? site.operations.world.newSecret()
    let target: String
    do {
      target = try await site.operations.startProviderVisit(
        to: provider, browser: browser, network: site.network, redirect: redirect(site))
    } catch let fault as ProviderFault {
      return try refuse(fault, provider, site)
    }
    var response = site.redirect(to: target)
    site.cookies.setBrowser(browser, on: &response)
    // The provider knows one address to come back to: the page that follows it also tells the language.
    site.cookies.setReturnPath(
      LocalPath(form.text("retour")) ?? LocalPath(Link.space.path(site.language)), on: &response)
    return response
  }

  /// Takes the browser back from the provider.
  @Sendable private static func finish(_ request: SiteRequest) async throws -> Response {
    guard let provider = request.deployment.openID else { throw Refusal.notFound }
    let path = request.cookies.returnPath(request.request)?.value ?? ""
    let site = try request.speaking(path == "/en" || path.hasPrefix("/en/") ? .english : .french)
    let answer = ProviderAnswer(
      state: site.query("state"), code: site.query("code"), error: site.query("error"), issuer: site.query("iss"))
    do {
      return site.signedIn(
        try await site.operations.signIn(
          answer, from: provider, browser: site.signingBrowser, redirect: redirect(site), language: site.language))
    } catch let fault as ProviderFault {
      return try refuse(fault, provider, site)
    }
  }

  /// Shows the ways to sign in again, with what went wrong in our words; the provider's stay out of the page.
  private static func refuse(
    _ fault: ProviderFault, _ provider: OpenIDProvider, _ site: SiteRequest
  ) throws -> Response {
    site.context.logger.notice(
      "a sign-in with the identity provider failed", metadata: ["reason": "\(fault.reason)"])
    let page = SignInPage(
      returnPath: site.cookies.returnPath(site.request)?.value, problem: fault.problem,
      isDemonstration: site.deployment.settings.isDemonstration, provider: provider.settings.name, in: site.wording)
    return try SignInRoutes.answer(
      site, page, status: fault.problem == .unavailable ? .serviceUnavailable : .badRequest)
  }

  /// Where one signs out of the provider too.
  static func signOutAddress(_ token: String, _ site: SiteRequest) async -> String? {
    await site.deployment.openID?.signOutAddress(
      token, state: site.operations.world.newSecret(),
      redirect: site.deployment.settings.publicAddress.absolute(Link.signIn.path(site.language)))
  }

  private static func redirect(_ site: SiteRequest) -> String {
    site.deployment.settings.publicAddress.absolute(Link.providerReturn.path(.french))
  }
}
