import Synchronization

/// The open connections: how many in all, and from each network.
final class ConnectionBook: Sendable {
  private struct State {
    var total = 0
    var networks: [String: Int] = [:]
  }

  private let state = Mutex(State())

  var total: Int { state.withLock { $0.total } }

  /// Notes a connection.
  /// - Parameter network: nil where connections of a network are not counted apart: this machine's own, or a proxy's.
  /// - Returns: false when there are too many already; it is noted all the same, until `close`.
  func open(_ network: String?, _ limits: ConnectionLimits) -> Bool {
    state.withLock { state in
      state.total += 1
      guard let network else { return state.total <= limits.connections }
      state.networks[network, default: 0] += 1
      return state.total <= limits.connections
        && state.networks[network, default: 0] <= limits.connectionsPerNetwork
    }
  }

  func close(_ network: String?) {
    state.withLock { state in
      state.total -= 1
      guard let network, let count = state.networks[network] else { return }
      state.networks[network] = count > 1 ? count - 1 : nil
    }
  }
}

/// What a connection may take: room and time.
package struct ConnectionLimits: Sendable {
  package var connections = 4000
  package var connectionsPerNetwork = 256
  package var headerFields = 100
  package var headerBytes = 32_768
  /// From the opening of a connection, or from the first byte of a further request, to the end of its headers.
  package var headSeconds = 10
  package var keepAliveSeconds = 30
  /// How long a body may come slower than the minimum before the connection is cut.
  package var bodySeconds = 10
  package var bodyBytesPerSecond = 500
  /// How long a client may read nothing of its answer.
  package var unreadSeconds = 60
  /// After an answer that came before the end of its request: how long the rest is thrown away.
  package var lingerSeconds = 15

  package init() {}
}
