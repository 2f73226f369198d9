package import Foundation

/// What an assignment of the experts of a wave must keep to, and what it makes as large as possible.
package struct PanelSettings: Hashable, Sendable {
  /// How many experts each dossier gets.
  package var demand: Int
  package var objective: AssignmentProblem.Objective
  /// The colleges of which each dossier has at least one expert.
  package var colleges: [String]
  /// Whether nobody examines a dossier of their own région.
  package var sparesRegions: Bool
  /// What the second dossier of an expert costs, the third twice as much and so on, in points of affinity.
  package var balance: Int

  package init(
    demand: Int, objective: AssignmentProblem.Objective, colleges: [String], sparesRegions: Bool, balance: Int
  ) {
    self.demand = demand
    self.objective = objective
    self.colleges = colleges
    self.sparesRegions = sparesRegions
    self.balance = balance
  }

  /// Two experts and whoever examines the dossier make the three readers of the grid.
  package static let usual = PanelSettings(
    demand: 2, objective: .total, colleges: [], sparesRegions: true, balance: 20)
  package static let demands = 1...6
  package static let balances = 0...200
}

/// Settings as they were typed.
package struct PanelSettingsDraft: Hashable, Sendable {
  package var demand: String
  package var objective: String
  package var colleges: [String]
  package var sparesRegions: Bool
  package var balance: String

  package init(demand: String, objective: String, colleges: [String], sparesRegions: Bool, balance: String) {
    self.demand = demand
    self.objective = objective
    self.colleges = colleges
    self.sparesRegions = sparesRegions
    self.balance = balance
  }

  package init(_ settings: PanelSettings) {
    self.init(
      demand: "\(settings.demand)", objective: settings.objective.rawValue, colleges: settings.colleges,
      sparesRegions: settings.sparesRegions, balance: "\(settings.balance)")
  }

  /// The settings, or what is wrong.
  package func read(_ programme: Programme) -> (settings: PanelSettings?, findings: [Finding]) {
    var findings: [Finding] = []
    func number(_ field: String, _ text: String, _ range: ClosedRange<Int>) -> Int {
      guard let value = Int(text.trimmed) else {
        findings.append(Finding(field: field, problem: text.trimmed.isEmpty ? .missing : .notAWholeNumber))
        return range.lowerBound
      }
      if value < range.lowerBound {
        findings.append(Finding(field: field, problem: .tooSmall(minimum: "\(range.lowerBound)")))
      } else if value > range.upperBound {
        findings.append(Finding(field: field, problem: .tooLarge(maximum: "\(range.upperBound)")))
      }
      return value
    }
    let (demand, balance) = (
      number("demand", self.demand, PanelSettings.demands), number("balance", self.balance, PanelSettings.balances)
    )
    let objective = AssignmentProblem.Objective(rawValue: self.objective)
    if objective == nil { findings.append(Finding(field: "objective", problem: .unknownOption(self.objective))) }
    let chosen = programme.colleges.map(\.id).filter(colleges.contains)
    if let unknown = colleges.first(where: { !chosen.contains($0) }) {
      findings.append(Finding(field: "colleges", problem: .unknownOption(unknown)))
    } else if chosen.count > demand, findings.isEmpty {
      findings.append(Finding(field: "colleges", problem: .tooMany(found: chosen.count, maximum: demand)))
    }
    guard findings.isEmpty, let objective else { return (nil, findings) }
    return (
      PanelSettings(
        demand: demand, objective: objective, colleges: chosen, sparesRegions: sparesRegions, balance: balance), []
    )
  }
}

/// An expert for a dossier, in a proposal: nobody was asked yet.
package struct PanelChoice: Hashable, Sendable {
  package let dossier: ID<Dossier>
  package let person: ID<Person>
  /// Points, as they were when the proposal was made.
  package let affinity: Int
  /// Stays when the proposal is made anew.
  package var isLocked: Bool
  package let isByHand: Bool

  package init(dossier: ID<Dossier>, person: ID<Person>, affinity: Int, isLocked: Bool, isByHand: Bool) {
    self.dossier = dossier
    self.person = person
    self.affinity = affinity
    self.isLocked = isLocked
    self.isByHand = isByHand
  }
}

/// The proposal of a wave, which the service makes, changes and then sends.
package struct PanelProposal: Hashable, Sendable {
  package let wave: ID<Wave>
  package let settings: PanelSettings
  /// Rises with every change; a form drawn from an older one is refused. 0 before the first.
  package let version: Int
  /// The value of the best proposal when it was made: of as much as could be served. What was asked since is taken off.
  package let optimum: Int
  package let madeAt: Date?

  package init(
    wave: ID<Wave>, settings: PanelSettings = .usual, version: Int = 0, optimum: Int = 0, madeAt: Date? = nil
  ) {
    self.wave = wave
    self.settings = settings
    self.version = version
    self.optimum = optimum
    self.madeAt = madeAt
  }
}

/// Why an expert cannot have a dossier, or a change cannot be made: constraints are hard.
package enum PanelProblem: String, Error, CaseIterable, Hashable, Sendable {
  /// A conflict of interest.
  case conflict
  /// The dossier is of their own région.
  case ownRegion
  /// They have as many dossiers as they take.
  case full
  /// They have no room, for reasons that are not the reader's to know.
  case unavailable
  /// They have the dossier already, or were asked.
  case already
  /// They were asked, and declined or were withdrawn.
  case declined
  /// The dossier has as many experts as it needs.
  case enough
  /// A college that each dossier needs would have nobody.
  case college
  /// They were asked already: their answer stands.
  case asked
  /// They are not, or no longer, of the panel or of the proposal.
  case unknown
  /// They are experts of the wave no more.
  case retired

  /// Whether somebody whom it concerns reads the dossier no more, though they are proposed or were asked.
  package var endsReading: Bool {
    switch self {
    case .conflict, .declined, .retired: true
    case .ownRegion, .full, .unavailable, .already, .enough, .college, .asked, .unknown: false
    }
  }
}

/// A change by hand.
package enum PanelChange: Hashable, Sendable {
  case add(ID<Person>)
  case remove(ID<Person>)
  case replace(ID<Person>, by: ID<Person>)
  case lock(ID<Person>, Bool)
}
