import Domain
import Foundation
import ServiceLifecycle
import Services
import Synchronization

/// Whether the program only reads for the moment. It begins with a write that the disk or the database did not take;
/// for a few seconds nothing more is tried, so that people get their answer at once; then one try decides.
final class ReadOnlyMode: Sendable {
  /// For how long no write is tried again.
  static let pause: TimeInterval = 3

  private let since = Mutex<(cause: Outage, at: Date)?>(nil)

  /// Why the program only reads, or nil while it writes.
  var cause: Outage? { since.withLock { $0?.cause } }
  var isOn: Bool { cause != nil }

  func begin(_ cause: Outage, at moment: Date) { since.withLock { $0 = (cause, moment) } }
  func end() { since.withLock { $0 = nil } }

  /// - Throws: the outage, while it is too early for another try.
  func checkWriting(at moment: Date) throws(Outage) {
    let current = since.withLock { $0 }
    if let current, moment.timeIntervalSince(current.at) < ReadOnlyMode.pause { throw current.cause }
  }
}

/// Ends the read-only mode by itself: while it is on, it tries every few seconds whether a write goes through.
struct ReadOnlyWatch: NamedService {
  let deployment: Deployment

  func run() async throws {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(2)) }
      } catch {
        return
      }
      await deployment.tryWritingAgain()
    }
  }
}

extension Deployment {
  /// One try to write, when the program only reads.
  package func tryWritingAgain() async {
    guard state.readOnly.isOn else { return }
    do {
      try await operations.probeWriting()
      state.readOnly.end()
    } catch {
      if let outage = Outage(error) { state.readOnly.begin(outage, at: operations.world.now()) }
    }
  }
}
