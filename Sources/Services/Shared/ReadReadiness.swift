import Domain
import Foundation
import Storage

/// Why the program should not be sent requests at the moment.
package enum Unreadiness: String, CaseIterable, Sendable {
  /// The database did not answer in time.
  case database
  /// The schema is not the one of this program.
  case migrations
  /// The disk of the database takes no writes.
  case disk
  /// The program is stopping.
  case stopping
}

extension Operations {
  /// Whether the database answers within a time, with the schema of this program. It is asked by machines, about
  /// nobody's data, and needs no permission.
  package func databaseUnreadiness(within limit: Duration) async -> Unreadiness? {
    let database = database
    let isCurrent = await firstAnswer(within: limit) { try await Migrator.isCurrent(database) }
    guard let isCurrent else { return .database }
    return isCurrent ? nil : .migrations
  }

  /// Tries whether the database takes writes: a value that needs fresh room on the disk, then one that does not.
  package func probeWriting() async throws {
    let moment = world.now()
    for text in [String(repeating: "x", count: 65_536), ""] {
      try await database.write { transaction in
        try SettingRecords(transaction).set("write-probe", to: moment.ISO8601Format() + text)
      }
    }
  }
}

/// What some work answers, or nil when it fails or takes longer: it is then left to itself.
private func firstAnswer<Value: Sendable>(
  within limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async -> Value? {
  let (answers, answer) = AsyncStream<Value?>.makeStream(bufferingPolicy: .bufferingOldest(1))
  let asking = Task { answer.yield(try? await work()) }
  let waiting = Task {
    try? await Task.sleep(for: limit)
    answer.yield(nil)
  }
  defer {
    asking.cancel()
    waiting.cancel()
  }
  for await first in answers { return first }
  return nil
}
