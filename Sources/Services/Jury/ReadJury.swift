package import Domain
import Foundation
import Storage

/// What of the agenda an operation needs the dossiers of.
enum JuryScope {
  case agenda
  /// One item is dealt with, beside the current one; the others are not asked whom they are kept from.
  case item(ID<JuryItem>)
  /// Nothing that belongs to a dossier is shown or touched.
  case session
}

/// A session with the dossiers that were asked for: who is bound on what is read from both.
struct LoadedJury {
  let session: JurySession
  let wave: Wave
  let dossiers: [ID<Dossier>: Dossier]
  let departures: [ID<JuryItem>: Set<ID<Person>>]
  /// Members who have not the role any more by which they sit, or no account.
  let gone: Set<ID<Person>>

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

  /// - Parameter voted: who has voted on it.
  func room(for item: JuryItem, voted: Set<ID<Person>> = []) -> JuryRoom {
    session.room(for: item, bound: bound(on: item), gone: gone, voted: voted)
  }

  /// Whose vote on an item does not count.
  func excluded(on item: JuryItem) -> Set<ID<Person>> { bound(on: item).union(gone) }

  /// Whether an item is kept from everybody who leads the session: nobody could conclude it.
  func isStuck(_ item: JuryItem) -> Bool {
    guard item.subject.dossier.map({ dossiers[$0] != nil }) ?? true else { return false }
    return session.leaders.filter { !gone.contains($0.person) }.allSatisfy {
      isHidden(item, from: Principal(person: $0.person, roles: [.jury, .instructor]))
    }
  }

  /// Whether an item is kept from somebody: nothing of it is shown to them, and they touch nothing of it.
  func isHidden(_ item: JuryItem, from principal: Principal) -> Bool {
    if let person = principal.person, departures[item.id]?.contains(person) ?? false { return true }
    guard let id = item.subject.dossier else { return false }
    // Of a dossier that was not asked for nobody knows whom it is kept from.
    guard let dossier = dossiers[id] else { return true }
    return principal.relation(to: dossier, for: .readJury) == .conflicted
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
      let jury = try loadJury(id, allowing: .readJury, of: .agenda, to: principal, in: transaction)
      return try view(of: jury, for: principal, in: transaction)
    }
  }

  /// A dossier as a jury reads it.
  package func juryDossier(_ id: ID<Dossier>, for principal: Principal) async throws -> DossierFile {
    let file = try await dossier(id, for: principal)
    guard !file.isFiledByReader else { throw Refusal.notFound }
    return file
  }

  /// Whether `juryDossier` shows a dossier to the principal: no link leads them to one that it does not.
  func mayOpen(_ dossier: Dossier, _ principal: Principal) -> Bool {
    principal.may(.readDossier, to: dossier) && !dossier.isFiled(by: principal)
  }

  func loadJury(
    _ id: ID<JurySession>, allowing permission: Permission, of scope: JuryScope, to principal: Principal,
    in transaction: any Transaction
  ) throws -> LoadedJury {
    let session = try JuryRecords(transaction).find(id)
    try principal.require(permission, in: session)
    guard let wave = try WaveRecords(transaction).find(session.wave) else { throw Refusal.notFound }
    let needed =
      switch scope {
      case .agenda: session.items
      case .item(let item): session.items.filter { $0.id == item || $0.id == session.current }
      case .session: [] as [JuryItem]
      }
    let dossiers = try DossierRecords(transaction).find(needed.compactMap(\.subject.dossier))
    return LoadedJury(
      session: session, wave: wave, dossiers: Dictionary(dossiers.map { ($0.id, $0) }) { first, _ in first },
      departures: try JuryVoteRecords(transaction).departures(in: id), gone: try gone(of: session, in: transaction))
  }

  private func gone(of session: JurySession, in transaction: any Transaction) throws -> Set<ID<Person>> {
    let (records, now) = (MandateRecords(transaction), world.now())
    let voting = session.members.filter(\.part.isVoting).map(\.person)
    let others = session.members.filter { !$0.part.isVoting }.map(\.person)
    let standing = try records.holding(.jury, in: session.wave, at: now, among: voting)
      .union(records.holding(.instructor, in: session.wave, at: now, among: others))
    return Set(voting + others).subtracting(standing)
  }

  func view(of jury: LoadedJury, for principal: Principal, in transaction: any Transaction) throws -> JuryView {
    let session = jury.session
    let shown = session.items.filter { !jury.isHidden($0, from: principal) }
    let scores = try scores(of: jury.wave, for: principal, in: transaction)
    let ranks = scores?.ranking.entries ?? []
    let records = PersonRecords(transaction)
    let named = Set(session.members.map(\.person) + session.items.flatMap { $0.results.flatMap { $0.room.everybody } })
    let people = try named.compactMap { try records.find($0) }
    let procedures = Set(shown.compactMap { jury.dossier(of: $0)?.procedure })
    let outcomes = try Dictionary(
      procedures.map { ($0, try ProcedureRecords(transaction).find($0).outcomes) }, uniquingKeysWith: { $1 })
    let items = try shown.enumerated().map { place, item -> JuryView.Item in
      let dossier = jury.dossier(of: item)
      let entry = dossier.flatMap { dossier in ranks.first { $0.result.code == "\(dossier.id)" } }
      let votes = try votes(on: item, in: transaction)
      return JuryView.Item(
        item: item, number: place + 1, isReadable: dossier.map { mayOpen($0, principal) } ?? false, dossier: dossier,
        outcomes: dossier.flatMap { outcomes[$0.procedure] } ?? [],
        room: jury.room(for: item, voted: votes.voters),
        standing: entry.map { JuryView.Standing(result: $0.result, rank: $0.rank, dossiers: ranks.count) },
        voters: votes.voters.count, hasVoted: principal.person.map(votes.voters.contains) ?? false,
        own: principal.person.flatMap { votes.named[$0] }, votes: votes.counted)
    }
    let isAway = session.currentItem.map { jury.isHidden($0, from: principal) } ?? false
    return JuryView(
      session: session, wave: jury.wave, people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first },
      items: items, leftOut: session.items.count - shown.count, isAway: isAway,
      isStuck: session.currentItem.map(jury.isStuck) ?? false, rubric: programme.rubric,
      mayLead: principal.may(.leadJury, in: session), mayPlan: principal.may(.planJury, in: session),
      mayVote: principal.may(.voteInJury, in: session))
  }

  /// Who voted in the round that goes on, how where it is open, and what was voted in the rounds that were counted.
  private func votes(
    on item: JuryItem, in transaction: any Transaction
  ) throws -> (voters: Set<ID<Person>>, named: [ID<Person>: JuryChoice], counted: [Int: JuryView.Votes]) {
    let records = JuryVoteRecords(transaction)
    // Nothing was voted yet.
    if item.state == .waiting, item.round == 1 { return ([], [:], [:]) }
    let named = try records.named(on: item.id, round: item.round)
    let voters = item.ballot == .secret ? try records.voters(on: item.id, round: item.round) : Set(named.keys)
    var counted: [Int: JuryView.Votes] = [:]
    for result in item.results {
      switch result.ballot {
      case .open: counted[result.round] = .named(try records.named(on: item.id, round: result.round))
      case .secret: counted[result.round] = .coded(try records.coded(on: item.id, round: result.round))
      }
    }
    return (voters, named, counted)
  }
}

extension JuryRoom {
  fileprivate var everybody: [ID<Person>] { present + recused + absent }
}
