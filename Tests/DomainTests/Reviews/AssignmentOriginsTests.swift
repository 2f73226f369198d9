import Domain
import Testing

/// Assignments under colleges, regions, balanced loads and earlier choices, against every assignment that there is.
@Suite struct AssignmentOriginsTests {
  private typealias Pair = AssignmentProblem.Pair

  /// Numbers that look random and are the same at each run.
  private struct Numbers {
    var state: UInt64
    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }

  private struct Example {
    var problem: AssignmentProblem
    let origins: AssignmentOrigins
  }

  private func example(_ seed: Int) -> Example {
    var numbers = Numbers(state: UInt64(seed) &+ 91)
    let (papers, reviewers) = (1 + numbers.below(4), 3 + numbers.below(3))
    let demand = 1 + numbers.below(3)
    var problem = AssignmentProblem(
      demands: (0..<papers).map { _ in numbers.below(6) == 0 ? 0 : demand },
      capacities: (0..<reviewers).map { _ in 1 + numbers.below(papers + 1) })
    let span = [2, 4, 30][numbers.below(3)]
    let regions = (0..<reviewers).map { _ in numbers.below(4) }
    for paper in 0..<papers {
      let region = numbers.below(5)
      for reviewer in 0..<reviewers {
        problem[Pair(paper, reviewer)] =
          regions[reviewer] == region ? nil : Int64(numbers.below(span)) - Int64(span / 4)
      }
    }
    if numbers.below(3) == 0 { try? problem.lock(Pair(numbers.below(papers), numbers.below(reviewers))) }
    let count = 1 + numbers.below(3)
    let colleges = (0..<reviewers).map { _ in numbers.below(7) == 0 ? nil : numbers.below(count) }
    let required = Set((0..<count).filter { _ in numbers.below(3) > 0 })
    let kept = Set((0..<numbers.below(4)).map { _ in Pair(numbers.below(papers), numbers.below(reviewers)) })
    return Example(
      problem: problem,
      origins: AssignmentOrigins(
        colleges: colleges, required: required, balance: Int64(numbers.below(3)), kept: kept))
  }

  private struct Found {
    let value: Int64
    let minimum: Int64
    let kept: Int
  }

  /// Every assignment that there is.
  private func all(_ example: Example) -> [Found] {
    let (problem, origins) = (example.problem, example.origins)
    var found: [Found] = []
    func go(_ paper: Int, _ loads: [Int], _ total: Int64, _ minimum: Int64, _ kept: Int) {
      guard paper < problem.demands.count else {
        let surcharge = loads.reduce(0) { $0 + origins.surcharge(load: $1) }
        return found.append(Found(value: total - surcharge, minimum: minimum, kept: kept))
      }
      for mask in 0..<(1 << loads.count) where mask.nonzeroBitCount == problem.demands[paper] {
        let chosen = loads.indices.filter { mask >> $0 & 1 == 1 }
        let values = chosen.compactMap { problem[Pair(paper, $0)] }
        let keeps = problem.locked.allSatisfy { $0.paper != paper || chosen.contains($0.reviewer) }
        let colleges = Set(chosen.compactMap { origins.colleges[$0] })
        let isMixed = chosen.isEmpty || origins.required.allSatisfy { colleges.contains($0) }
        guard values.count == chosen.count, keeps, isMixed, chosen.allSatisfy({ loads[$0] < problem.capacities[$0] })
        else { continue }
        var after = loads
        for reviewer in chosen { after[reviewer] += 1 }
        go(
          paper + 1, after, total + values.reduce(0, +), min(minimum, values.min() ?? .max),
          kept + chosen.count { origins.kept.contains(Pair(paper, $0)) && !problem.locked.contains(Pair(paper, $0)) })
      }
    }
    go(0, problem.capacities.map { _ in 0 }, 0, .max, 0)
    return found
  }

