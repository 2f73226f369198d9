package import Domain
import Foundation
import Storage

extension Operations {
  /// Makes a decision public. A label's embargo is lifted: from this commit on the territory stands in the
  /// directory, the search and the open data, and nowhere before.
  package func publishDecision(_ id: ID<Dossier>, version: Int, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.publishDecision, on: dossier)
      let next = try dossier.state.after(.publish)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      guard try ProcedureRecords(transaction).find(dossier.procedure).allows(.publish) else {
        throw Refusal.notPossible(.publish, from: dossier.state)
      }
      try DossierRecords(transaction).move(dossier, by: .publish, to: next, at: now, reasons: nil)
      try keepDueOrder(of: id, in: transaction)
      try DecisionRecords(transaction).setPublished(id, at: now)
      try WaveRecords(transaction).setPublished(dossier.wave, on: Day(now))
      try TerritoryRecords(transaction).publish(id, at: now)
      if let slug = try TerritoryRecords(transaction).slug(of: id),
        let territory = try TerritoryRecords(transaction).find(slug)
      {
        try index(territory, in: transaction)
        try announce(.territoryPublished(slug), in: transaction)
      }
      try SettingRecords(transaction).raisePublishedVersion()
      try JournalRecords(transaction).append(
        "decision.published", on: "dossier:\(id)", by: principal.actor, at: now)
    }
    try await refreshPublishedVersion()
  }
}
