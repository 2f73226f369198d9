package import Domain
import Foundation
import Storage

extension Operations {
  /// Puts the version of a procedure that stands in the files into use: calls opened from now on have it, and the
  /// standing calls of the procedure go over to it. Dossiers that were begun keep theirs.
  ///
  /// - Parameter digest: of the version that the administrator read.
  /// - Throws: `Refusal.changedMeanwhile` when the file says something else by now, or the version cannot be used.
  package func publishProcedure(_ key: ProcedureKey, digest: String, by principal: Principal) async throws {
    try principal.require(.publishProcedure, on: .any)
    let now = world.now()
    let (procedures, problems) = filedProcedures()
    try await database.write { transaction in
      let office = try office(procedures, problems, in: transaction)
      guard let version = office.version(key) else { throw Refusal.notFound }
      guard version.digest == digest, office.canPublish(key) else { throw Refusal.changedMeanwhile }
      try ProcedureRecords(transaction).freeze(version.procedure, at: now)
      let moved = try WaveRecords(transaction).moveStanding(to: key)
      try SettingRecords(transaction).raisePublishedVersion()
      try JournalRecords(transaction).append(
        "procedure.published", on: "procedure:\(key.id)", by: principal.actor, at: now,
        change: [
          "version": .string(key.version), "digest": .string(digest),
          "calls": .array(moved.map { .string($0.value) }),
        ])
    }
    try await refreshPublishedVersion()
  }
}
