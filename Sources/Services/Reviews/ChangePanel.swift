package import Domain
import Foundation
import Storage

extension Operations {
  /// Changes a proposal by hand, for one dossier. Constraints are hard: what they forbid is refused, whoever asks. Pressed
  /// twice, it is changed once.
  ///
  /// - Parameter version: of the proposal that the form was drawn from.
  /// - Throws: `Refusal.panelProblem`; `.changedMeanwhile` when somebody else changed the proposal in between.
  package func changePanel(
    _ change: PanelChange, of id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (state, _) = try panel(of: id, for: principal, in: transaction)
      let records = PanelProposalRecords(transaction)
      let facts = try records.facts(of: [id])[id]
      let board = state.board(id, facts)
      let locked = Set(state.choices.filter { $0.dossier == id && $0.isLocked }.map(\.person))
      if state.proposal.version != version, board.has(change, locked: locked) { return }
      guard state.proposal.version == version else { throw Refusal.changedMeanwhile }
      do throws(PanelProblem) {
        _ = try board.cost(of: change)
      } catch {
        throw Refusal.panelProblem(error)
      }
      func add(_ person: ID<Person>) throws {
        try records.insert(
          PanelChoice(
            dossier: id, person: person, affinity: board.seat(person)?.affinity ?? 0, isLocked: true, isByHand: true),
          in: state.wave.id)
      }
      var entry: [String: JSONValue] = [:]
      switch change {
      case .add(let person):
        try add(person)
        entry["added"] = .string("\(person)")
      case .remove(let person):
        try records.delete(person, of: id)
        entry["removed"] = .string("\(person)")
      case .replace(let old, let new):
        try records.delete(old, of: id)
        try add(new)
        entry = ["removed": .string("\(old)"), "added": .string("\(new)")]
      case .lock(let person, let isLocked):
        try records.setLock(isLocked, person, of: id)
        entry[isLocked ? "locked" : "unlocked"] = .string("\(person)")
      }
      try records.raise(state.wave.id, version: version)
      try JournalRecords(transaction).append(
        "panel.changed", on: "dossier:\(id)", by: principal.actor, at: now, change: entry)
    }
  }

  /// The panel around a dossier that the principal may see, and that experts examine.
  func panel(
    of id: ID<Dossier>, for principal: Principal, in transaction: any Transaction
  ) throws -> (state: PanelState, dossier: PanelDossier) {
    let dossier = try DossierRecords(transaction).find(id)
    guard principal.may(.assignExperts, to: dossier), let wave = try WaveRecords(transaction).find(dossier.wave) else {
      throw Refusal.notFound
    }
    let state = try panelState(wave, for: principal, in: transaction)
    guard let found = state.dossiers.first(where: { $0.id == id }) else { throw Refusal.notFound }
    return (state, found)
  }
}
