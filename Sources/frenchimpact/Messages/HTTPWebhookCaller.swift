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

extension NetworkAddress {
  /// What the name of a host stands for; nothing where it stands for nothing.
  static func addresses(of host: String) -> [NetworkAddress] {
    let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    guard let found = try? SocketAddress.makeAddressResolvingHost(name, port: 443) else { return [] }
    return found.ipAddress.flatMap { NetworkAddress($0) }.map { [$0] } ?? []
  }
}
