import Crypto
import CryptoExtras
package import Domain
import Foundation
package import Services
import Synchronization

/// An identity provider of a test's own: it answers from memory and signs with real keys.
package final class FakeProvider: HTTPFetcher {
  package static let issuer = "https://id.exemple.example"
  package static let settings = OpenIDSettings(
    issuer: issuer, clientID: "site", clientSecret: "geheim/:", name: "Exemple")

  private struct State {
    var published: [SigningKey] = []
    var token = ""
    var tokenStatus = 200
    var userinfo: FetchedAnswer?
    var members: [String: JSONValue] = [:]
    var isDown = false
    var asked: [String] = []
    var form: [String: String] = [:]
    var authorization: String?
  }

  private let state = Mutex(State())

  package init(_ keys: SigningKey...) { state.withLock { $0.published = keys } }

  package func publish(_ keys: SigningKey...) { state.withLock { $0.published = keys } }
  package func give(token: String, status: Int = 200) {
    state.withLock {
      $0.token = token
      $0.tokenStatus = status
    }
  }
  package func giveUserinfo(_ body: String, contentType: String = "application/json") {
    state.withLock {
      $0.userinfo = FetchedAnswer(status: 200, contentType: contentType, body: Data(body.utf8))
    }
  }
  /// Adds to the discovery document, or changes it.
  package func state(_ members: [String: JSONValue]) { state.withLock { $0.members = members } }
  package func setDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }
  /// How often an address was asked that ends so.
  package func count(_ end: String) -> Int { state.withLock { $0.asked.count { $0.hasSuffix(end) } } }
  /// The last form that the token endpoint got, and how the site named itself.
  package var exchange: (form: [String: String], authorization: String?) {
    state.withLock { ($0.form, $0.authorization) }
  }

  package func get(_ address: String, headers: [String: String]) async throws -> FetchedAnswer {
    try state.withLock { state in
      state.asked.append(address)
      if state.isDown { throw Unreachable() }
      if address.hasSuffix("/openid-configuration") { return FakeProvider.json(.object(FakeProvider.metadata(state))) }
      if address.hasSuffix("/keys") {
        return FakeProvider.json(.object(["keys": .array(state.published.map(\.document))]))
      }
      return state.userinfo ?? FetchedAnswer(status: 404, contentType: "text/plain", body: Data())
    }
  }

  package func post(
    _ address: String, form: [(name: String, value: String)], headers: [String: String]
  ) async throws -> FetchedAnswer {
    try state.withLock { state in
      state.asked.append(address)
      if state.isDown { throw Unreachable() }
      state.form = Dictionary(form.map { ($0.name, $0.value) }) { $1 }
      state.authorization = headers["authorization"]
      guard state.tokenStatus == 200 else {
        return FakeProvider.json(.object(["error": .string("invalid_grant")]), status: state.tokenStatus)
      }
      return FakeProvider.json(.object(["access_token": .string("access"), "id_token": .string(state.token)]))
    }
  }

  private static func metadata(_ state: State) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "issuer": .string(issuer), "authorization_endpoint": .string(issuer + "/authorize"),
      "token_endpoint": .string(issuer + "/token"), "jwks_uri": .string(issuer + "/keys"),
      "end_session_endpoint": .string(issuer + "/logout"),
    ]
    if state.userinfo != nil { members["userinfo_endpoint"] = .string(issuer + "/userinfo") }
    return members.merging(state.members) { $1 }
  }

  private static func json(_ value: JSONValue, status: Int = 200) -> FetchedAnswer {
    FetchedAnswer(status: status, contentType: "application/json", body: Data(value.canonical.utf8))
  }

  private struct Unreachable: Error {}
}

/// A key that signs tokens, and how it is published.
package struct SigningKey: Sendable {
  package let kid: String
  private let kind: Kind

  private enum Kind: Sendable {
    case elliptic(P256.Signing.PrivateKey)
    case rsa(_RSA.Signing.PrivateKey)
  }

  package static func elliptic(_ kid: String) -> SigningKey {
    SigningKey(kid: kid, kind: .elliptic(P256.Signing.PrivateKey()))
  }

  package static func rsa(_ kid: String) throws -> SigningKey {
    SigningKey(kid: kid, kind: .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048)))
  }

  /// The public half as a JWK.
  var document: JSONValue {
    var members: [String: JSONValue] = ["kid": .string(kid), "use": .string("sig")]
    switch kind {
    case .elliptic(let key):
      let point = key.publicKey.rawRepresentation
      members["kty"] = .string("EC")
      members["crv"] = .string("P-256")
      members["x"] = .string(base64URL(point.prefix(32)))
      members["y"] = .string(base64URL(point.suffix(32)))
    case .rsa(let key):
      let parts = try? key.publicKey.getKeyPrimitives()
      members["kty"] = .string("RSA")
      members["n"] = .string(base64URL(parts?.modulus ?? Data()))
      members["e"] = .string(base64URL(parts?.publicExponent ?? Data()))
    }
    return .object(members)
  }

  /// The public half in PEM: what a forger knows.
  package var publicText: String {
    switch kind {
    case .elliptic(let key): key.publicKey.pemRepresentation
    case .rsa(let key): key.publicKey.pemRepresentation
    }
  }

  /// A token of these claims, signed.
  package func token(_ claims: [String: JSONValue], header extra: [String: JSONValue] = [:]) throws -> String {
    var header: [String: JSONValue] = ["kid": .string(kid)]
    switch kind {
    case .elliptic: header["alg"] = .string("ES256")
    case .rsa: header["alg"] = .string("RS256")
    }
    let text = SigningKey.unsigned(header.merging(extra) { $1 }, claims)
    let bytes = Data(text.utf8)
    switch kind {
    case .elliptic(let key): return text + "." + base64URL(try key.signature(for: bytes).rawRepresentation)
    case .rsa(let key):
      let signature = try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
      return text + "." + base64URL(signature.rawRepresentation)
    }
  }

  /// The two parts that are signed.
  package static func unsigned(_ header: [String: JSONValue], _ claims: [String: JSONValue]) -> String {
    [header, claims].map { base64URL(Data(JSONValue.object($0).canonical.utf8)) }.joined(separator: ".")
  }

  /// A token signed with a secret, as one who takes a public key for one would verify it.
  package static func shared(_ secret: String, kid: String, _ claims: [String: JSONValue]) -> String {
    let text = unsigned(["alg": .string("HS256"), "kid": .string(kid)], claims)
    let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
    return text + "." + base64URL(Data(code))
  }
}
