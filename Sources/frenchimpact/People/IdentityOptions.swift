import ArgumentParser
import Domain
import Foundation
import Server
import Services

/// Who may say for whom they ask, and who may say who somebody is. The identity provider is set in the environment
/// alone: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_SCOPES, OIDC_ACR_VALUES, OIDC_TRUST_EMAIL.
struct IdentityOptions: ParsableArguments {
  @Option(
    help: """
      Addresses of the proxies before the server, 10.0.0.0/8,2001:db8::1: only these, and those on this machine, are \
      believed when they say for whom they ask (X-Forwarded-For, Forwarded). (default: $TRUSTED_PROXIES)
      """)
  var trustedProxies: String?

  private var environment: [String: String] { ProcessInfo.processInfo.environment }
  private var givenProxies: String { trustedProxies ?? environment["TRUSTED_PROXIES"] ?? "" }

  /// Those that are named, and those on this machine.
  var proxies: TrustedProxies? { TrustedProxies(givenProxies).map { TrustedProxies.onThisMachine.and($0) } }

  /// Everything that is wrong, in the words of the operator's settings.
  var problems: [String] {
    var problems: [String] = []
    if proxies == nil {
      problems.append(
        "TRUSTED_PROXIES is \"\(givenProxies)\"; give addresses or ranges, 10.0.0.0/8,2001:db8::1, with commas.")
    }
    do {
      _ = try OpenIDSettings.read(environment)
    } catch {
      problems += error.problems
    }
    return problems
  }

  /// The identity provider; nil where none is set.
  func provider() throws -> OpenIDProvider? {
    guard let settings = try OpenIDSettings.read(environment) else { return nil }
    return OpenIDProvider(settings: settings, fetcher: HTTPClientFetcher(), now: Wiring.world.now)
  }

  /// Asks the provider what it is. One that does not answer keeps nobody from signing in with a link.
  func greet(_ provider: OpenIDProvider) async {
    do {
      try await provider.discover()
    } catch {
      let reason = (error as? ProviderFault)?.reason ?? "\(error)"
      FileHandle.standardError.write(
        Data("warning: \(provider.settings.issuer): \(reason); it is asked again when somebody signs in\n".utf8))
    }
  }
}
