import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Services

/// Calls webhooks. It follows no redirect and, unless it is told to, reaches no address of a private network: whoever
/// registers a webhook must not make this server talk to its neighbours.
struct HTTPWebhookCaller: WebhookCaller {
  let reachesPrivateNetworks: Bool

  func call(_ url: String, headers: [(name: String, value: String)], body: Data) async -> Delivery {
    guard let address = URL(string: url), let host = address.host() else {
      return .refused(reason: "\(url) is no address")
    }
    if !reachesPrivateNetworks {
      guard address.scheme == "https" else { return .refused(reason: "a webhook is called by https only") }
      if NetworkAddress.addresses(of: host).contains(where: \.isPrivate) {
        return .refused(reason: "\(host) is in a private network")
      }
    }
    // A client of its own for each call: they are rare, and none outlives its answer.
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let outcome = await post(url, headers, body, by: client)
    try? await client.shutdown()
    return outcome
  }

  private func post(
    _ url: String, _ headers: [(name: String, value: String)], _ body: Data, by client: HTTPClient
  ) async -> Delivery {
    do {
      var request = HTTPClientRequest(url: url)
      request.method = .POST
      for header in headers { request.headers.add(name: header.name, value: header.value) }
      request.headers.add(name: "user-agent", value: "french-impact")
      request.body = .bytes(ByteBuffer(bytes: body))
      let response = try await client.execute(request, timeout: .seconds(10))
      let code = response.status.code
      if (200..<300).contains(code) { return .done }
      return code == 410
        ? .refused(reason: "the receiver answered 410: it is gone")
        : .postponed(reason: "the receiver answered \(code)")
    } catch {
      return .postponed(reason: "\(error)")
    }
  }
}

/// An address of a host, and whether it belongs to the public network.
struct NetworkAddress: Hashable {
  let bytes: [UInt8]

  /// What the name of a host stands for; nothing where it stands for nothing.
  static func addresses(of host: String) -> [NetworkAddress] {
    let port = 443
    guard let found = try? SocketAddress.makeAddressResolvingHost(host, port: port) else { return [] }
    switch found {
    case .v4(let address):
      return [NetworkAddress(bytes: withUnsafeBytes(of: address.address.sin_addr) { Array($0) })]
    case .v6(let address):
      return [NetworkAddress(bytes: withUnsafeBytes(of: address.address.sin6_addr) { Array($0) })]
    case .unixDomainSocket: return []
    }
  }

  /// Loopback, private, link-local, shared, multicast and unspecified addresses (RFC 6890).
  var isPrivate: Bool {
    if bytes.count == 4 {
      let (first, second) = (bytes[0], bytes[1])
      return [0, 10, 127].contains(first) || first >= 224 || (first == 172 && (16..<32).contains(second))
        || (first == 192 && second == 168) || (first == 169 && second == 254)
        || (first == 100 && (64..<128).contains(second))
    }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    if isMapped { return NetworkAddress(bytes: Array(bytes.suffix(4))).isPrivate }
    let isSmall = bytes.prefix(15).allSatisfy { $0 == 0 }
    return isSmall || bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFF || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
  }
}
