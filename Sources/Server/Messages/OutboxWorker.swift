import Domain
package import Logging
import ServiceLifecycle
package import Services

/// Delivers what is in the outbox, a few jobs side by side. Each node has one; a job is taken by one of them.
package struct OutboxWorker: NamedService {
  /// What each of its hands takes. A document takes seconds and a processor: one at a time, and no mail waits for it.
  private static let hands: [[OutboxMessage.Channel]] = [[.mail, .webhook], [.mail, .webhook], [.document]]

  private let operations: Operations
  private let carriers: Carriers
  private let logger: Logger

  package init(operations: Operations, carriers: Carriers, logger: Logger) {
    self.operations = operations
    self.carriers = carriers
    self.logger = logger
  }

  /// Runs until the server shuts down; a job in hand is finished first.
  package func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      for (index, channels) in OutboxWorker.hands.enumerated() {
        group.addTask { await work(channels, collectsDigests: index == 0) }
      }
    }
  }

  private func work(_ channels: [OutboxMessage.Channel], collectsDigests: Bool) async {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      var isBusy = false
      do {
        if collectsDigests { try await operations.collectDigests() }
        isBusy = try await operations.deliverNext(channels, by: carriers)
      } catch {
        // The database does not answer now: the jobs wait in it.
        logger.warning("the outbox cannot be read", metadata: ["error": "\(error)"])
      }
      if isBusy { continue }
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
      } catch {
        return
      }
    }
  }
}
