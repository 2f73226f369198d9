package import Domain
import Foundation
import Storage

extension Operations {
  /// Makes the proposal of a wave, or makes it anew: the best assignment under the settings. Locked choices and people who were
  /// asked stay; others stay where nothing is lost by it. Choices for dossiers in which the principal has an interest are not
  /// touched.
  ///
  /// - Parameter version: of the proposal that the form was drawn from, 0 before the first.
  /// - Throws: `Refusal.invalid`; `.changedMeanwhile` when somebody else changed the proposal in between.
  package func proposePanel(
    _ draft: PanelSettingsDraft, for slug: Slug, version: Int, by principal: Principal
  ) async throws {
    let (settings, findings) = draft.read(programme.programme)
    let (state, dossiers, past) = try await database.read { transaction in
      let state = try panelState(slug, for: principal, in: transaction)
      let records = DossierRecords(transaction)
      let past = try PanelReviewRecords(transaction).past(of: state.members.map(\.person.id), without: state.wave.id)
      let examined = try Set(past.values.joined()).map { ($0, try records.find($0)) }
      return (
        state, try state.dossiers.map { try records.find($0.id) },
        PanelMaking.Past(places: past, dossiers: Dictionary(examined, uniquingKeysWith: { $1 }))
      )
    }
    guard let settings else { throw Refusal.invalid(findings) }
    guard state.proposal.version == version else { throw Refusal.changedMeanwhile }
    // Between two transactions: nobody waits for it, and what changed meanwhile is found by the version.
    let making = PanelMaking(state, settings, dossiers: dossiers, past: past, gazetteer: gazetteer)
    let result = making.run()
    let now = world.now()
    try await database.write { transaction in
      guard principal.may(.assignExperts, on: .other, in: state.wave.id) else { throw Refusal.notFound }
      let records = PanelProposalRecords(transaction)
      try records.save(settings, optimum: result.optimum, of: state.wave.id, version: version, at: now)
      for choice in state.choices where state.sees(choice.dossier) {
        try records.delete(choice.person, of: choice.dossier)
      }
      try records.deleteLapsed(in: state.wave.id)
      for choice in result.choices { try records.insert(choice, in: state.wave.id) }
      for (dossier, facts) in zip(dossiers, result.facts) {
        try records.keep(facts, of: dossier.id, in: state.wave.id)
      }
      try JournalRecords(transaction).append(
        "panel.proposed", on: "wave:\(state.wave.id)", by: principal.actor, at: now,
        change: [
          "demand": .integer(Int64(settings.demand)), "objective": .string(settings.objective.rawValue),
          "colleges": .array(settings.colleges.map { .string($0) }), "sparesRegions": .bool(settings.sparesRegions),
          "balance": .integer(Int64(settings.balance)), "choices": .integer(Int64(result.choices.count)),
          "optimum": .integer(Int64(result.optimum)),
        ])
    }
  }
}

/// The making of a proposal, without the database.
struct PanelMaking {
  struct Result {
    let choices: [PanelChoice]
    /// By dossier.
    let facts: [PanelFacts]
    let optimum: Int
  }

  /// The dossiers of other waves that experts examined.
  struct Past {
    let places: [ID<Person>: [ID<Dossier>]]
    let dossiers: [ID<Dossier>: Dossier]
  }

  private typealias Pair = AssignmentProblem.Pair

  private let past: Past
  private let state: PanelState
  private let settings: PanelSettings
  private let dossiers: [Dossier]
  private let gazetteer: Gazetteer

  init(_ state: PanelState, _ settings: PanelSettings, dossiers: [Dossier], past: Past, gazetteer: Gazetteer) {
    self.past = past
    self.state = state
    self.settings = settings
    self.dossiers = dossiers
    self.gazetteer = gazetteer
  }

  func run() -> Result {
    let facts = compare()
    var problem = problem(facts)
    let locks = locks()
    for pair in locks { try? problem.lock(pair) }
    let solved = problem.solved(
      settings.objective,
      keepingTo: AssignmentOrigins(
        colleges: state.members.map { member in settings.colleges.firstIndex { $0 == member.profile.college } },
        required: Set(settings.colleges.indices), balance: Int64(settings.balance), kept: Set(pairs(state.choices))))
    let before = Dictionary(
      state.choices.map { (PanelChoice.Place($0), $0) }, uniquingKeysWith: { $1 })
    let choices = solved.pairs.compactMap { pair -> PanelChoice? in
      let (dossier, person) = (dossiers[pair.paper].id, state.members[pair.reviewer].person.id)
      guard !(state.asked[dossier]?.contains(person) ?? false) else { return nil }
      let old = before[PanelChoice.Place(dossier: dossier, person: person)]
      return PanelChoice(
        dossier: dossier, person: person, affinity: facts[pair.paper].affinities[person]?.points ?? 0,
        isLocked: old?.isLocked ?? false, isByHand: old.map { $0.isLocked && $0.isByHand } ?? false)
    }
    let after = state.with(
      choices + state.choices.filter { !state.sees($0.dossier) },
      under: PanelProposal(wave: state.wave.id, settings: settings))
    return Result(choices: choices, facts: facts, optimum: after.value)
  }

