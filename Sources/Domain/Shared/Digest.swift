import Crypto
import Foundation

/// The SHA-256 of a text in lower-case hexadecimal (64 characters).
package func sha256(_ text: String) -> String {
  SHA256.hash(data: Data(text.utf8)).map { byte in
    let hex = String(byte, radix: 16)
    return hex.count == 1 ? "0" + hex : hex
  }.joined()
}
