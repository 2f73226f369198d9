import Domain
package import Foundation
import JWTKit

/// The identity provider: what it says of itself and its keys, kept for a while, and what is asked of it.
package actor OpenIDProvider {
  package nonisolated let settings: OpenIDSettings
  private let fetcher: any HTTPFetcher
  private let now: @Sendable () -> Date
  private var metadata: (value: ProviderMetadata, at: Date)?
  private var keys: (value: KeySet, at: Date)?
  private var keysAskedAt: Date?

  /// How long what was fetched is taken as it is, and how long it serves while the provider does not answer.
  private static let fresh = 3600.0
  private static let usable = 86_400.0
  /// Keys are fetched again for one that is unknown, but a forged token must not make us ask all the time.
  private static let keyPause = 60.0

  package init(settings: OpenIDSettings, fetcher: any HTTPFetcher, now: @escaping @Sendable () -> Date) {
    self.settings = settings
    self.fetcher = fetcher
    self.now = now
  }

  /// Asks the provider what it is, so that the first who signs in does not wait for it.
  /// - Throws: `ProviderFault`.
  package func discover() async throws { _ = try await currentMetadata() }

  // MARK: Signing in and out

  func authorizationAddress(_ visit: ProviderVisit, redirect: String) async throws -> String {
    var members = [
      ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirect),
      ("scope", settings.scopes), ("state", visit.state), ("nonce", visit.nonce),
      ("code_challenge", visit.challenge), ("code_challenge_method", "S256"),
    ]
    if let levels = settings.levels { members.append(("acr_values", levels)) }
    return address(try await currentMetadata().authorizationEndpoint, members.map { (name: $0.0, value: $0.1) })
  }

  /// Where one signs out of the provider too; nil where it offers nothing, or is not there.
  package func signOutAddress(_ identityToken: String, state: String, redirect: String) async -> String? {
    guard let endpoint = try? await currentMetadata().endSessionEndpoint else { return nil }
    return address(
      endpoint,
      [
        (name: "id_token_hint", value: identityToken), (name: "client_id", value: settings.clientID),
        (name: "post_logout_redirect_uri", value: redirect), (name: "state", value: state),
      ])
  }

  /// Gives the code back for who it stands for.
  /// - Throws: `ProviderFault`.
  func identity(code: String, issuer: String?, visit: ProviderVisit, redirect: String) async throws -> ProviderIdentity
  {
    let metadata = try await currentMetadata()
    // RFC 9207: an answer that another provider gave is not taken to this one.
    guard issuer == settings.issuer || (issuer == nil && metadata.namesItself != true) else {
      throw ProviderFault(.notProven, "the answer is another issuer's")
    }
    let answer = try await exchange(code, visit, redirect: redirect, metadata)
    let rule = IDTokenRule(issuer: settings.issuer, clientID: settings.clientID, nonce: visit.nonce)
    let token = try await verified(answer.idToken)
    let subject = try rule.check(token, at: now())
    let user = try await userClaims(answer.accessToken, subject: subject, rule, metadata) ?? token
    // The address and its proof come from one place: never one's address with the other's word for it.
    let sources = [user, token].filter { $0.email != nil }
    let source = sources.first { $0.emailVerified?.isTrue == true } ?? sources.first ?? token
    return ProviderIdentity(
      issuer: settings.issuer, subject: subject, email: source.email.flatMap { EmailAddress($0) },
      isEmailVerified: settings.trustsAddresses || source.emailVerified?.isTrue == true,
      name: user.fullName ?? token.fullName, token: answer.idToken)
  }

  private func exchange(
    _ code: String, _ visit: ProviderVisit, redirect: String, _ metadata: ProviderMetadata
  ) async throws -> TokenAnswer {
    var form: [(name: String, value: String)] = [
      (name: "grant_type", value: "authorization_code"), (name: "code", value: code),
      (name: "redirect_uri", value: redirect), (name: "code_verifier", value: visit.verifier),
    ]
    var headers = ["accept": "application/json"]
    if metadata.takesBasic {
      let pair = formEncoded(settings.clientID) + ":" + formEncoded(settings.clientSecret)
      headers["authorization"] = "Basic " + Data(pair.utf8).base64EncodedString()
    } else {
      form += [(name: "client_id", value: settings.clientID), (name: "client_secret", value: settings.clientSecret)]
    }
    let answer = try await reached { [fetcher, form, headers] in
      try await fetcher.post(metadata.tokenEndpoint, form: form, headers: headers)
    }
    guard answer.status == 200 else {
      let code = ProviderFault.code((try? JSONDecoder().decode(TokenRefusal.self, from: answer.body))?.error)
      // What is wrong with this code is the visit's end; anything else is between the two servers.
      let problem: ProviderProblem = code == "invalid_grant" ? .visitEnded : .unavailable
      throw ProviderFault(problem, "the token endpoint answered \(answer.status) \(code)")
    }
    return try decoded(TokenAnswer.self, answer)
  }

  /// What the provider says of the user besides: signed as ProConnect does it, or plain.
  private func userClaims(
    _ accessToken: String, subject: String, _ rule: IDTokenRule, _ metadata: ProviderMetadata
  ) async throws -> TokenClaims? {
    guard let endpoint = metadata.userinfoEndpoint else { return nil }
    let answer = try await reached { [fetcher] in
      try await fetcher.get(endpoint, headers: ["authorization": "Bearer \(accessToken)"])
    }
    guard answer.status == 200 else {
      throw ProviderFault(.unavailable, "the userinfo endpoint answered \(answer.status)")
    }
    let claims: TokenClaims
    if answer.contentType.lowercased().hasPrefix("application/jwt") {
      claims = try await verified(String(decoding: answer.body, as: UTF8.self).trimmed)
      guard claims.iss == settings.issuer else {
        throw ProviderFault(.notProven, "the userinfo is another issuer's")
      }
      try rule.checkAudience(claims)
    } else {
      claims = try decoded(TokenClaims.self, answer)
    }
    guard claims.sub == subject else { throw ProviderFault(.notProven, "the userinfo is of somebody else") }
    return claims
  }

  // MARK: Signatures

  /// The claims of a token whose signature holds.
  private func verified(_ token: String) async throws -> TokenClaims {
    guard let header = TokenHeader(of: token), let algorithm = TokenAlgorithm(rawValue: header.alg),
      header.crit == nil
    else { throw ProviderFault(.notProven, "the token is signed in a way that is not taken") }
    guard let key = try await key(for: algorithm, header.kid) else {
      throw ProviderFault(.notProven, "the provider has no such key")
    }
    do {
      return try await key.verifier(algorithm).verify(token, as: TokenClaims.self)
    } catch {
      throw ProviderFault(.notProven, "the signature does not hold")
    }
  }

  private func key(for algorithm: TokenAlgorithm, _ kid: String?) async throws -> ProviderKey? {
    let isOld = keys.map { now().timeIntervalSince($0.at) >= OpenIDProvider.fresh } ?? true
    if isOld { try await fetchKeys() }
    if let key = known(algorithm, kid) { return key }
    let pause = keysAskedAt.map { now().timeIntervalSince($0) } ?? .infinity
    guard pause >= OpenIDProvider.keyPause else { return nil }
    try await fetchKeys()
    return known(algorithm, kid)
  }

  /// A token that names no key has one only where there is no choice.
  private func known(_ algorithm: TokenAlgorithm, _ kid: String?) -> ProviderKey? {
    let serving = keys?.value.keys.filter { $0.serves(algorithm, kid) } ?? []
    return kid != nil || serving.count == 1 ? serving.first : nil
  }

  private func fetchKeys() async throws {
    keysAskedAt = now()
    do {
      let address = try await currentMetadata().jwksURI
      keys = (try await document(KeySet.self, at: address), now())
    } catch let fault as ProviderFault {
      guard let keys, now().timeIntervalSince(keys.at) < OpenIDProvider.usable else { throw fault }
    }
  }

  // MARK: Asking

  private func currentMetadata() async throws -> ProviderMetadata {
    if let metadata, now().timeIntervalSince(metadata.at) < OpenIDProvider.fresh { return metadata.value }
    do {
      let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
      let value = try await document(ProviderMetadata.self, at: base + "/.well-known/openid-configuration")
      try value.check(against: settings)
      metadata = (value, now())
      return value
    } catch let fault as ProviderFault {
      guard let metadata, now().timeIntervalSince(metadata.at) < OpenIDProvider.usable else { throw fault }
      return metadata.value
    }
  }

  private func document<Value: Decodable>(_: Value.Type, at address: String) async throws -> Value {
    let answer = try await reached { [fetcher] in
      try await fetcher.get(address, headers: ["accept": "application/json"])
    }
    guard answer.status == 200 else { throw ProviderFault(.unavailable, "the provider answered \(answer.status)") }
    return try decoded(Value.self, answer)
  }

  private func decoded<Value: Decodable>(_: Value.Type, _ answer: FetchedAnswer) throws(ProviderFault) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: answer.body)
    } catch {
      throw ProviderFault(.unavailable, "the provider's \(Value.self) cannot be read")
    }
  }

  private func reached(_ ask: @Sendable () async throws -> FetchedAnswer) async throws -> FetchedAnswer {
    do {
      return try await ask()
    } catch {
      throw ProviderFault(.unavailable, "the provider does not answer: \(type(of: error))")
    }
  }

  private nonisolated func address(_ endpoint: String, _ members: [(name: String, value: String)]) -> String {
    endpoint + (endpoint.contains("?") ? "&" : "?") + formEncoded(members)
  }
}
