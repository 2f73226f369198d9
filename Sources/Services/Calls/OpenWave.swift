package import Domain
import Foundation
import Storage

extension Operations {
  /// Opens a wave of a call: its procedure is frozen as it is now, so that nobody is judged by criteria
  /// that changed after they began to write.
  package func openWave(_ wave: Wave, with procedure: Procedure, by principal: Principal) async throws {
    try await database.write { transaction in
      try principal.require(.openWave, on: .any)
      try open(wave, with: procedure, by: principal, in: transaction)
    }
    try await refreshPublishedVersion()
  }

  /// Opens a wave in a transaction that checked the permission.
  func open(
    _ wave: Wave, with procedure: Procedure, by principal: Principal, in transaction: any Transaction
  ) throws {
    let now = world.now()
    try ProcedureRecords(transaction).freeze(procedure, at: now)
    try WaveRecords(transaction).insert(wave)
    let rubric = try freezeRubric(of: wave, procedure, in: transaction)
    try announce(.waveOpened(wave.slug), in: transaction)
    try SettingRecords(transaction).raisePublishedVersion()
    try JournalRecords(transaction).append(
      "wave.opened", on: "wave:\(wave.id)", by: principal.actor, at: now,
      change: [
        "slug": .string(wave.slug.value), "procedure": .string(procedure.id),
        "version": .string(procedure.version), "opensAt": .string(Instant.text(wave.opensAt)),
        "closesAt": .string(Instant.text(wave.closesAt)), "rubric": rubric.map { .string($0.version) } ?? .null,
      ])
  }
}
