extension AssignmentProblem {
  /// The best assignment that also keeps to origins. Where not everything can be served, as many reviews as can be are given, the
  /// first of each paper before second ones, with as many of the colleges as then can be; `gaps` says what is missing. The same
  /// problem has the same answer at each run.
  ///
  /// - Precondition: a college, or nil, for each reviewer.
  package func solved(_ objective: Objective, keepingTo origins: AssignmentOrigins) -> MixedAssignment {
    precondition(origins.colleges.count == capacities.count, "a college, or none, for each reviewer")
    let needed = demands.map { $0 > 0 ? Set(origins.required) : [] }
    let first = run(origins, openDemands, needed, floor: AssignmentProblem.conflict)
    switch objective {
    case .total: return first.assignment
    case .fair: return fairly(origins, first)
    }
  }

  private struct MixedRun {
    let assignment: MixedAssignment
    /// What could be given: how many reviewers of those asked for, and which colleges.
    let served: [Int]
    let colleges: [Set<Int>]
  }

  private func run(
    _ origins: AssignmentOrigins, _ demands: [Int], _ required: [Set<Int>], floor: Double
  ) -> MixedRun {
    let flow = AssignmentOriginsFlow(self, origins, required: required, floor: floor)
    var served = [Int](repeating: 0, count: demands.count)
    for round in 0..<(demands.max() ?? 0) {
      for paper in demands.indices where demands[paper] > round && served[paper] == round {
        if flow.serve(paper) { served[paper] += 1 }
      }
    }
    var gaps: [AssignmentGap] = []
    for paper in demands.indices {
      if served[paper] < demands[paper] {
        gaps.append(
          AssignmentGap(
            paper: paper, college: nil, missing: demands[paper] - served[paper],
            candidates: flow.candidates(paper, college: nil)))
      }
      for college in required[paper].sorted() where flow.isMissing(college, paper) {
        gaps.append(
          AssignmentGap(
            paper: paper, college: college, missing: 1, candidates: flow.candidates(paper, college: college)))
      }
    }
    let pairs = (flow.chosen + locked).sorted()
    let affinities = pairs.compactMap { self[$0] }
    let assignment = MixedAssignment(
      pairs: pairs, total: affinities.reduce(0, +), minimum: affinities.min(),
      surcharge: flow.loads.reduce(0) { $0 + origins.surcharge(load: $1) }, gaps: gaps,
      isOptimal: gaps.isEmpty && flow.hasNoBetterCircle())
    return MixedRun(
      assignment: assignment, served: served,
      colleges: required.indices.map { paper in required[paper].filter { !flow.isMissing($0, paper) } })
  }

  /// As in `solved(.fair)`; where something is missing, among those assignments that give each paper as many reviewers, and the
  /// same colleges, as could be given.
  private func fairly(_ origins: AssignmentOrigins, _ first: MixedRun) -> MixedAssignment {
    guard let reached = first.assignment.minimum else { return first.assignment }
    var highest = locked.compactMap { self[$0] }.min().map { Double($0) } ?? .infinity
    for (paper, demand) in first.served.enumerated() where demand > 0 {
      let row = cells[(paper * capacities.count)..<((paper + 1) * capacities.count)]
      highest = Swift.min(highest, row.sorted(by: >)[demand - 1])
    }
    let levels = Set(cells.filter { $0 >= Double(reached) && $0 <= highest }).sorted()
    var (low, high) = (0, levels.count - 1)
    var best = first
    while low < high {
      let middle = (low + high + 1) / 2
      let next = run(origins, first.served, first.colleges, floor: levels[middle])
      if next.assignment.gaps.isEmpty {
        (low, best) = (middle, next)
      } else {
        high = middle - 1
      }
    }
    if low == 0, let lowest = levels.first { best = run(origins, first.served, first.colleges, floor: lowest) }
    let found = best.assignment
    return MixedAssignment(
      pairs: found.pairs, total: found.total, minimum: found.minimum, surcharge: found.surcharge,
      gaps: first.assignment.gaps, isOptimal: found.isOptimal && first.assignment.gaps.isEmpty)
  }

  /// Who could step in for a paper: reviewers with room who do not have it, the best first. With `leaving`, only those with whom
  /// the colleges still hold once that reviewer has gone.
  package func alternates(
    for paper: Int, in pairs: [Pair], keepingTo origins: AssignmentOrigins, leaving: Int? = nil
  ) -> [Int] {
    var loads = [Int](repeating: 0, count: capacities.count)
    var present: Set<Int> = []
    for pair in pairs {
      loads[pair.reviewer] += 1
      if pair.paper == paper { present.insert(pair.reviewer) }
    }
    let staying = present.subtracting(leaving.map { [$0] } ?? [])
    let open = Set(origins.required).subtracting(staying.compactMap { origins.colleges[$0] })
    let places = Swift.max(1, demands[paper] - staying.count)
    let candidates: [(reviewer: Int, value: Int64)] = capacities.indices.compactMap { reviewer in
      guard let affinity = self[Pair(paper, reviewer)], !present.contains(reviewer),
        loads[reviewer] < capacities[reviewer]
      else { return nil }
      let left = open.subtracting(origins.colleges[reviewer].map { [$0] } ?? [])
      guard leaving == nil || left.count <= places - 1 else { return nil }
      return (reviewer, affinity - origins.balance * Int64(loads[reviewer]))
    }
    return candidates.sorted { ($1.value, $0.reviewer) < ($0.value, $1.reviewer) }.map(\.reviewer)
  }
}
