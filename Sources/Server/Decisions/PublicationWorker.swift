import Domain
import Foundation
import Logging
import ServiceLifecycle
import Services

/// Publishes the waves of which the hour has come. Each node has one; the transaction lets one of them do it.
///
/// It looks every half second at most, so that everything is public within one second of the hour on every node.
struct PublicationWorker: NamedService {
  let operations: Operations
  let logger: Logger

  /// Publishes what is due; where the database does not answer now, it is due at the next look too.
  func publishDue() async {
    do {
      try await operations.publishDueWaves()
    } catch {
      logger.warning("decisions were not published", metadata: ["error": "\(error)"])
    }
  }

  func run() async throws {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      var wait = 0.5
      await publishDue()
      do {
        if let next = try await operations.nextPublication() {
          wait = min(wait, max(0.02, next.timeIntervalSince(operations.world.now())))
        }
      } catch {
        logger.warning("the next publication is not known", metadata: ["error": "\(error)"])
      }
      let pause = Duration.seconds(wait)
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
      } catch {
        return
      }
    }
  }
}