  @Test(arguments: AssignmentProblem.Objective.allCases)
  func `of all assignments that keep to origins the best is found, with the most pairs of before; or what is missing`(
    objective: AssignmentProblem.Objective
  ) {
    var (served, missing, mixed) = (0, 0, 0)
    for seed in 0..<1500 {
      let example = example(seed)
      let (problem, origins) = (example.problem, example.origins)
      let all = all(example)
      let solved = problem.solved(objective, keepingTo: origins)
      #expect(solved == problem.solved(objective, keepingTo: origins), "the same again, \(seed)")
      #expect(Set(solved.pairs).isSuperset(of: problem.locked) && Set(solved.pairs).count == solved.pairs.count)
      #expect(solved.pairs.allSatisfy { problem[$0] != nil }, "\(seed)")
      for (reviewer, capacity) in problem.capacities.enumerated() {
        #expect(solved.pairs.count { $0.reviewer == reviewer } <= capacity, "\(seed)")
      }
      guard solved.gaps.isEmpty else {
        missing += 1
        #expect(all.isEmpty && !solved.isOptimal, "\(seed): there is an assignment")
        continue
      }
      served += 1
      if !origins.required.isEmpty { mixed += 1 }
      let floor = all.map(\.minimum).max()
      let eligible = objective == .total ? all : all.filter { $0.minimum == floor }
      let best = eligible.map(\.value).max()
      #expect(solved.value == best && solved.isOptimal, "\(seed)")
      if objective == .fair { #expect(solved.minimum ?? .max == floor, "\(seed)") }
      let kept = solved.pairs.count { origins.kept.contains($0) && !problem.locked.contains($0) }
      #expect(kept == eligible.filter { $0.value == best }.map(\.kept).max(), "\(seed)")
    }
    #expect(served > 300 && missing > 150 && mixed > 150, "\(served) \(missing) \(mixed)")
  }

  /// The largest number of reviews that can be given at all.
  private func most(_ problem: AssignmentProblem) -> Int {
    var best = 0
    func go(_ paper: Int, _ loads: [Int], _ count: Int) {
      guard paper < problem.demands.count else {
        best = max(best, count)
        return
      }
      for mask in 0..<(1 << loads.count) where mask.nonzeroBitCount <= problem.demands[paper] {
        let chosen = loads.indices.filter { mask >> $0 & 1 == 1 }
        let keeps = problem.locked.allSatisfy { $0.paper != paper || chosen.contains($0.reviewer) }
        guard keeps, chosen.allSatisfy({ problem[Pair(paper, $0)] != nil && loads[$0] < problem.capacities[$0] })
        else { continue }
        var after = loads
        for reviewer in chosen { after[reviewer] += 1 }
        go(paper + 1, after, count + chosen.count)
      }
    }
    go(0, problem.capacities.map { _ in 0 }, 0)
    return best
  }

  @Test func `where not everything can be served, as many reviews as can be are given, and the rest is named`() {
    var partial = 0
    for seed in 0..<600 {
      let (problem, origins) = { ($0.problem, $0.origins) }(example(seed))
      let solved = problem.solved(.total, keepingTo: origins)
      let most = most(problem)
      #expect(solved.pairs.count == most, "\(seed)")
      let missing = solved.gaps.filter { $0.college == nil }.reduce(0) { $0 + $1.missing }
      #expect(solved.pairs.count + missing == problem.demands.reduce(0, +), "\(seed)")
      if missing > 0 { partial += 1 }
      for gap in solved.gaps {
        let present = solved.pairs.filter { $0.paper == gap.paper }.map(\.reviewer)
        if let college = gap.college {
          #expect(!present.contains { origins.colleges[$0] == college }, "\(seed)")
          #expect(gap.candidates.allSatisfy { origins.colleges[$0] == college }, "\(seed)")
        } else {
          // Whoever could still be asked is full.
          for reviewer in gap.candidates {
            #expect(solved.pairs.count { $0.reviewer == reviewer } == problem.capacities[reviewer], "\(seed)")
          }
        }
        #expect(gap.candidates.allSatisfy { problem[Pair(gap.paper, $0)] != nil && !present.contains($0) }, "\(seed)")
      }
    }
    #expect(partial > 50, "\(partial)")
  }

  @Test func `without origins it is the assignment of the other method`() {
    for seed in 0..<300 {
      let problem = example(seed).problem
      let plain = AssignmentOrigins(colleges: problem.capacities.map { _ in nil })
      for objective in AssignmentProblem.Objective.allCases {
        let mixed = problem.solved(objective, keepingTo: plain)
        switch problem.solved(objective) {
        case .assigned(let assignment):
          #expect(mixed.total == assignment.total, "\(seed)")
          if objective == .fair { #expect(mixed.minimum == assignment.minimum, "\(seed)") }
        case .impossible: #expect(!mixed.gaps.isEmpty, "\(seed)")
        }
      }
    }
  }

  @Test func `run again, what was chosen stays; with a lock only what the lock costs moves`() throws {
    for seed in 0..<400 {
      let example = example(seed)
      let before = example.problem.solved(.total, keepingTo: example.origins)
      guard before.gaps.isEmpty, let first = before.pairs.first else { continue }
      let again = AssignmentOrigins(
        colleges: example.origins.colleges, required: Set(example.origins.required), balance: example.origins.balance,
        kept: Set(before.pairs))
      #expect(example.problem.solved(.total, keepingTo: again).pairs == before.pairs, "\(seed)")
      var locked = example.problem
      if !locked.locked.contains(first) { try locked.lock(first) }
      #expect(locked.solved(.total, keepingTo: again).pairs == before.pairs, "\(seed)")
    }
  }

  @Test func `alternates have room, are the best first, and leave each college its voice`() throws {
    var problem = AssignmentProblem(demands: [2], capacities: [1, 1, 1, 1, 0])
    for (reviewer, affinity) in [9, 8, 7, 6, 10].enumerated() { problem[Pair(0, reviewer)] = Int64(affinity) }
    let origins = AssignmentOrigins(colleges: [0, 1, 0, 1, 1], required: [0, 1])
    let pairs = problem.solved(.total, keepingTo: origins).pairs
    #expect(pairs == [Pair(0, 0), Pair(0, 1)])
    #expect(problem.alternates(for: 0, in: pairs, keepingTo: origins) == [2, 3])
    #expect(problem.alternates(for: 0, in: pairs, keepingTo: origins, leaving: 0) == [2])
    #expect(problem.alternates(for: 0, in: pairs, keepingTo: origins, leaving: 1) == [3])
  }
}
