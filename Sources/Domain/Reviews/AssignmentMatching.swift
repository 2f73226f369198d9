/// Whether the demand can be met at all by pairs of at least a given affinity: a largest matching by augmenting paths, breadth
/// first. What it cannot serve, it explains: by a theorem of Hall there are then papers that ask more of some reviewers than
/// these can take.
struct AssignmentMatching {
  private let problem: AssignmentProblem
  private let demands: [Int]
  private let capacities: [Int]
  private let floor: Double
  private let locked: Set<AssignmentProblem.Pair>
  private var held: [[Int]]
  private var chosen: [Set<Int>]
  private var traps: [Trap] = []
  /// The last trap that holds a reviewer.
  private var trapOf: [Int?]

  /// Reviewers who are all full, and papers that could move among them only: no later search need go in there again.
  private struct Trap {
    var papers: Set<Int>
    let reviewers: Set<Int>
  }

  init(_ problem: AssignmentProblem, floor: Double, demands: [Int]? = nil) {
    self.problem = problem
    self.floor = floor
    self.demands = demands ?? problem.openDemands
    capacities = problem.openCapacities
    locked = Set(problem.locked)
    held = capacities.map { _ in [] }
    chosen = self.demands.map { _ in [] }
    trapOf = capacities.map { _ in nil }
  }

  private func allows(_ paper: Int, _ reviewer: Int) -> Bool {
    let cell = problem.cells[paper * capacities.count + reviewer]
    return cell > AssignmentProblem.conflict && cell >= floor
      && (locked.isEmpty || !locked.contains(AssignmentProblem.Pair(paper, reviewer)))
  }

  func options(_ paper: Int) -> [Int] { capacities.indices.filter { allows(paper, $0) } }

  /// Matches as much as can be; stops at the first paper that goes without when only a yes or a no is wanted.
  mutating func run(untilFirst: Bool) -> Bool {
    for paper in demands.indices { takeFreest(paper) }
    for paper in demands.indices {
      while chosen[paper].count < demands[paper] {
        guard let (papers, reviewers, met) = reach(from: paper) else { continue }
        if untilFirst { return false }
        trap(papers, reviewers, met)
        break
      }
    }
    return traps.isEmpty
  }

  /// Who has most room first: a start that leaves little to mend.
  private mutating func takeFreest(_ paper: Int) {
    while chosen[paper].count < demands[paper] {
      var (best, most) = (-1, 0)
      for reviewer in capacities.indices {
        let room = capacities[reviewer] - held[reviewer].count
        if room > most, allows(paper, reviewer), !chosen[paper].contains(reviewer) { (best, most) = (reviewer, room) }
      }
      guard best >= 0 else { return }
      give(paper, best)
    }
  }

  private mutating func trap(_ papers: [Int], _ reviewers: [Int], _ met: Set<Int>) {
    if reviewers.isEmpty, met.count == 1, let known = met.first {
      traps[known].papers.formUnion(papers)
      return
    }
    let trap = Trap(
      papers: met.reduce(into: Set(papers)) { $0.formUnion(traps[$1].papers) },
      reviewers: met.reduce(into: Set(reviewers)) { $0.formUnion(traps[$1].reviewers) })
    for reviewer in trap.reviewers { trapOf[reviewer] = traps.count }
    traps.append(trap)
  }

  private mutating func give(_ paper: Int, _ reviewer: Int) {
    held[reviewer].append(paper)
    chosen[paper].insert(reviewer)
  }

  /// Searches room for one more review of a paper, and makes it. Nil once it is made; else all papers and reviewers that
  /// could be reached, who are all full, and the traps that were met.
  private mutating func reach(from paper: Int) -> (papers: [Int], reviewers: [Int], met: Set<Int>)? {
    var askedBy: [Int?] = Array(repeating: nil, count: capacities.count)
    var freedBy: [Int: Int] = [:]
    var queue = [paper]
    var place = 0
    var reached: [Int] = []
    var met: Set<Int> = []
    while place < queue.count {
      let asking = queue[place]
      place += 1
      for reviewer in capacities.indices
      where askedBy[reviewer] == nil && !chosen[asking].contains(reviewer) && allows(asking, reviewer) {
        askedBy[reviewer] = asking
        if let trap = trapOf[reviewer] {
          met.insert(trap)
          continue
        }
        reached.append(reviewer)
        if held[reviewer].count < capacities[reviewer] {
          augment(to: reviewer, from: paper, askedBy: askedBy, freedBy: freedBy)
          return nil
        }
        for other in held[reviewer] where other != paper && freedBy[other] == nil {
          freedBy[other] = reviewer
          queue.append(other)
        }
      }
    }
    return (queue, reached, met)
  }

  private mutating func augment(to end: Int, from paper: Int, askedBy: [Int?], freedBy: [Int: Int]) {
    var reviewer = end
    while let asking = askedBy[reviewer] {
      give(asking, reviewer)
      guard asking != paper, let freed = freedBy[asking] else { return }
      held[freed].removeAll { $0 == asking }
      chosen[asking].remove(freed)
      reviewer = freed
    }
  }

  /// Why papers were left without, once all was matched that can be.
  var shortages: [AssignmentShortage] {
    traps.map { trap in
      let others = trap.papers.reduce(0) { $0 + options($1).count { !trap.reviewers.contains($0) } }
      return AssignmentShortage(
        papers: trap.papers.sorted(), reviewers: trap.reviewers.sorted(),
        needed: trap.papers.reduce(0) { $0 + demands[$1] }, elsewhere: others,
        capacity: trap.reviewers.reduce(0) { $0 + capacities[$1] })
    }
  }
}

/// Papers that cannot all be served, with the proof: they need more reviews than `capacity` and `elsewhere` give together.
/// Locked pairs are counted out on both sides.
package struct AssignmentShortage: Hashable, Sendable {
  package let papers: [Int]
  /// The only reviewers who could take more of these papers, were they not full.
  package let reviewers: [Int]
  /// The reviews that the papers need.
  package let needed: Int
  /// How many of them other reviewers without conflict can write at most.
  package let elsewhere: Int
  /// How many the named reviewers can write.
  package let capacity: Int
}
