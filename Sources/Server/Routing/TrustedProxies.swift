package import Domain
import HTTPTypes
import Hummingbird

/// The proxies of ours that stand before the server. What they say of who asks is believed; what anybody else says of
/// it is not.
package struct TrustedProxies: Hashable, Sendable {
  private let ranges: [NetworkRange]

  package static let none = TrustedProxies(ranges: [])
  /// What runs on this machine is ours.
  package static let onThisMachine = TrustedProxies(
    ranges: ["127.0.0.1", "::1"].compactMap { NetworkRange($0) })

  private init(ranges: [NetworkRange]) { self.ranges = ranges }

  /// Reads `10.0.0.0/8, 2001:db8::1`; nil when a part of it is no range of addresses.
  package init?(_ text: String) {
    let parts = text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    let ranges = parts.compactMap { NetworkRange($0) }
    guard ranges.count == parts.count else { return nil }
    self.ranges = ranges
  }

  package func and(_ others: TrustedProxies) -> TrustedProxies { TrustedProxies(ranges: ranges + others.ranges) }

  package func contains(_ address: NetworkAddress) -> Bool { ranges.contains { $0.contains(address) } }

  /// Who asks.
  ///
  /// A chain is read from its end, which our own proxy wrote, to the first address that is not a proxy of ours: what
  /// stands before that is the client's own claim. A proxy writes one of the two headers and may let the other through
  /// as the client sent it; where they disagree neither is believed, and the request counts as the proxy's own.
  ///
  /// - Parameters:
  ///   - neighbour: the address on the wire.
  ///   - forwardedFor: the values of X-Forwarded-For.
  ///   - forwarded: the values of Forwarded (RFC 7239).
  package func client(
    neighbour: NetworkAddress?, forwardedFor: [String], forwarded: [String]
  ) -> NetworkAddress? {
    guard let neighbour, contains(neighbour) else { return neighbour }
    let chains = [
      TrustedProxies.elements(forwardedFor), TrustedProxies.elements(forwarded).map(TrustedProxies.forwardedNode),
    ].filter { !$0.isEmpty }
    let clients = Set(chains.map { client(neighbour, $0) })
    return clients.count == 1 ? clients.first : neighbour
  }

  private func client(_ neighbour: NetworkAddress, _ chain: [String]) -> NetworkAddress {
    var last = neighbour
    for node in chain.reversed() {
      // "unknown", or a name that a proxy made up: so far, and no farther.
      guard let address = TrustedProxies.address(node) else { return last }
      last = address
      if !contains(address) { return address }
    }
    return last
  }

  /// Commas are taken as they come, quoted or not: a quote that a client left open cannot swallow what follows it.
  private static func elements(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed) }
  }

  private static func forwardedNode(_ element: String) -> String {
    let pairs = element.split(separator: ";").map { $0.split(separator: "=", maxSplits: 1).map(\.trimmed) }
    let node = pairs.last { $0.count == 2 && $0[0].lowercased() == "for" }?[1] ?? ""
    return node.replacing("\"", with: "")
  }

  /// `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]:443`.
  private static func address(_ node: String) -> NetworkAddress? {
    if node.hasPrefix("[") { return NetworkAddress(String(node.dropFirst().prefix { $0 != "]" })) }
    let hasPort = node.contains(".") && node.count { $0 == ":" } == 1
    return NetworkAddress(hasPort ? String(node.prefix { $0 != ":" }) : node)
  }

  fileprivate static let forwardedForField = HTTPField.Name("X-Forwarded-For")
  fileprivate static let forwardedField = HTTPField.Name("Forwarded")
}

extension Deployment {
  /// The address that asks, as far as it can be believed.
  func client(of request: Request, _ context: AppContext) -> NetworkAddress? {
    func values(_ name: HTTPField.Name?) -> [String] { name.map { request.headers[values: $0] } ?? [] }
    return settings.trustedProxies.client(
      // Whoever comes without an address comes by a way within this machine.
      neighbour: context.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) } ?? NetworkAddress("127.0.0.1"),
      forwardedFor: values(TrustedProxies.forwardedForField), forwarded: values(TrustedProxies.forwardedField))
  }

  /// What limits are counted by; nil for a request that this machine makes itself: an operator's tool, a check.
  func network(of request: Request, _ context: AppContext) -> String? {
    guard let client = client(of: request, context) else { return nil }
    let isForwarded = [TrustedProxies.forwardedForField, TrustedProxies.forwardedField]
      .contains { name in name.map { request.headers[$0] != nil } ?? false }
    return TrustedProxies.onThisMachine.contains(client) && !isForwarded ? nil : client.household
  }
}

extension SiteRequest {
  var client: NetworkAddress? { deployment.client(of: request, context) }
  /// What limits are counted by: the network that asks.
  var network: String { client?.household ?? "local" }
}
