/// The exact core under origins: a minimum-cost flow by successive shortest paths (Ahuja, Magnanti and Orlin, *Network Flows*, 1993,
/// §9.7) through papers, the colleges of each paper, reviewers.
///
/// The first unit from a paper to a required college earns a college, further ones earn nothing: gains that fall. The places of a
/// reviewer cost more one after the other: costs that rise. Both leave the flow integral and the method exact. As in
/// `AssignmentFlow`, the search goes over reviewers only: an arc stands for the paper that costs least to hand over. Of paths that
/// cost the same the shortest is taken: a path that went twice through one paper, or through one college of it, would close a circle
/// that costs nothing or more, so there is a shorter one without.
final class AssignmentOriginsFlow {
  private let papers: Int
  private let reviewers: Int
  private let origins: AssignmentOrigins
  private let capacities: [Int]
  private let collegeCount: Int
  /// By college, for each paper.
  private let required: [[Bool]]
  /// Whether a pair may be chosen: no conflict, not locked, not below the floor.
  private let isOpen: [Bool]
  private let gains: [MixedCost]
  private var holds: [Bool]
  private var held: [[Int]]
  /// How many reviewers of each college each paper has, locked ones too.
  private(set) var counts: [[Int]]
  /// Locked papers too.
  private(set) var loads: [Int]
  private var arcs: [MixedCost]
  private var arcPapers: [Int32]
  private var isStale: [Bool]

  /// - Parameters:
  ///   - required: the colleges that each paper needs.
  ///   - floor: no pair with a smaller affinity is chosen.
  init(_ problem: AssignmentProblem, _ origins: AssignmentOrigins, required: [Set<Int>], floor: Double) {
    papers = problem.demands.count
    reviewers = problem.capacities.count
    self.origins = origins
    capacities = problem.capacities
    let colleges = 1 + max(origins.colleges.compactMap { $0 }.max() ?? 0, origins.required.max() ?? 0)
    collegeCount = colleges
    self.required = required.map { needed in (0..<colleges).map { needed.contains($0) } }
    var isOpen = problem.cells.map { $0 > AssignmentProblem.conflict && $0 >= floor }
    var (counts, loads) = (
      [[Int]](repeating: [Int](repeating: 0, count: colleges), count: papers), [Int](repeating: 0, count: reviewers)
    )
    for pair in problem.locked {
      isOpen[pair.paper * reviewers + pair.reviewer] = false
      loads[pair.reviewer] += 1
      if let college = origins.colleges[pair.reviewer] { counts[pair.paper][college] += 1 }
    }
    self.isOpen = isOpen
    self.counts = counts
    self.loads = loads
    var gains = problem.cells.map { cell in
      MixedCost(colleges: 0, kept: 0, value: cell > AssignmentProblem.conflict ? Int64(cell) : 0)
    }
    for pair in origins.kept { gains[pair.paper * reviewers + pair.reviewer].kept = 1 }
    self.gains = gains
    holds = [Bool](repeating: false, count: papers * reviewers)
    held = [[Int]](repeating: [], count: reviewers)
    arcs = [MixedCost](repeating: .zero, count: reviewers * reviewers)
    arcPapers = [Int32](repeating: -1, count: reviewers * reviewers)
    isStale = [Bool](repeating: true, count: reviewers)
  }

  /// The pairs that were chosen, without the locked ones.
  var chosen: [AssignmentProblem.Pair] {
    held.enumerated().flatMap { reviewer, papers in papers.map { AssignmentProblem.Pair($0, reviewer) } }
  }

  func isMissing(_ college: Int, _ paper: Int) -> Bool { required[paper][college] && counts[paper][college] == 0 }

  /// Who may still examine a paper, of a college or of any.
  func candidates(_ paper: Int, college: Int?) -> [Int] {
    (0..<reviewers).filter { reviewer in
      isFree(paper, reviewer) && (college == nil || origins.colleges[reviewer] == college)
    }
  }

  @inline(__always) private func isFree(_ paper: Int, _ reviewer: Int) -> Bool {
    isOpen[paper * reviewers + reviewer] && !holds[paper * reviewers + reviewer]
  }

