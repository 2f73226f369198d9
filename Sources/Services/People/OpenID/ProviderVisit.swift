import Crypto
import Domain
package import Foundation

/// Somebody's way to the identity provider and back. All its secrets follow from the state, which travels, and from
/// the secret of the browser, which does not: the database holds hashes, and another browser can do nothing with it.
struct ProviderVisit: Sendable {
  let state: String
  /// Ties the ID token to this visit.
  let nonce: String
  /// Ties the code to this visit (RFC 7636).
  let verifier: String

  static let minutes = 10

  init(state: String, browser: String) {
    self.state = state
    nonce = sha256("nonce \(browser) \(state)")
    verifier = sha256("verifier \(browser) \(state)")
  }

  /// The SHA-256 of the verifier in URL-safe base 64.
  var challenge: String { base64URL(Data(SHA256.hash(data: Data(verifier.utf8)))) }
}

/// The header of a token in three parts, before anything of it is believed.
struct TokenHeader: Decodable {
  let alg: String
  let kid: String?
  let crit: [String]?

  init?(of token: String) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Data(base64URL: String(parts[0])),
      let header = try? JSONDecoder().decode(TokenHeader.self, from: bytes)
    else { return nil }
    self = header
  }
}

/// URL-safe base 64 without padding (RFC 4648, section 5).
package func base64URL(_ data: Data) -> String {
  data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

extension Data {
  fileprivate init?(base64URL text: String) {
    let plain = text.replacing("-", with: "+").replacing("_", with: "/")
    self.init(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
  }
}
