import Foundation

/// The identity provider as the operator names it, in the environment alone: a secret has no place on a command line.
package struct OpenIDSettings: Hashable, Sendable {
  package let issuer: String
  package let clientID: String
  package let clientSecret: String
  /// What the button says.
  package let name: String
  package let scopes: String
  /// The level of proof that is asked for, where the provider wants one named.
  package let levels: String?
  /// Whether an address counts as proven without the provider saying so.
  package let trustsAddresses: Bool

  package init(
    issuer: String, clientID: String, clientSecret: String, name: String = "ProConnect",
    scopes: String = OpenIDSettings.usualScopes, levels: String? = nil, trustsAddresses: Bool = false
  ) {
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.name = name
    self.scopes = scopes
    self.levels = levels
    self.trustsAddresses = trustsAddresses
  }

  /// Those of ProConnect.
  package static let usualScopes = "openid email given_name usual_name siret"

  /// Reads the environment; nil where no provider is named.
  /// - Throws: `Invalid` with everything that is wrong.
  package static func read(_ environment: [String: String]) throws(Invalid) -> OpenIDSettings? {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let issuer = value("OIDC_ISSUER") else { return nil }
    var problems: [String] = []
    if !isSecure(issuer) || issuer.contains("?") || issuer.contains("#") {
      problems.append("OIDC_ISSUER must be an https:// address; http:// serves on a loopback address only.")
    }
    for name in ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] where value(name) == nil {
      problems.append("\(name) is missing: the identity provider gave it when the site was registered.")
    }
    let scopes = value("OIDC_SCOPES") ?? usualScopes
    if !scopes.split(separator: " ").contains("openid") { problems.append("OIDC_SCOPES must contain openid.") }
    let trust = value("OIDC_TRUST_EMAIL") ?? "no"
    if !["yes", "no"].contains(trust) { problems.append("OIDC_TRUST_EMAIL must be yes or no.") }
    guard problems.isEmpty else { throw Invalid(problems: problems) }
    return OpenIDSettings(
      issuer: issuer, clientID: value("OIDC_CLIENT_ID") ?? "", clientSecret: value("OIDC_CLIENT_SECRET") ?? "",
      name: value("OIDC_NAME") ?? "ProConnect", scopes: scopes, levels: value("OIDC_ACR_VALUES"),
      trustsAddresses: trust == "yes")
  }

  package struct Invalid: Error, Hashable {
    package let problems: [String]
  }

  /// Over TLS, or on this machine.
  static func isSecure(_ address: String) -> Bool {
    guard let url = URL(string: address), let host = url.host() else { return false }
    return url.scheme == "https" || (url.scheme == "http" && ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host))
  }

  /// Where the forms of the site may lead besides itself: browsers hold redirects to it too.
  package var origin: String? {
    guard let url = URL(string: issuer), let scheme = url.scheme, let host = url.host() else { return nil }
    return "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
  }
}
