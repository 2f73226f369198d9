/// Where reviewers come from, and what else an assignment keeps to beside demands, capacities, conflicts and locks.
///
/// A region that may not judge its own dossiers needs no rule here: its pairs are conflicts of the problem.
package struct AssignmentOrigins: Sendable {
  /// The one college that each reviewer speaks for, by its number; nil for none.
  package let colleges: [Int?]
  /// The colleges of which every paper that has reviewers has at least one.
  package let required: [Int]
  /// The second paper of a reviewer costs this much of the total, the third twice as much, and so on: loads become even where
  /// affinities allow it.
  package let balance: Int64
  /// Pairs that stay where that costs nothing: a second run changes no more than it must.
  package let kept: Set<AssignmentProblem.Pair>

  /// - Precondition: no negative balance or college.
  package init(
    colleges: [Int?], required: Set<Int> = [], balance: Int64 = 0, kept: Set<AssignmentProblem.Pair> = []
  ) {
    precondition(balance >= 0 && required.allSatisfy { $0 >= 0 } && colleges.allSatisfy { ($0 ?? 0) >= 0 })
    self.colleges = colleges
    self.required = required.sorted()
    self.balance = balance
    self.kept = kept
  }

  /// What a reviewer's load costs of the total.
  package func surcharge(load: Int) -> Int64 { balance * Int64(load * (load - 1) / 2) }
}

/// What is missing for a paper. Everything that could be given was given.
package struct AssignmentGap: Hashable, Sendable {
  package let paper: Int
  /// Nil where reviewers are missing, of whatever college.
  package let college: Int?
  package let missing: Int
  /// Who may examine the paper (and is of the college) and does not: they are full, or needed elsewhere. Nobody where no
  /// reviewer may.
  package let candidates: [Int]

  package init(paper: Int, college: Int?, missing: Int, candidates: [Int]) {
    self.paper = paper
    self.college = college
    self.missing = missing
    self.candidates = candidates
  }
}

/// The best that there is under origins too; with `gaps`, as much of it as can be.
package struct MixedAssignment: Hashable, Sendable {
  /// By paper, then by reviewer.
  package let pairs: [AssignmentProblem.Pair]
  /// The sum of affinities, without what loads cost.
  package let total: Int64
  /// The smallest affinity; nil when there is no pair.
  package let minimum: Int64?
  /// What the loads cost.
  package let surcharge: Int64
  package let gaps: [AssignmentGap]
  /// Whether everything is served, and no circle of changes makes the value larger or keeps more pairs.
  package let isOptimal: Bool

  /// What was made as large as possible.
  package var value: Int64 { total - surcharge }
}

/// What a step of the search costs: colleges that go without, then value, then changes. Compared in this order; sums are exact.
struct MixedCost: Comparable {
  var colleges: Int32
  var kept: Int32
  var value: Int64

  static let zero = MixedCost(colleges: 0, kept: 0, value: 0)

  @inline(__always) static func < (left: MixedCost, right: MixedCost) -> Bool {
    if left.colleges != right.colleges { return left.colleges < right.colleges }
    if left.value != right.value { return left.value < right.value }
    return left.kept < right.kept
  }

  @inline(__always) static func + (left: MixedCost, right: MixedCost) -> MixedCost {
    MixedCost(
      colleges: left.colleges + right.colleges, kept: left.kept + right.kept, value: left.value + right.value)
  }

  @inline(__always) static func - (left: MixedCost, right: MixedCost) -> MixedCost {
    MixedCost(
      colleges: left.colleges - right.colleges, kept: left.kept - right.kept, value: left.value - right.value)
  }
}
