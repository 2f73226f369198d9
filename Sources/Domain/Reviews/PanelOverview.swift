/// A dossier that experts examine, without what was written in it.
package struct PanelDossier: Hashable, Sendable {
  package let id: ID<Dossier>
  package let reference: String
  package let title: String

  package init(id: ID<Dossier>, reference: String, title: String) {
    self.id = id
    self.reference = reference
    self.title = title
  }

  /// How many dossiers of a wave are assigned together at most.
  package static let most = 2000
}

/// What was compared of a dossier when the proposal was made.
package struct PanelFacts: Hashable, Sendable {
  /// The codes of the régions in which its perimeter lies.
  package let regions: Set<String>
  package let themes: Set<String>
  package let affinities: [ID<Person>: Affinity]

  package init(regions: Set<String>, themes: Set<String>, affinities: [ID<Person>: Affinity]) {
    self.regions = regions
    self.themes = themes
    self.affinities = affinities
  }
}

/// Why a dossier has too few experts, or not of every college: which skill or capacity is missing.
package struct PanelShortage: Hashable, Sendable {
  /// A college without a voice, and how many of its experts could examine the dossier if they had room.
  package struct College: Hashable, Sendable {
    package let college: String
    package let full: Int
    package let free: Int
  }

  package let missing: Int
  /// How many experts the wave has.
  package let experts: Int
  /// How many of them could still take it.
  package let free: Int
  /// How many experts stand apart for each reason, or are full.
  package let apart: [PanelProblem: Int]
  package let colleges: [College]

  package init?(_ board: PanelBoard) {
    let open = board.openColleges
    guard board.missing > 0 || !open.isEmpty else { return nil }
    missing = board.missing
    experts = board.seats.count { $0.barrier != .retired }
    let others = board.seats.filter { !board.reading.contains($0.person) }
    free = others.count { $0.barrier == nil && $0.load < $0.capacity }
    apart = others.reduce(into: [:]) { counts, seat in
      if let problem = seat.barrier ?? (seat.load >= seat.capacity ? .full : nil) { counts[problem, default: 0] += 1 }
    }
    colleges = open.map { college in
      let able = others.filter { $0.college == college && $0.barrier == nil }
      return College(
        college: college, full: able.count { $0.load >= $0.capacity }, free: able.count { $0.load < $0.capacity })
    }
  }
}

/// One dossier in the proposal, with all that is known of it.
package struct PanelLine: Sendable {
  package let dossier: PanelDossier
  package let board: PanelBoard
  /// Nil where the proposal was made before the dossier came, or before somebody's account was erased.
  package let facts: PanelFacts?
  /// Locked choices.
  package let locked: Set<ID<Person>>
  package let byHand: Set<ID<Person>>
  /// Themes of the dossier that nobody declared who may examine it.
  package let unknownThemes: [String]

  package init(
    dossier: PanelDossier, board: PanelBoard, facts: PanelFacts?, locked: Set<ID<Person>>, byHand: Set<ID<Person>>,
    members: [PanelMember]
  ) {
    self.dossier = dossier
    self.board = board
    self.facts = facts
    self.locked = locked
    self.byHand = byHand
    let able = Set(board.seats.filter { $0.barrier == nil }.map(\.person))
    let declared = Set(members.filter { able.contains($0.person.id) }.flatMap(\.profile.themes))
    unknownThemes = (facts?.themes.subtracting(declared) ?? []).sorted()
  }
}

/// An expert of the panel with how many dossiers they have.
package struct PanelLoad: Hashable, Sendable {
  package let member: PanelMember
  package let capacity: Int
  package let proposed: Int
  /// Asked or accepted, and accepted of dossiers that are reviewed no more.
  package let asked: Int

  package init(member: PanelMember, capacity: Int, proposed: Int, asked: Int) {
    self.member = member
    self.capacity = capacity
    self.proposed = proposed
    self.asked = asked
  }

  package var isOver: Bool { proposed + asked > capacity }
}

/// The proposal of a wave as the service sees it. Dossiers in which the reader has an interest are nowhere in it.
package struct PanelOverview: Sendable {
  package let wave: Wave
  package let proposal: PanelProposal
  /// Of the present choices.
  package let value: Int
  package let loads: [PanelLoad]
  package let lines: Page<PanelLine>
  /// How many dossiers lack an expert or a college.
  package let short: Int
  package let proposed: Int
  /// Those who are experts no more, and are proposed or were asked without a sheet of theirs being in.
  package let retired: [PanelMember]

  package init(
    wave: Wave, proposal: PanelProposal, value: Int, loads: [PanelLoad], lines: Page<PanelLine>, short: Int,
    proposed: Int, retired: [PanelMember] = []
  ) {
    self.wave = wave
    self.proposal = proposal
    self.value = value
    self.loads = loads
    self.lines = lines
    self.short = short
    self.proposed = proposed
    self.retired = retired
  }

  /// How many experts have more dossiers than they take.
  package var over: Int { loads.count(where: \.isOver) }

  /// How much the changes by hand cost.
  package var loss: Int { max(0, proposal.optimum - value) }
}

/// What became of a proposal whose experts were asked.
package struct PanelAsking: Hashable, Sendable {
  package struct Refused: Hashable, Sendable {
    package let reference: String
    package let name: String
    package let refusal: Refusal

    package init(reference: String, name: String, refusal: Refusal) {
      self.reference = reference
      self.name = name
      self.refusal = refusal
    }
  }

  package var asked = 0
  package var refused: [Refused] = []

  package init() {}
}
