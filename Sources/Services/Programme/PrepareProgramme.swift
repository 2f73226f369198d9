import Domain
import Foundation
import Storage

/// Whether the waves of the programme's files are to be replayed into this database.
package enum ReplayChoice: String, Sendable {
  case wanted
  case done
  case refused
}

extension Operations {
  /// The choice that was made when the database was new. It is kept, so that a replay that was killed is
  /// completed at the next start, and a database that was to stay empty does.
  package func replayChoice(wishing wish: ReplayChoice) async throws -> ReplayChoice {
    try await database.write { transaction in
      let settings = SettingRecords(transaction)
      if let kept = try settings.value("replay").flatMap(ReplayChoice.init) { return kept }
      try settings.set("replay", to: wish.rawValue)
      return wish
    }
  }

  /// Replays the recorded waves into a database that wants them.
  package func replayRecordedWaves(unlessEmpty isEmptyWanted: Bool) async throws -> ReplayReport {
    var report = ReplayReport()
    guard try await replayChoice(wishing: isEmptyWanted ? .refused : .wanted) == .wanted else {
      return report
    }
    for record in programme.waves {
      guard let procedure = programme.procedure(record.procedure) else { throw Refusal.notFound }
      let one = try await replay(record, procedure: procedure)
      report.stepsTaken += one.stepsTaken
      report.stepsAlreadyTaken += one.stepsAlreadyTaken
    }
    try await database.write { try SettingRecords($0).set("replay", to: ReplayChoice.done.rawValue) }
    return report
  }
}
