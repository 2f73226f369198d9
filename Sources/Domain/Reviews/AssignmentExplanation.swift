/// Why she was chosen for this paper.
package struct AssignmentReason: Hashable, Sendable {
  package let affinity: Int64
  /// 1 for the paper's best; equal ones share a rank.
  package let rank: Int
  /// Of how many reviewers without conflict.
  package let alternatives: Int
  package let isLocked: Bool
}

/// A change that somebody makes by hand.
package enum AssignmentChange: Hashable, Sendable {
  case keep(AssignmentProblem.Pair)
  case forbid(AssignmentProblem.Pair)
}

/// What a change by hand costs, all others moving as is best then.
package struct AssignmentCost: Hashable, Sendable {
  /// How much smaller the total becomes; with `fair` it may be negative, when the minimum falls.
  package let total: Int64
  package let minimum: Int64
  package let after: Assignment
}

extension AssignmentProblem {
  /// Nil for a conflict.
  package func reason(for pair: Pair) -> AssignmentReason? {
    guard let affinity = self[pair] else { return nil }
    let others = capacities.indices.compactMap { self[Pair(pair.paper, $0)] }
    return AssignmentReason(
      affinity: affinity, rank: 1 + others.count { $0 > affinity }, alternatives: others.count,
      isLocked: locked.contains(pair))
  }

  /// Nil when the demand could no longer be met, or could not before.
  ///
  /// - Throws: when the pair to keep cannot be locked.
  package func cost(of change: AssignmentChange, _ objective: Objective) throws(LockProblem) -> AssignmentCost? {
    var changed = self
    switch change {
    case .keep(let pair): try changed.lock(pair)
    case .forbid(let pair): changed.forbid(pair)
    }
    guard case .assigned(let before) = solved(objective), case .assigned(let after) = changed.solved(objective)
    else { return nil }
    return AssignmentCost(
      total: before.total - after.total, minimum: (before.minimum ?? 0) - (after.minimum ?? 0), after: after)
  }

  /// Rules a pair out; a lock on it falls.
  private mutating func forbid(_ pair: Pair) {
    unlock(pair)
    self[pair] = nil
  }
}
