package import Domain
import Storage

/// A change of the agenda of a session.
package enum AgendaChange: Hashable, Sendable {
  case add([ID<Dossier>])
  /// Something that is no dossier.
  case addFree(String)
  case raise(ID<JuryItem>)
  case lower(ID<JuryItem>)
  case remove(ID<JuryItem>)
}

extension Operations {
  /// The dossiers that can be put on an agenda: those of the wave that are reviewed and on no other. A dossier that an
  /// interest keeps from the principal is not among them.
  package func agendaCandidates(of id: ID<JurySession>, for principal: Principal) async throws -> [Dossier] {
    try await database.read { transaction in
      let jury = try loadJury(id, allowing: .planJury, of: .agenda, to: principal, in: transaction)
      return try candidates(for: jury, by: principal, in: transaction)
    }
  }

  /// Changes the agenda of a session that is not over. What is being dealt with, or was, stays where it is.
  /// - Throws: `Refusal.changedMeanwhile` when somebody changed the session first.
  package func changeAgenda(
    of id: ID<JurySession>, version: Int, _ change: AgendaChange, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let jury = try loadJury(id, allowing: .planJury, of: .agenda, to: principal, in: transaction)
      guard jury.session.version == version, !jury.session.state.isOver else { throw Refusal.changedMeanwhile }
      let records = JuryRecords(transaction)
      switch change {
      case .add(let dossiers):
        let known = try candidates(for: jury, by: principal, in: transaction).map(\.id)
        guard !dossiers.isEmpty else {
          throw Refusal.invalid([Finding(field: "dossiers", problem: .missing)])
        }
        guard dossiers.allSatisfy(known.contains) else { throw Refusal.changedMeanwhile }
        try add(dossiers.map { .dossier($0) }, to: jury.session, in: transaction)
      case .addFree(let title):
        let title = title.withoutTurns
        if title.trimmed.isEmpty { throw Refusal.invalid([Finding(field: "free", problem: .missing)]) }
        guard title.trimmed.count <= JuryItem.longestTitle else {
          let problem = Finding.Problem.tooLong(length: title.trimmed.count, maximum: JuryItem.longestTitle)
          throw Refusal.invalid([Finding(field: "free", problem: problem)])
        }
        try add([.free(title.trimmed)], to: jury.session, in: transaction)
      case .raise(let item): try shift(item, by: -1, in: jury, for: principal, records)
      case .lower(let item): try shift(item, by: 1, in: jury, for: principal, records)
      case .remove(let item):
        let found = try jury.item(item, for: principal)
        guard found.mayMove else { throw Refusal.jury(.itemUnfinished) }
        try records.remove(found.id)
      }
      try records.save(jury.session)
      try JournalRecords(transaction).append(
        "jury.agendaChanged", on: "jury:\(id)", by: principal.actor, at: now, change: change.journal)
    }
  }

  private func candidates(
    for jury: LoadedJury, by principal: Principal, in transaction: any Transaction
  ) throws -> [Dossier] {
    try DossierRecords(transaction).find(JuryRecords(transaction).candidates(in: jury.session.wave, limit: 300))
      .filter { principal.relation(to: $0, for: .planJury) != .conflicted }
  }

  private func add(
    _ subjects: [JuryItem.Subject], to session: JurySession, in transaction: any Transaction
  ) throws {
    guard session.items.count + subjects.count <= JuryRule.mostItems else {
      throw Refusal.jury(.tooManyItems(maximum: JuryRule.mostItems))
    }
    let last = session.items.map(\.place).max() ?? 0
    for (number, subject) in subjects.enumerated() {
      let item = JuryItem(
        id: world.newIdentity(), place: last + number + 1, subject: subject, ballot: session.rule.ballot)
      try JuryRecords(transaction).insert(item, in: session.id)
    }
  }

  /// Changes places with the neighbour that the principal sees and that waits too; at the end of the list nothing happens.
  private func shift(
    _ id: ID<JuryItem>, by step: Int, in jury: LoadedJury, for principal: Principal, _ records: JuryRecords
  ) throws {
    let item = try jury.item(id, for: principal)
    let seen = jury.session.items.filter { $0.mayMove && !jury.isHidden($0, from: principal) }
    guard let place = seen.firstIndex(where: { $0.id == item.id }), seen.indices.contains(place + step) else { return }
    let other = seen[place + step]
    try records.save(item.at(other.place))
    try records.save(other.at(item.place))
  }
}

extension JuryItem {
  fileprivate func at(_ place: Int) -> JuryItem {
    JuryItem(
      id: id, place: place, subject: subject, ballot: ballot, state: state, round: round, results: results,
      putOff: putOff)
  }

  /// The same item further on.
  func moved(to state: State, round: Int? = nil, ballot: JuryRule.Ballot? = nil) -> JuryItem {
    JuryItem(
      id: id, place: place, subject: subject, ballot: ballot ?? self.ballot, state: state, round: round ?? self.round,
      results: results, putOff: putOff)
  }
}

extension AgendaChange {
  fileprivate var journal: [String: JSONValue] {
    switch self {
    case .add(let dossiers): ["added": .array(dossiers.map { .string("dossier:\($0)") })]
    case .addFree(let title): ["addedText": .string(sha256(title.trimmed))]
    case .raise(let item): ["raised": .string("\(item)")]
    case .lower(let item): ["lowered": .string("\(item)")]
    case .remove(let item): ["removed": .string("\(item)")]
    }
  }
}
