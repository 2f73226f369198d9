import Domain
import Foundation
import Storage

/// All that the assignment of a wave's experts stands on, as it is in one transaction.
struct PanelState {
  let wave: Wave
  let proposal: PanelProposal
  let members: [PanelMember]
  /// Those who are experts no more, and are proposed or were asked without a sheet of theirs being in.
  let retired: [PanelMember]
  /// Those that the reader may see. They have no interest in any of them.
  let dossiers: [PanelDossier]
  /// Those of which the same is true, that were reviewed and are no more: whoever accepted one spent a place on it.
  let closed: Set<ID<Dossier>>
  /// Of all dossiers that are reviewed.
  let choices: [PanelChoice]
  /// Who was asked, or has accepted: they have the dossier. Of a closed one, who had accepted.
  let asked: [ID<Dossier>: Set<ID<Person>>]
  /// Who is kept from a dossier by a conflict, has declined it, or is an expert no more.
  let barriers: [ID<Dossier>: [ID<Person>: PanelProblem]]

  private let visible: Set<ID<Dossier>>

  init(
    wave: Wave, proposal: PanelProposal, members: [PanelMember], retired: [PanelMember] = [],
    dossiers: [PanelDossier], closed: Set<ID<Dossier>> = [], choices: [PanelChoice],
    asked: [ID<Dossier>: Set<ID<Person>>], barriers: [ID<Dossier>: [ID<Person>: PanelProblem]]
  ) {
    self.wave = wave
    self.proposal = proposal
    self.members = members
    self.retired = retired
    self.dossiers = dossiers
    self.closed = closed
    self.choices = choices
    self.asked = asked
    self.barriers = barriers
    visible = Set(dossiers.map(\.id))
  }

  /// The same with other choices, under a proposal of its own.
  func with(_ choices: [PanelChoice], under proposal: PanelProposal) -> PanelState {
    PanelState(
      wave: wave, proposal: proposal, members: members, retired: retired, dossiers: dossiers, closed: closed,
      choices: choices, asked: asked, barriers: barriers)
  }

  func sees(_ dossier: ID<Dossier>) -> Bool { visible.contains(dossier) }

  /// Whether the reader may know who has it.
  func counts(_ dossier: ID<Dossier>) -> Bool { visible.contains(dossier) || closed.contains(dossier) }

  /// Those of a dossier who will read it: nothing came in their way since they were proposed or asked.
  func reading(_ dossier: ID<Dossier>, chosen: Set<ID<Person>>) -> Set<ID<Person>> {
    chosen.union(asked[dossier] ?? []).filter { !(barriers[dossier]?[$0]?.endsReading ?? false) }
  }

  /// How many dossiers each expert has: of those that the reader may know, and of the others.
  func loads() -> (seen: [ID<Person>: Int], hidden: [ID<Person>: Int]) {
    var (seen, hidden): ([ID<Person>: Int], [ID<Person>: Int]) = ([:], [:])
    func count(_ person: ID<Person>, _ dossier: ID<Dossier>) {
      if counts(dossier) { seen[person, default: 0] += 1 } else { hidden[person, default: 0] += 1 }
    }
    for choice in choices where !(asked[choice.dossier]?.contains(choice.person) ?? false) {
      count(choice.person, choice.dossier)
    }
    for (dossier, people) in asked { for person in people { count(person, dossier) } }
    return (seen, hidden)
  }

  /// The value of the present choices, of all dossiers.
  var value: Int {
    let (seen, hidden) = loads()
    let surcharge = Set(seen.keys).union(hidden.keys).reduce(0) { sum, person in
      let load = seen[person, default: 0] + hidden[person, default: 0]
      return sum + proposal.settings.balance * load * (load - 1) / 2
    }
    return choices.reduce(0) { $0 + $1.affinity } - surcharge
  }

  func barrier(_ member: PanelMember, _ dossier: ID<Dossier>, regions: Set<String>, sparesRegions: Bool)
    -> PanelProblem?
  {
    if let barrier = barriers[dossier]?[member.person.id] { return barrier }
    if sparesRegions, let region = member.profile.region, regions.contains(region) { return .ownRegion }
    return nil
  }

  /// The experts around a dossier.
  func board(_ dossier: ID<Dossier>, _ facts: PanelFacts?) -> PanelBoard {
    let (seen, hidden) = loads()
    return board(dossier, facts, seen, hidden)
  }

  func board(
    _ dossier: ID<Dossier>, _ facts: PanelFacts?, _ seen: [ID<Person>: Int], _ hidden: [ID<Person>: Int]
  ) -> PanelBoard {
    let own = choices.filter { $0.dossier == dossier }
    let affinityOf = Dictionary(own.map { ($0.person, $0.affinity) }, uniquingKeysWith: { $1 })
    let around = Set(own.map(\.person)).union(asked[dossier] ?? [])
    let seats = (members + retired.filter { around.contains($0.person.id) }).map { member in
      let (id, load) = (member.person.id, seen[member.person.id, default: 0])
      // What the reader may not see is told by no number; it only forbids.
      let isTakenUp = load < member.capacity && load + hidden[id, default: 0] >= member.capacity
      return PanelBoard.Seat(
        person: id, college: member.profile.college, capacity: member.capacity, load: load,
        affinity: affinityOf[id] ?? facts?.affinities[id]?.points ?? 0,
        barrier: barrier(
          member, dossier, regions: facts?.regions ?? [], sparesRegions: proposal.settings.sparesRegions)
          ?? (isTakenUp && !around.contains(id) ? .unavailable : nil))
    }
    return PanelBoard(
      settings: proposal.settings, seats: seats, chosen: Set(own.map(\.person)), asked: asked[dossier] ?? [])
  }
}

extension Operations {
  /// - Throws: `Refusal.notFound` where the principal assigns nobody.
  func panelState(_ slug: Slug, for principal: Principal, in transaction: any Transaction) throws -> PanelState {
    guard let wave = try WaveRecords(transaction).find(slug),
      principal.may(.assignExperts, on: .other, in: wave.id)
    else { throw Refusal.notFound }
    return try panelState(wave, for: principal, in: transaction)
  }

  func panelState(_ wave: Wave, for principal: Principal, in transaction: any Transaction) throws -> PanelState {
    let (records, mandates, now) = (PanelProposalRecords(transaction), MandateRecords(transaction), world.now())
    // Whoever may examine the dossiers of a wave for the service is no expert in it.
    let members = try PanelRecords(transaction).members(of: wave.id, at: now).filter { member in
      let held = try mandates.held(by: member.person.id, at: now)
      return !Principal(person: member.person.id, held: held).may(.examineDossier, on: .other, in: wave.id)
    }
    let making = PanelStateMaking(
      members: members, parts: try records.parts(in: wave.id),
      bound: try ConflictRecords(transaction).pairs(in: wave.id),
      reviews: try PanelReviewRecords(transaction).asked(in: wave.id), choices: try records.choices(in: wave.id),
      dossiers: try records.dossiers(in: wave.id))
    let proposal = try records.find(wave.id) ?? PanelProposal(wave: wave.id)
    let panel = PanelRecords(transaction)
    let retired = try making.retired.compactMap { id in
      try PersonRecords(transaction).find(id).map {
        PanelMember(person: $0, profile: try panel.profile(of: id), capacity: nil)
      }
    }
    return making.state(of: wave, proposal, retired: retired, for: principal.person)
  }
}