  /// Affinities of all pairs.
  private func compare() -> [PanelFacts] {
    var lexicon = FrenchLexicon()
    let compared = dossiers.map { dossier in
      AffinityDossier(
        themes: dossier.answers.challengeThemes, text: lexicon.text([dossier.title] + dossier.answers.prose))
    }
    let model = AffinityModel(dossiers: compared)
    let examined = past.dossiers.mapValues { lexicon.text([$0.title] + $0.answers.prose) }
    var affinities = [[ID<Person>: Affinity]](repeating: [:], count: dossiers.count)
    for member in state.members {
      let expert = AffinityExpert(
        themes: Set(member.profile.themes), text: lexicon.text([member.profile.knowledge]),
        past: past.places[member.person.id, default: []].compactMap { examined[$0] })
      for (place, affinity) in model.affinities(of: expert).enumerated() {
        affinities[place][member.person.id] = affinity
      }
    }
    return dossiers.indices.map { place in
      let perimeter = dossiers[place].answers.list("perimeter").compactMap { PlaceCode($0) }
      return PanelFacts(
        regions: Perimeter(codes: perimeter, year: 0).regions(in: gazetteer), themes: compared[place].themes,
        affinities: affinities[place])
    }
  }

  /// Whoever was asked stays, even beyond what the settings or the capacities say now.
  private func problem(_ facts: [PanelFacts]) -> AssignmentProblem {
    let fixed = locks()
    let hidden = state.loads().hidden
    let people = Set(state.members.map(\.person.id))
    let demands = dossiers.indices.map { place in
      // Who is an expert no more, and whose sheet is in.
      let outside = state.reading(dossiers[place].id, chosen: []).subtracting(people).count
      return max(settings.demand - outside, fixed.count { $0.paper == place }, 0)
    }
    let capacities = state.members.indices.map { place in
      let member = state.members[place]
      let id = member.person.id
      let asked = state.asked.values.count { $0.contains(id) }
      let spent = state.asked.count { state.closed.contains($0.key) && $0.value.contains(id) }
      return max(
        member.capacity - spent - hidden[id, default: 0], min(asked, fixed.count { $0.reviewer == place }))
    }
    var problem = AssignmentProblem(demands: demands, capacities: capacities)
    for (paper, dossier) in dossiers.enumerated() {
      for (reviewer, member) in state.members.enumerated() {
        let id = member.person.id
        let isAsked = state.reading(dossier.id, chosen: []).contains(id)
        let barrier = state.barrier(
          member, dossier.id, regions: facts[paper].regions, sparesRegions: settings.sparesRegions)
        problem[Pair(paper, reviewer)] =
          barrier == nil || isAsked ? Int64(facts[paper].affinities[id]?.points ?? 0) : nil
      }
    }
    return problem
  }

  /// Who was asked first, then what was locked.
  private func locks() -> [Pair] {
    let asked = state.asked.keys.flatMap { dossier in
      state.reading(dossier, chosen: []).map { (dossier, $0) }
    }
    return pairs(asked).sorted() + pairs(state.choices.filter(\.isLocked)).sorted()
  }

  private func pairs(_ choices: [PanelChoice]) -> [Pair] { pairs(choices.map { ($0.dossier, $0.person) }) }

  private func pairs(_ pairs: [(ID<Dossier>, ID<Person>)]) -> [Pair] {
    let papers = Dictionary(dossiers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 })
    let reviewers = Dictionary(
      state.members.enumerated().map { ($1.person.id, $0) }, uniquingKeysWith: { $1 })
    return pairs.compactMap { dossier, person in
      guard let paper = papers[dossier], let reviewer = reviewers[person] else { return nil }
      return Pair(paper, reviewer)
    }
  }
}

extension PanelChoice {
  fileprivate struct Place: Hashable {
    let dossier: ID<Dossier>
    let person: ID<Person>

    init(dossier: ID<Dossier>, person: ID<Person>) {
      self.dossier = dossier
      self.person = person
    }

    init(_ choice: PanelChoice) { self.init(dossier: choice.dossier, person: choice.person) }
  }
}
