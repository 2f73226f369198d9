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
}
