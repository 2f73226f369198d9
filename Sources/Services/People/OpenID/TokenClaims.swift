import Domain
import Foundation
import JWTKit

/// What a token, or the answer about a user, says. Nothing in it holds before it was checked.
struct TokenClaims: JWTPayload {
  let iss: String?
  let sub: String?
  let aud: Audience?
  let azp: String?
  let exp: Double?
  let iat: Double?
  let nbf: Double?
  let nonce: String?
  let email: String?
  let emailVerified: Truth?
  let name: String?
  let givenName: String?
  let usualName: String?
  let familyName: String?

  enum CodingKeys: String, CodingKey {
    case iss, sub, aud, azp, exp, iat, nbf, nonce, email, name
    case emailVerified = "email_verified"
    case givenName = "given_name"
    case usualName = "usual_name"
    case familyName = "family_name"
  }

  /// The claims are checked against our clock and our visit, in `IDTokenRule`.
  func verify(using _: some JWTAlgorithm) {}

  /// The name in one line, nil where there is none.
  var fullName: String? {
    let parts = [givenName, usualName ?? familyName].compactMap { $0 }
    let text = parts.isEmpty ? name ?? "" : parts.joined(separator: " ")
    let plain = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
    return plain.trimmed.isEmpty ? nil : String(plain.trimmed.prefix(200))
  }

  /// One audience, or a list of them.
  struct Audience: Codable, Sendable {
    let values: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      values = try (try? [container.decode(String.self)]) ?? container.decode([String].self)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(values)
    }
  }

  /// A boolean, which some write as a text. Anything else is no.
  struct Truth: Codable, Sendable {
    let isTrue: Bool

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      isTrue = (try? container.decode(Bool.self)) ?? ((try? container.decode(String.self)) == "true")
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(isTrue)
    }
  }
}

/// What an ID token must say (OpenID Connect Core 1.0, section 3.1.3.7), once its signature holds.
struct IDTokenRule {
  let issuer: String
  let clientID: String
  let nonce: String

  /// Clocks differ by so much.
  static let leeway = 60.0
  /// A token is made for the visit that it ends.
  static let longest = 600.0

  /// - Returns: the subject.
  func check(_ claims: TokenClaims, at moment: Date) throws(ProviderFault) -> String {
    let now = moment.timeIntervalSince1970
    try require(claims.iss == issuer, "the token is another issuer's")
    try checkAudience(claims)
    guard let expiry = claims.exp, expiry > now - IDTokenRule.leeway else { throw fault("the token has expired") }
    guard let issued = claims.iat, issued < now + IDTokenRule.leeway,
      issued > now - IDTokenRule.longest - IDTokenRule.leeway
    else { throw fault("the token was not made just now") }
    try require((claims.nbf ?? 0) < now + IDTokenRule.leeway, "the token does not hold yet")
    try require(claims.nonce == nonce, "the token was made for another visit")
    guard let subject = claims.sub, (1...255).contains(subject.utf8.count) else {
      throw fault("the token names nobody")
    }
    return subject
  }

  func checkAudience(_ claims: TokenClaims) throws(ProviderFault) {
    let audience = claims.aud?.values ?? []
    try require(audience.contains(clientID), "the token is for another site")
    try require(claims.azp.map { $0 == clientID } ?? (audience.count == 1), "the token was given to another site")
  }

  private func require(_ condition: Bool, _ reason: String) throws(ProviderFault) {
    guard condition else { throw fault(reason) }
  }

  private func fault(_ reason: String) -> ProviderFault { ProviderFault(.notProven, reason) }
}
