package import Hummingbird
import Logging
package import NIOCore

/// What the server knows of a request while it answers it.
package struct AppContext: RequestContext, RemoteAddressRequestContext {
  package var coreContext: CoreRequestContextStorage
  package let remoteAddress: SocketAddress?

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// The number that the log, the response and a page about a failure share.
  var requestID: String { logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "-" }

  /// The network that asks: an IPv4 address, or the /64 of an IPv6 one, which is one household.
  var network: String {
    guard let address = remoteAddress?.ipAddress else { return "local" }
    return address.contains(":") ? address.split(separator: ":").prefix(4).joined(separator: ":") : address
  }
}
