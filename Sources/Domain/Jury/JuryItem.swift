package import Foundation

/// Something that a jury deals with.
package struct JuryItem: Hashable, Sendable {
  package let id: ID<JuryItem>
  /// From 1.
  package let place: Int
  package let subject: Subject
  package let ballot: JuryRule.Ballot
  package let state: State
  /// Rises each time the item is voted on anew.
  package let round: Int
  /// Of each round that was counted, the first one first.
  package let results: [JuryResult]
  /// Why it was put off, each time.
  package let putOff: [String]

  package init(
    id: ID<JuryItem>, place: Int, subject: Subject, ballot: JuryRule.Ballot, state: State = .waiting, round: Int = 1,
    results: [JuryResult] = [], putOff: [String] = []
  ) {
    self.id = id
    self.place = place
    self.subject = subject
    self.ballot = ballot
    self.state = state
    self.round = round
    self.results = results
    self.putOff = putOff
  }

  package enum Subject: Hashable, Sendable {
    case dossier(ID<Dossier>)
    /// A dossier that is not kept any more.
    case removed
    case free(String)

    package var dossier: ID<Dossier>? {
      switch self {
      case .dossier(let id): id
      case .removed, .free: nil
      }
    }
  }

  package enum State: String, CaseIterable, Sendable {
    case waiting
    case discussion
    case voting
    /// The vote has ended: a tie may have to be decided, reasons to be written.
    case counted
    case closed
  }

  /// What the vote of the present round came to.
  package var result: JuryResult? { results.last { $0.round == round } }
  package static let longestTitle = 200
  /// Whether its place can change: what is being dealt with, or was, stays where it is.
  package var mayMove: Bool { state == .waiting && round == 1 }
}

/// What is voted for: an outcome of the procedure, for or against, or an abstention.
package struct JuryChoice: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let inFavour = JuryChoice(rawValue: "for")
  package static let against = JuryChoice(rawValue: "against")
  package static let abstention = JuryChoice(rawValue: "abstain")

  package init(_ outcome: Decision.Outcome) { rawValue = outcome.rawValue }
  package var outcome: Decision.Outcome { Decision.Outcome(rawValue: rawValue) }

  /// What can be voted for on an item.
  /// - Parameter procedure: that of the dossier; nil for what is no dossier.
  package static func all(under procedure: Procedure?) -> [JuryChoice] {
    (procedure?.outcomes.map { JuryChoice($0.id) } ?? [.inFavour, .against]) + [.abstention]
  }
}

/// The votes on an item, by choice.
package struct JuryTally: Hashable, Sendable {
  package let counts: [JuryChoice: Int]

  package init(_ counts: [JuryChoice: Int]) { self.counts = counts.filter { $0.value > 0 } }
  package init(_ choices: [JuryChoice]) { counts = choices.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

  package enum Verdict: Hashable, Sendable {
    case chosen(JuryChoice)
    /// Choices with equally many votes, by name.
    case tied([JuryChoice])
    /// No vote but abstentions, or no majority of the kind that is asked for.
    case undecided
  }

  /// All votes, abstentions included.
  package var cast: Int { counts.values.reduce(0, +) }
  package var abstentions: Int { counts[.abstention] ?? 0 }

  package func verdict(by majority: JuryRule.Majority) -> Verdict {
    let expressed = counts.filter { $0.key != .abstention }
    guard let most = expressed.values.max() else { return .undecided }
    let first = expressed.filter { $0.value == most }.keys.sorted { $0.rawValue < $1.rawValue }
    let twice = 2 * most
    switch majority {
    case .relative: return first.count == 1 ? .chosen(first[0]) : .tied(first)
    case .absolute:
      if twice > cast - abstentions { return .chosen(first[0]) }
      return first.count == 2 && twice == cast - abstentions ? .tied(first) : .undecided
    }
  }
}

/// What one round of votes on an item came to, and what followed.
package struct JuryResult: Hashable, Sendable {
  package let round: Int
  package let ballot: JuryRule.Ballot
  package let tally: JuryTally
  package let room: JuryRoom
  package let countedAt: Date
  package let verdict: JuryTally.Verdict
  package let casting: Casting?
  package let conclusion: Conclusion?
  /// Why it was dealt with again; nil where it was not.
  package let reopening: String?

  package init(
    round: Int, ballot: JuryRule.Ballot, tally: JuryTally, room: JuryRoom, countedAt: Date,
    verdict: JuryTally.Verdict, casting: Casting? = nil, conclusion: Conclusion? = nil, reopening: String? = nil
  ) {
    self.round = round
    self.ballot = ballot
    self.tally = tally
    self.room = room
    self.countedAt = countedAt
    self.verdict = verdict
    self.casting = casting
    self.conclusion = conclusion
    self.reopening = reopening
  }

  /// The president's vote between choices that were tied.
  package struct Casting: Hashable, Sendable {
    package let choice: JuryChoice
    package let reason: String

    package init(choice: JuryChoice, reason: String) {
      self.choice = choice
      self.reason = reason
    }
  }

  /// How the item was closed.
  package struct Conclusion: Hashable, Sendable {
    package let closedAt: Date
    package let advice: JuryAdvice
    package let reason: String

    package init(closedAt: Date, advice: JuryAdvice, reason: String) {
      self.closedAt = closedAt
      self.advice = advice
      self.reason = reason
    }
  }

  /// What the jury is for; nil where it could not say.
  package var choice: JuryChoice? {
    if let casting { return casting.choice }
    if case .chosen(let choice) = verdict { return choice }
    return nil
  }

  /// Those between whom the president decides; empty where there is nothing to decide.
  package var tied: [JuryChoice] {
    if casting == nil, case .tied(let choices) = verdict { return choices }
    return []
  }

  package static let longestReason = 5000
}

extension DossierState {
  /// Whether a jury can still say something of a dossier: it is examined, and not decided.
  package var isBeforeJury: Bool { self == .inReview || self == .deliberated }
}
