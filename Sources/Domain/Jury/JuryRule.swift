/// How a jury session decides: set when it is planned, fixed once it opens, printed in its minutes. All of it is policy of
/// the programme, ours: no law was found that prescribes it.
package struct JuryRule: Hashable, Sendable {
  package let quorum: Quorum
  package let majority: Majority
  /// Whether a tie is decided by the president, in writing.
  package let hasCastingVote: Bool
  /// How items are voted on, unless the session says otherwise for one.
  package let ballot: Ballot

  package init(quorum: Quorum, majority: Majority, hasCastingVote: Bool, ballot: Ballot) {
    self.quorum = quorum
    self.majority = majority
    self.hasCastingVote = hasCastingVote
    self.ballot = ballot
  }

  package static let usual = JuryRule(
    quorum: Quorum(part: 1, whole: 2, isStrict: true, base: .entitled), majority: .relative, hasCastingVote: true,
    ballot: .open)

  /// Nobody deliberates alone, however few are entitled to.
  package static let leastPresent = 2
  /// Of fewer ballots, everybody could work out who wrote which.
  package static let leastSecretVoters = 3
  /// How many people a jury has at most: its lists are shown whole.
  package static let mostMembers = 60
  package static let mostItems = 100

  /// How open the vote on an item is.
  package enum Ballot: String, CaseIterable, Sendable {
    /// Each vote is kept with its name, and can be changed until the vote ends.
    case open
    /// Only counts are kept, and a list of codes from which each voter can check their own.
    case secret
  }

  package enum Majority: String, CaseIterable, Sendable {
    /// The choice with most votes. Abstentions are counted and weigh nothing.
    case relative
    /// A choice with more than half of the votes that are no abstentions.
    case absolute
  }

  /// How many members must be there.
  package struct Quorum: Hashable, Sendable {
    package let part: Int
    /// More than zero.
    package let whole: Int
    /// More than that part, and not just as many.
    package let isStrict: Bool
    package let base: Base

    /// - Parameter whole: more than zero.
    package init(part: Int, whole: Int, isStrict: Bool, base: Base) {
      self.part = part
      self.whole = whole
      self.isStrict = isStrict
      self.base = base
    }

    /// What the quorum of an item is a part of.
    package enum Base: String, CaseIterable, Sendable {
      /// The voting members who may vote on it: whoever is recused counts neither among those present nor in the base.
      case entitled
      /// All voting members: recusals make the quorum harder to reach.
      case whole
    }

    /// How many of so many members must be there; never fewer than `JuryRule.leastPresent`.
    package func needed(of members: Int) -> Int {
      let product = part * members
      let least = isStrict ? product / whole + 1 : (product + whole - 1) / whole
      return max(JuryRule.leastPresent, least)
    }
  }
}
