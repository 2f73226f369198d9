package import Domain
import Foundation
import Storage

extension Operations {
  /// Makes a decision public. A label's embargo is lifted: from this commit on the territory stands in the
  /// directory, the search and the open data, and nowhere before.
  package func publishDecision(_ id: ID<Dossier>, version: Int, by principal: Principal) async throws {
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.publishDecision, on: dossier)
      _ = try dossier.state.after(.publish)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard procedure.allows(.publish), let wave = try WaveRecords(transaction).find(dossier.wave) else {
        throw Refusal.notPossible(.publish, from: dossier.state)
      }
      if try isAwaited(.publish, procedure, wave, in: transaction) { throw Refusal.decision(.publishedTogether) }
      try publish(dossier, by: principal.actor, in: transaction)
      try SettingRecords(transaction).raisePublishedVersion()
    }
    try await refreshPublishedVersion()
  }

  /// Lifts the embargo of one dossier; whoever calls it raises the published version in the same transaction.
  func publish(_ dossier: Dossier, by actor: Principal.Author, in transaction: any Transaction) throws {
    let (now, id) = (world.now(), dossier.id)
    try DossierRecords(transaction).move(
      dossier, by: .publish, to: try dossier.state.after(.publish), at: now, reasons: nil)
    try keepDueOrder(of: id, in: transaction)
    try DecisionRecords(transaction).setPublished(id, at: now)
    try WaveRecords(transaction).setPublished(dossier.wave, on: Day(now))
    try TerritoryRecords(transaction).publish(id, at: now)
    if let slug = try TerritoryRecords(transaction).slug(of: id),
      let territory = try TerritoryRecords(transaction).find(slug, on: Day(now))
    {
      try index(territory, in: transaction)
      try announce(.territoryPublished(slug), in: transaction)
    }
    try JournalRecords(transaction).append("decision.published", on: "dossier:\(id)", by: actor, at: now)
  }
}
