import Domain
import HTTPTypes
import Hummingbird

/// Which network a request comes from, as far as that can be known.
///
/// The neighbour on the wire is believed when it names somebody else only if it is a proxy of ours: one on this
/// machine, or at an address that the operator named.
package enum ClientNetwork {
  fileprivate static let forwardedFor = HTTPField.Name("X-Forwarded-For")
  private static let loopback: Set = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]

  /// Nil for a request that this machine makes itself: an operator's tool, a check, a test.
  package static func of(neighbour: String?, forwarded: String?, trusting proxies: Set<String>) -> String? {
    let isLocal = neighbour.map { loopback.contains($0) } ?? true
    guard isLocal || proxies.contains(neighbour ?? "") else { return neighbour.map(network) }
    // The last one is what our own proxy saw; what stands before it is what the client claims.
    let last = forwarded?.split(separator: ",").last?.trimmed
    if let last, !last.isEmpty { return network(String(last.prefix(60))) }
    return isLocal ? nil : neighbour.map(network)
  }

  /// An IPv4 address, or the /64 of an IPv6 one, which is one household.
  package static func network(_ address: String) -> String {
    guard address.contains(":") else { return address }
    if let mapped = address.lowercased().split(separator: ":").last, mapped.contains(".") { return String(mapped) }
    // "2001:db8::1" is written short: the first four groups are spelt out before they are compared.
    let halves = address.lowercased().split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    var groups = halves[0].split(separator: ":").map(String.init)
    if halves.count > 1 {
      let tail = halves[1].split(separator: ":").count
      groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail))
      groups += halves[1].split(separator: ":").map(String.init)
    }
    return groups.prefix(4).joined(separator: ":")
  }
}

extension Deployment {
  /// Nil for a request that this machine makes itself.
  func network(of request: Request, _ context: AppContext) -> String? {
    ClientNetwork.of(
      neighbour: context.remoteAddress?.ipAddress,
      forwarded: ClientNetwork.forwardedFor.flatMap { request.headers[values: $0].last },
      trusting: settings.trustedProxies)
  }
}
