import Domain
import Synchronization

/// What the running server knows of itself: its connections, its counts, whether it may write, whether it stops.
package final class ServerState: Sendable {
  let metrics = Metrics()
  let connections = ConnectionBook()
  let readOnly = ReadOnlyMode()
  let writes = TokenBuckets(burst: 240)
  /// A collective behind one address, whose pages save by themselves.
  let autosaves = TokenBuckets(burst: 1500)
  let costlyReads = TokenBuckets(burst: 120)
  let repeatedForms = RepeatedForms()
  private let stopping = Mutex(false)

  package init() {}

  /// Set when the program was told to stop: load balancers then look elsewhere.
  package var isStopping: Bool { stopping.withLock { $0 } }
  package func stop() { stopping.withLock { $0 = true } }
}
