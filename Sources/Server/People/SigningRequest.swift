import Domain
import HTTPTypes
import Hummingbird
import Services
import Site

/// What signing in takes from a request and gives back to its browser.
extension SiteRequest {
  var cookies: SessionCookies { SessionCookies(isSecure: deployment.settings.isSecure) }

  var signingBrowser: SigningBrowser {
    SigningBrowser(
      secret: cookies.browser(request), session: cookies.session(request),
      origin: SessionOrigin(address: client, userAgent: request.headers[.userAgent]))
  }

  /// Leads to where one wanted to go, with the cookie of the new session.
  func signedIn(_ secret: String) -> Response {
    var response = redirect(to: cookies.returnPath(request)?.value ?? Link.space.path(language))
    cookies.setSession(secret, on: &response)
    cookies.setReturnPath(nil, on: &response)
    return response
  }

  /// The same request, answered in another language.
  func speaking(_ language: Language) throws -> SiteRequest {
    SiteRequest(request: request, context: context, wording: try deployment.wording(language), deployment: deployment)
  }
}
