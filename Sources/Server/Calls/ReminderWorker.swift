import Logging
import ServiceLifecycle
import Services
import Site

/// Looks every few minutes whether a wave closes soon, and reminds those whose draft is not submitted; and what the clock
/// brings to labels: reports that are due, terms that end. Each node has one.
struct ReminderWorker: NamedService {
  let operations: Operations
  let site: String
  let logger: Logger

  func run() async throws {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      do {
        try await operations.sendReminders(site: site)
        try await operations.remindReviewers { [site] id, language in
          site + Link.review(.review(id)).path(language)
        }
        try await operations.lookAtLabels(site: site)
      } catch {
        // The database does not answer now: what is due is due at the next look too.
        logger.warning("reminders were not sent", metadata: ["error": "\(error)"])
      }
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(300)) }
      } catch {
        return
      }
    }
  }
}
