import Crypto
import Foundation

/// The signature of a webhook's call, in the manner of Standard Webhooks (https://www.standardwebhooks.com): the receiver
/// proves with it who calls, and refuses what is older than five minutes or came before under the same id.
package struct WebhookSignature: Sendable {
  private let secret: String

  package init(secret: String) { self.secret = secret }

  /// `v1,` and the HMAC-SHA256, in base64, of `id.timestamp.body`.
  /// - Parameter timestamp: seconds since 1970.
  package func sign(id: String, timestamp: Int, body: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Data("\(id).\(timestamp).\(body)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
    return "v1," + Data(code).base64EncodedString()
  }
}
