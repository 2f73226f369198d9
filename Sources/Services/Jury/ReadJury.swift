package import Domain
import Foundation
import Storage

/// A session with the dossiers of its agenda: who is bound on what is read from both.
struct LoadedJury {
  let session: JurySession
  let wave: Wave
  let dossiers: [ID<Dossier>: Dossier]
  let departures: [ID<JuryItem>: Set<ID<Person>>]

  func dossier(of item: JuryItem) -> Dossier? { item.subject.dossier.flatMap { dossiers[$0] } }

  /// Whom an interest keeps out of an item: a conflict that was found, or one that they declared.
  func bound(on item: JuryItem) -> Set<ID<Person>> {
    let declared = departures[item.id] ?? []
    guard let dossier = dossier(of: item) else { return declared }
    let found = session.members.map(\.person).filter { person in
      Principal(person: person, roles: [.jury]).relation(to: dossier, for: .voteInJury) == .conflicted
    }
    return declared.union(found)
  }

  func room(for item: JuryItem) -> JuryRoom { session.room(for: item, bound: bound(on: item)) }

  /// Whether an item is kept from somebody: nothing of it is shown to them, and they touch nothing of it.
  func isHidden(_ item: JuryItem, from principal: Principal) -> Bool {
    if let person = principal.person, departures[item.id]?.contains(person) ?? false { return true }
    return dossier(of: item).map { principal.relation(to: $0, for: .readJury) == .conflicted } ?? false
  }

  /// - Throws: `Refusal.notFound` also for an item that is kept from the principal.
  func item(_ id: ID<JuryItem>, for principal: Principal) throws(Refusal) -> JuryItem {
    guard let item = session.item(id), !isHidden(item, from: principal) else { throw .notFound }
    return item
  }
}

extension Operations {
  /// The sessions that the principal may read: all of their waves, or those in which they sit.
  package func juries(for principal: Principal, _ page: PageRequest) async throws -> Page<JuryListing> {
    guard Relation.allCases.contains(where: { principal.may(.readJury, on: $0) }) else {
      throw Refusal.notAllowed(.readJury)
    }
    return try await database.read { transaction in
      let waves = principal.waves(of: .readJury, on: .other)
      return try JuryRecords(transaction).list(in: waves, seating: principal.person, page)
    }
  }

  /// A session as the principal may see it.
  /// - Throws: `Refusal.notFound` also where they may not.
  package func jury(_ id: ID<JurySession>, for principal: Principal) async throws -> JuryView {
    try await database.read { transaction in
      let jury = try loadJury(id, allowing: .readJury, to: principal, in: transaction)
      return try view(of: jury, for: principal, in: transaction)
    }
  }

  /// A dossier as a jury reads it.
  package func juryDossier(_ id: ID<Dossier>, for principal: Principal) async throws -> DossierFile {
    let file = try await dossier(id, for: principal)
    guard !file.isFiledByReader else { throw Refusal.notFound }
    return file
  }

  func loadJury(
    _ id: ID<JurySession>, allowing permission: Permission, to principal: Principal, in transaction: any Transaction
  ) throws -> LoadedJury {
    let session = try JuryRecords(transaction).find(id)
    try principal.require(permission, in: session)
    guard let wave = try WaveRecords(transaction).find(session.wave) else { throw Refusal.notFound }
    let dossiers = try session.items.compactMap(\.subject.dossier).map { try DossierRecords(transaction).find($0) }
    return LoadedJury(
      session: session, wave: wave, dossiers: Dictionary(dossiers.map { ($0.id, $0) }) { first, _ in first },
      departures: try JuryVoteRecords(transaction).departures(in: id))
  }

  func view(of jury: LoadedJury, for principal: Principal, in transaction: any Transaction) throws -> JuryView {
    let session = jury.session
    let shown = session.items.filter { !jury.isHidden($0, from: principal) }
    let scores = try scores(of: jury.wave, for: principal, in: transaction)
    let ranks = scores?.ranking.entries ?? []
    let records = PersonRecords(transaction)
    let named = Set(session.members.map(\.person) + session.items.flatMap { $0.results.flatMap { $0.room.everybody } })
    let people = try named.compactMap { try records.find($0) }
    let items = try shown.map { item -> JuryView.Item in
      let dossier = jury.dossier(of: item)
      let entry = ranks.first { $0.result.code == dossier.map { "\($0.id)" } }
      return try view(
        of: item, dossier, jury.room(for: item),
        entry.map { JuryView.Standing(result: $0.result, rank: $0.rank, dossiers: ranks.count) }, for: principal,
        in: transaction)
    }
    let isAway = session.currentItem.map { jury.isHidden($0, from: principal) } ?? false
    return JuryView(
      session: session, wave: jury.wave, people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first },
      items: items, leftOut: session.items.count - shown.count, isAway: isAway, rubric: programme.rubric,
      mayLead: principal.may(.leadJury, in: session), mayPlan: principal.may(.planJury, in: session),
      mayVote: principal.may(.voteInJury, in: session))
  }

  private func view(
    of item: JuryItem, _ dossier: Dossier?, _ room: JuryRoom, _ standing: JuryView.Standing?,
    for principal: Principal, in transaction: any Transaction
  ) throws -> JuryView.Item {
    let records = JuryVoteRecords(transaction)
    let named = try records.named(on: item.id, round: item.round)
    let voters = item.ballot == .secret ? try records.voters(on: item.id, round: item.round) : Set(named.keys)
    var votes: [Int: JuryView.Votes] = [:]
    for result in item.results {
      switch result.ballot {
      case .open: votes[result.round] = .named(try records.named(on: item.id, round: result.round))
      case .secret: votes[result.round] = .coded(try records.coded(on: item.id, round: result.round))
      }
    }
    return JuryView.Item(
      item: item, dossier: dossier,
      outcomes: try dossier.map { try ProcedureRecords(transaction).find($0.procedure).outcomes } ?? [], room: room,
      standing: standing, voters: voters.count, hasVoted: principal.person.map(voters.contains) ?? false,
      own: principal.person.flatMap { named[$0] }, votes: votes)
  }
}

extension JuryRoom {
  fileprivate var everybody: [ID<Person>] { present + recused + absent }
}