  /// Gives a paper one more reviewer, others moving as is best. False when nobody has room, however others move.
  func serve(_ paper: Int) -> Bool {
    var distances = [MixedCost?](repeating: nil, count: reviewers)
    var steps = [Int](repeating: 0, count: reviewers)
    var previous = [Int](repeating: -1, count: reviewers)
    var via = [Int](repeating: paper, count: reviewers)
    var queue: [Int] = []
    var isQueued = [Bool](repeating: false, count: reviewers)
    for reviewer in 0..<reviewers where isFree(paper, reviewer) {
      distances[reviewer] = MixedCost.zero - gains[paper * reviewers + reviewer] - joining(paper, reviewer)
      steps[reviewer] = 1
      queue.append(reviewer)
      isQueued[reviewer] = true
    }
    var place = 0
    while place < queue.count {
      let from = queue[place]
      place += 1
      isQueued[from] = false
      guard let base = distances[from] else { continue }
      if isStale[from] { refresh(from) }
      for to in 0..<reviewers where arcPapers[from * reviewers + to] >= 0 {
        let distance = base + arcs[from * reviewers + to]
        if let known = distances[to], known < distance || (known == distance && steps[to] <= steps[from] + 1) {
          continue
        }
        distances[to] = distance
        steps[to] = steps[from] + 1
        previous[to] = from
        via[to] = Int(arcPapers[from * reviewers + to])
        if !isQueued[to] {
          isQueued[to] = true
          queue.append(to)
        }
      }
    }
    var best: (reviewer: Int, cost: MixedCost)?
    for reviewer in 0..<reviewers where loads[reviewer] < capacities[reviewer] {
      guard let distance = distances[reviewer] else { continue }
      let cost = distance + room(of: reviewer)
      if let best, best.cost < cost || (best.cost == cost && steps[best.reviewer] <= steps[reviewer]) { continue }
      best = (reviewer, cost)
    }
    guard let end = best?.reviewer else { return false }
    loads[end] += 1
    var (to, from) = (end, previous[end])
    while true {
      hand(via[to], from: from >= 0 ? from : nil, to: to)
      guard from >= 0 else { return true }
      (to, from) = (from, previous[from])
    }
  }

  /// What one more paper costs a reviewer.
  @inline(__always) private func room(of reviewer: Int) -> MixedCost {
    MixedCost(colleges: 0, kept: 0, value: origins.balance * Int64(loads[reviewer]))
  }

  /// The college that a paper gains with a reviewer.
  @inline(__always) private func joining(_ paper: Int, _ reviewer: Int) -> MixedCost {
    guard let college = origins.colleges[reviewer], isMissing(college, paper) else { return .zero }
    return MixedCost(colleges: 1, kept: 0, value: 0)
  }

  private func hand(_ paper: Int, from: Int?, to: Int) {
    for reviewer in 0..<reviewers where holds[paper * reviewers + reviewer] { isStale[reviewer] = true }
    if let from {
      holds[paper * reviewers + from] = false
      held[from].removeAll { $0 == paper }
      if let college = origins.colleges[from] { counts[paper][college] -= 1 }
      isStale[from] = true
    }
    holds[paper * reviewers + to] = true
    held[to].append(paper)
    if let college = origins.colleges[to] { counts[paper][college] += 1 }
    isStale[to] = true
  }

  /// What handing a paper over costs at least, from one reviewer to each other.
  private func refresh(_ from: Int) {
    let row = from * reviewers
    for to in 0..<reviewers { arcPapers[row + to] = -1 }
    let college = origins.colleges[from]
    for paper in held[from].sorted() {
      let left = gains[paper * reviewers + from]
      let isLast = college.map { required[paper][$0] && counts[paper][$0] == 1 } ?? false
      for to in 0..<reviewers where isFree(paper, to) {
        var cost = left - gains[paper * reviewers + to]
        if origins.colleges[to] != college {
          if isLast { cost.colleges += 1 }
          cost = cost - joining(paper, to)
        }
        if arcPapers[row + to] < 0 || cost < arcs[row + to] {
          arcs[row + to] = cost
          arcPapers[row + to] = Int32(paper)
        }
      }
    }
    isStale[from] = false
  }

  /// Whether no circle of changes gains anything (Bellman and Ford): a flow is cheapest if and only if there is none. The last
  /// node stands for the places of reviewers.
  func hasNoBetterCircle() -> Bool {
    let hub = reviewers
    var distances = [MixedCost](repeating: .zero, count: reviewers + 1)
    for reviewer in 0..<reviewers where isStale[reviewer] { refresh(reviewer) }
    for _ in 0...reviewers + 1 {
      var moved = false
      func relax(_ from: Int, _ to: Int, _ cost: MixedCost) {
        let distance = distances[from] + cost
        if distance < distances[to] {
          distances[to] = distance
          moved = true
        }
      }
      for from in 0..<reviewers {
        for to in 0..<reviewers where arcPapers[from * reviewers + to] >= 0 {
          relax(from, to, arcs[from * reviewers + to])
        }
        if loads[from] < capacities[from] { relax(from, hub, room(of: from)) }
        if !held[from].isEmpty {
          relax(hub, from, MixedCost(colleges: 0, kept: 0, value: -origins.balance * Int64(loads[from] - 1)))
        }
      }
      if !moved { return true }
    }
    return false
  }
}
