import ServiceLifecycle
import Services

/// Asks twice a second for what other programs published on the same database, so that no page here is older.
struct PublishedVersionWatch: NamedService {
  let operations: Operations

  func run() async throws {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      // A database that does not answer now is asked again soon; requests tell of it by themselves.
      try? await operations.refreshPublishedVersion()
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: .milliseconds(400)) }
      } catch {
        // The server shuts down, or never came up: its other service failed and cancelled this one.
        return
      }
    }
  }
}
