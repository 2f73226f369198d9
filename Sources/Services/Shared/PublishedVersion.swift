import Storage
import Synchronization

/// The number of what the public can see, kept in memory so that a page can be answered without asking
/// the database. It is refreshed after each publication here, and once a second for those made elsewhere.
package final class PublishedVersion: Sendable {
  private let number = Mutex(0)

  package init() {}

  package var current: Int { number.withLock { $0 } }

  /// Never goes back: an older answer may arrive after a newer one.
  func raise(to version: Int) {
    number.withLock { $0 = max($0, version) }
  }
}

extension Operations {
  /// Reads the published version from the database.
  package func refreshPublishedVersion() async throws {
    let version = try await database.read { try SettingRecords($0).publishedVersion() }
    publishedVersion.raise(to: version)
  }
}
