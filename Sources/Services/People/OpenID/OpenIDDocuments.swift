import Domain
import Foundation
import JWTKit

/// What a provider says of itself (OpenID Connect Discovery 1.0).
struct ProviderMetadata: Decodable, Sendable {
  let issuer: String
  let authorizationEndpoint: String
  let tokenEndpoint: String
  let jwksURI: String
  let userinfoEndpoint: String?
  let endSessionEndpoint: String?
  let tokenEndpointAuthMethods: [String]?
  let namesItself: Bool?

  enum CodingKeys: String, CodingKey {
    case issuer
    case authorizationEndpoint = "authorization_endpoint"
    case tokenEndpoint = "token_endpoint"
    case jwksURI = "jwks_uri"
    case userinfoEndpoint = "userinfo_endpoint"
    case endSessionEndpoint = "end_session_endpoint"
    case tokenEndpointAuthMethods = "token_endpoint_auth_methods_supported"
    case namesItself = "authorization_response_iss_parameter_supported"
  }

  /// Basic is what a provider takes that does not say.
  var takesBasic: Bool { tokenEndpointAuthMethods?.contains("client_secret_basic") ?? true }

  /// - Throws: when it speaks for another issuer, or sends us to addresses in the clear.
  func check(against settings: OpenIDSettings) throws(ProviderFault) {
    guard issuer == settings.issuer else {
      throw ProviderFault(.unavailable, "the discovery document names another issuer")
    }
    let addresses = [authorizationEndpoint, tokenEndpoint, jwksURI, userinfoEndpoint, endSessionEndpoint]
    guard addresses.allSatisfy({ $0.map(OpenIDSettings.isSecure) ?? true }) else {
      throw ProviderFault(.unavailable, "the discovery document has an address that is not https")
    }
  }
}

/// What the token endpoint answers.
struct TokenAnswer: Decodable {
  let idToken: String
  let accessToken: String

  enum CodingKeys: String, CodingKey {
    case idToken = "id_token"
    case accessToken = "access_token"
  }
}

struct TokenRefusal: Decodable {
  let error: String?
}

/// The public keys of a provider (RFC 7517).
struct KeySet: Decodable, Sendable {
  let keys: [ProviderKey]
}

struct ProviderKey: Decodable, Sendable {
  let kty: String
  let kid: String?
  let alg: String?
  let use: String?
  let n: String?
  let e: String?
  let crv: String?
  let x: String?
  let y: String?

  /// Whether the key signs, and by this algorithm: a key of one kind is never used for another.
  func serves(_ algorithm: TokenAlgorithm, _ kid: String?) -> Bool {
    guard kid == nil || self.kid == kid, use == nil || use == "sig", alg == nil || alg == algorithm.rawValue else {
      return false
    }
    return switch algorithm {
    case .rs256: kty == "RSA"
    case .es256: kty == "EC" && crv == "P-256"
    }
  }

  /// What verifies with this key alone, by this algorithm alone.
  func verifier(_ algorithm: TokenAlgorithm) async throws -> JWTKeyCollection {
    let keys = JWTKeyCollection()
    switch algorithm {
    case .rs256:
      await keys.add(rsa: try Insecure.RSA.PublicKey(modulus: n ?? "", exponent: e ?? ""), digestAlgorithm: .sha256)
    case .es256:
      await keys.add(ecdsa: try ES256PublicKey(parameters: ECDSAParameters(x: x ?? "", y: y ?? "")))
    }
    return keys
  }
}

/// The algorithms that we take: never `none`, and nothing that a public key could be mistaken for the secret of.
enum TokenAlgorithm: String {
  case rs256 = "RS256"
  case es256 = "ES256"
}
