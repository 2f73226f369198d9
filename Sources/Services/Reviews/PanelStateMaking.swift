import Domain
import Storage

/// What is read of a wave, put together as the panel needs it.
struct PanelStateMaking {
  private let members: [PanelMember]
  private let parts: [ID<Person>: Set<ID<Dossier>>]
  private let bound: [ID<Dossier>: Set<ID<Person>>]
  private let dossiers: [PanelDossier]
  private let open: Set<ID<Dossier>>
  /// Of dossiers that are reviewed: who was asked or has accepted. Of others: who had accepted.
  private let asked: [ID<Dossier>: Set<ID<Person>>]
  /// Of whom a sheet is in.
  private let submitted: [ID<Dossier>: Set<ID<Person>>]
  private let declined: [ID<Dossier>: Set<ID<Person>>]
  private let choices: [PanelChoice]
  /// On dossiers that are reviewed no more: they are nobody's load.
  private let lapsed: [PanelChoice]

  init(
    members: [PanelMember], parts: [ID<Person>: Set<ID<Dossier>>], bound: [ID<Dossier>: Set<ID<Person>>],
    reviews: [PanelReviewRecords.Asked], choices: [PanelChoice], dossiers: [PanelDossier]
  ) {
    self.members = members
    self.parts = parts
    self.bound = bound
    self.dossiers = dossiers
    let open = Set(dossiers.map(\.id))
    self.open = open
    var (asked, submitted, declined): (Places, Places, Places) = ([:], [:], [:])
    for review in reviews {
      if review.state.isStanding {
        declined[review.dossier]?.remove(review.person)
        guard open.contains(review.dossier) || review.state == .accepted else { continue }
        asked[review.dossier, default: []].insert(review.person)
        if review.isIn { submitted[review.dossier, default: []].insert(review.person) }
      } else if !review.declaresConflict {
        // An interest stands among the declared ones, unless it was set aside.
        declined[review.dossier, default: []].insert(review.person)
      }
    }
    (self.asked, self.submitted, self.declined) = (asked, submitted, declined)
    let waiting = choices.filter { !(asked[$0.dossier]?.contains($0.person) ?? false) }
    self.choices = waiting.filter { open.contains($0.dossier) }
    lapsed = waiting.filter { !open.contains($0.dossier) }
  }

  private typealias Places = [ID<Dossier>: Set<ID<Person>>]

  /// Those who are proposed, or asked without a sheet of theirs being in, and are experts no more.
  var retired: [ID<Person>] {
    Set(former.values.joined()).sorted { "\($0)" < "\($1)" }
  }

  /// The same by dossier.
  private var former: [ID<Dossier>: Set<ID<Person>>] {
    let experts = Set(members.map(\.person.id))
    var former: Places = [:]
    for (dossier, people) in asked where open.contains(dossier) {
      former[dossier] = people.subtracting(experts).subtracting(submitted[dossier] ?? [])
    }
    for choice in choices where !experts.contains(choice.person) {
      former[choice.dossier, default: []].insert(choice.person)
    }
    return former
  }

  private var barriers: [ID<Dossier>: [ID<Person>: PanelProblem]] {
    var barriers: [ID<Dossier>: [ID<Person>: PanelProblem]] = [:]
    func set(_ problem: PanelProblem, _ places: Places) {
      for (dossier, people) in places { for person in people { barriers[dossier, default: [:]][person] = problem } }
    }
    set(.declined, declined)
    set(.retired, former)
    for member in members {
      for dossier in parts[member.person.id] ?? [] { barriers[dossier, default: [:]][member.person.id] = .conflict }
    }
    set(.conflict, bound)
    return barriers
  }

  /// - Parameter reader: dossiers that bind them are hidden.
  func state(
    of wave: Wave, _ proposal: PanelProposal, retired: [PanelMember], for reader: ID<Person>?
  ) -> PanelState {
    let own = reader.flatMap { parts[$0] } ?? []
    let hidden = own.union(bound.filter { bound in reader.map(bound.value.contains) ?? false }.keys)
    let state = PanelState(
      wave: wave, proposal: proposal, members: members, retired: retired,
      dossiers: dossiers.filter { !hidden.contains($0.id) },
      closed: Set(asked.keys).subtracting(open).subtracting(hidden), choices: choices, asked: asked,
      barriers: barriers)
    // What lapsed was in the best proposal when it was made, and is lost by nobody's hand.
    let gone = state.with(choices + lapsed, under: proposal).value - state.value
    return state.with(
      choices,
      under: PanelProposal(
        wave: proposal.wave, settings: proposal.settings, version: proposal.version,
        optimum: proposal.optimum - gone, madeAt: proposal.madeAt))
  }
}
