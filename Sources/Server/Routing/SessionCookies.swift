import Domain
import Hummingbird

/// The two cookies of the site: the session, and, while one signs in, the secret that binds a link to the
/// browser that asked for it.
struct SessionCookies {
  let isSecure: Bool

  /// Over TLS the prefix makes browsers refuse a cookie that another host or an insecure page set.
  private var prefix: String { isSecure ? "__Host-" : "" }
  private var sessionName: String { prefix + "session" }
  private var browserName: String { prefix + "browser" }

  func session(_ request: Request) -> String? { request.cookies[sessionName]?.value }
  func browser(_ request: Request) -> String? { request.cookies[browserName]?.value }

  func setSession(_ secret: String, on response: inout Response) {
    set(sessionName, secret, maxAge: 12 * 3600, on: &response)
  }

  func setBrowser(_ secret: String, on response: inout Response) {
    set(browserName, secret, maxAge: 3600, on: &response)
  }

  func clearSession(on response: inout Response) { set(sessionName, "", maxAge: 0, on: &response) }

  private func set(_ name: String, _ value: String, maxAge: Int, on response: inout Response) {
    response.setCookie(
      Cookie(
        name: name, value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    )
  }
}
