import Crypto
package import Foundation

/// The SHA-256 of a text in lower-case hexadecimal (64 characters).
package func sha256(_ text: String) -> String { sha256(Data(text.utf8)) }

/// The SHA-256 of bytes in lower-case hexadecimal.
package func sha256(_ bytes: Data) -> String { hexadecimal(SHA256.hash(data: bytes)) }

/// Bytes as lower-case hexadecimal, two digits each: what a digest that was made piece by piece is written as.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { byte in
    let hex = String(byte, radix: 16)
    return hex.count == 1 ? "0" + hex : hex
  }.joined()
}
