/// What was found, or why nothing could be.
package enum AssignmentOutcome: Hashable, Sendable {
  case assigned(Assignment)
  case impossible([AssignmentShortage])
}

package struct Assignment: Hashable, Sendable {
  /// By paper, then by reviewer.
  package let pairs: [AssignmentProblem.Pair]
  /// In units of the problem's decimals, as `minimum`, which is nil when there is no pair.
  package let total: Int64
  package let minimum: Int64?
  /// Whether the prices prove that no assignment has a larger total (for `fair`: above the same minimum).
  package let isOptimal: Bool
}

extension AssignmentProblem {
  /// The best assignment for an objective. The same problem has the same answer at each run.
  package func solved(_ objective: Objective) -> AssignmentOutcome {
    switch objective {
    case .total: solved(floor: AssignmentProblem.conflict)
    case .fair: solvedFairly()
    }
  }

  /// The largest smallest affinity is looked for among the affinities that there are; then the total above it.
  private func solvedFairly() -> AssignmentOutcome {
    let start = solved(floor: AssignmentProblem.conflict)
    guard case .assigned(let first) = start, let reached = first.minimum else { return start }
    let ceiling = locked.compactMap { self[$0] }.min().map { Double($0) } ?? .infinity
    // No paper can have a better minimum than its own best reviewers give it.
    var highest = ceiling
    for (paper, demand) in openDemands.enumerated() where demand > 0 {
      let row = cells[(paper * capacities.count)..<((paper + 1) * capacities.count)]
      highest = Swift.min(highest, row.sorted(by: >)[demand - 1])
    }
    var levels = Set<Double>()
    for cell in cells where cell >= Double(reached) && cell <= highest { levels.insert(cell) }
    let sorted = levels.sorted()
    var (low, high) = (0, sorted.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      var matching = AssignmentMatching(self, floor: sorted[middle])
      if matching.run(untilFirst: true) { low = middle } else { high = middle - 1 }
    }
    return sorted.isEmpty ? start : solved(floor: sorted[low])
  }

  private func solved(floor: Double) -> AssignmentOutcome {
    let (demands, capacities) = (openDemands, openCapacities)
    let gains = gains(above: floor)
    let hasOptions = demands.indices.allSatisfy { paper in
      let row = gains.row(paper)
      var (missing, reviewer) = (demands[paper], 0)
      while missing > 0, reviewer < capacities.count {
        if row[reviewer] > AssignmentProblem.conflict { missing -= 1 }
        reviewer += 1
      }
      return missing == 0
    }
    guard hasOptions, demands.reduce(0, +) <= capacities.reduce(0, +) else { return .impossible(shortages()) }
    var (least, most) = (0.0, 0.0)
    for cell in cells where cell > AssignmentProblem.conflict {
      least = Swift.min(least, cell)
      most = Swift.max(most, cell)
    }
    var auction = AssignmentAuction(gains: gains, demands: demands, capacities: capacities)
    let start = auction.run(range: most - least)
    let flow = AssignmentFlow(gains: gains, demands: demands, capacities: capacities, prices: start)
    guard flow.balance() else { return .impossible(shortages()) }
    let prices = flow.reviewerPrices
    let isOptimal = bound(at: prices, above: floor) == value(flow.chosen)
    let found = flow.chosen.enumerated().flatMap { paper, reviewers in reviewers.map { Pair(paper, $0) } }
    let pairs = (found + locked).sorted()
    let affinities = pairs.compactMap { self[$0] }
    return .assigned(
      Assignment(pairs: pairs, total: affinities.reduce(0, +), minimum: affinities.min(), isOptimal: isOptimal))
  }

  /// The affinities that may be chosen from: without the locked pairs and what lies below the floor.
  private func gains(above floor: Double) -> Plane<Double> {
    let plane = Plane(copying: cells, columns: capacities.count)
    if floor > AssignmentProblem.conflict {
      let row = plane.row(0)
      for index in cells.indices where row[index] < floor { row[index] = AssignmentProblem.conflict }
    }
    for pair in locked { plane.row(pair.paper)[pair.reviewer] = AssignmentProblem.conflict }
    return plane
  }

  private func value(_ chosen: [[Int]]) -> Int64 {
    var sum: Int64 = 0
    for (paper, reviewers) in chosen.enumerated() {
      for reviewer in reviewers { sum += Int64(cells[paper * capacities.count + reviewer]) }
    }
    return sum
  }

  /// What no assignment can exceed, by weak duality: each paper takes the best at the prices, and all places are paid.
  private func bound(at prices: [Double], above floor: Double) -> Int64? {
    guard prices.allSatisfy({ $0 >= 0 }) else { return nil }
    var sum: Int64 = 0
    var choice = BestChoice()
    let lockedOf = Dictionary(grouping: locked, by: \.paper)
    let row = Plane(copying: prices, columns: prices.count)
    let options = Plane(rows: 1, columns: prices.count, filledWith: 0.0)
    for (paper, demand) in openDemands.enumerated() where demand > 0 {
      let gains = options.row(0)
      for reviewer in prices.indices {
        let cell = cells[paper * prices.count + reviewer]
        gains[reviewer] = cell < floor ? AssignmentProblem.conflict : cell
      }
      for pair in lockedOf[paper] ?? [] { gains[pair.reviewer] = AssignmentProblem.conflict }
      choice.find(demand, in: gains, at: row.row(0), count: prices.count)
      for value in choice.values { sum += Int64(value) }
    }
    for (reviewer, capacity) in openCapacities.enumerated() { sum += Int64(prices[reviewer]) * Int64(capacity) }
    return sum
  }

  /// Every paper that has too few reviewers of its own; of the others, those that ask too much together.
  private func shortages() -> [AssignmentShortage] {
    var found: [AssignmentShortage] = []
    var demands = openDemands
    let options = AssignmentMatching(self, floor: AssignmentProblem.conflict)
    for paper in demands.indices where demands[paper] > 0 {
      let allowed = options.options(paper).count
      guard allowed < demands[paper] else { continue }
      found.append(
        AssignmentShortage(papers: [paper], reviewers: [], needed: demands[paper], elsewhere: allowed, capacity: 0))
      demands[paper] = allowed
    }
    var matching = AssignmentMatching(self, floor: AssignmentProblem.conflict, demands: demands)
    _ = matching.run(untilFirst: false)
    return found + matching.shortages
  }
}
