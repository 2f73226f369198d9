import Domain
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A connection of HTTP/1.1 with its limits: how many there are, how large headers are, how slow a client may be.
struct GuardedChannel: ServerChildChannel {
  typealias Value = HTTP1Channel.Value

  let http: HTTP1Channel
  let limits: ConnectionLimits
  let connections: ConnectionBook
  let proxies: TrustedProxies

  init(responder: @escaping HTTPChannelHandler.Responder, _ deployment: Deployment) {
    let limits = deployment.settings.connectionLimits
    self.limits = limits
    connections = deployment.state.connections
    proxies = deployment.settings.trustedProxies
    http = HTTP1Channel(
      responder: responder,
      configuration: .init(
        additionalChannelHandlers: [ConnectionGuard(limits: limits)],
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
          maxHeaderFieldCount: limits.headerFields)))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let neighbour = channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) }
    // A proxy of ours brings the connections of many: they are not counted as one network's.
    let network = neighbour.flatMap { proxies.contains($0) ? nil : $0.household }
    let isAdmitted = connections.open(network, limits)
    let connections = connections
    channel.closeFuture.whenComplete { _ in connections.close(network) }
    return http.setup(channel: channel, logger: logger).map { value in
      if !isAdmitted { channel.eventLoop.execute { channel.close(promise: nil) } }
      return value
    }
  }

  func handle(value: Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
