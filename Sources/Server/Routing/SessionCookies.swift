import Domain
import Foundation
import Hummingbird

/// The cookies of the site: the session, and, while one signs in, the secret that binds a link to the browser
/// that asked for it, and the page to return to.
struct SessionCookies {
  let isSecure: Bool

  /// Over TLS the prefix makes browsers refuse a cookie that another host or an insecure page set.
  private var prefix: String { isSecure ? "__Host-" : "" }
  private var sessionName: String { prefix + "session" }
  private var browserName: String { prefix + "browser" }
  private var returnName: String { prefix + "return" }

  func session(_ request: Request) -> String? { request.cookies[sessionName]?.value }
  func browser(_ request: Request) -> String? { request.cookies[browserName]?.value }

  /// Where somebody wanted to go when they were asked to sign in.
  func returnPath(_ request: Request) -> LocalPath? {
    request.cookies[returnName].flatMap { $0.value.removingPercentEncoding }.flatMap { LocalPath($0) }
  }

  func setReturnPath(_ path: LocalPath?, on response: inout Response) {
    let encoded = path?.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    set(returnName, encoded, maxAge: encoded.isEmpty ? 0 : 3600, on: &response)
  }

  func setSession(_ secret: String, on response: inout Response) {
    set(sessionName, secret, maxAge: SessionTerm.hours * 3600, on: &response)
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
