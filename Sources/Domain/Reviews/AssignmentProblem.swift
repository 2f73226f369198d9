/// Which experts could examine which dossiers: what an assignment starts from. Papers and reviewers go by their places in lists.
///
/// A pair of which nothing is known has the affinity 0 and is allowed: only a conflict forbids. Affinities are whole numbers of
/// `10^-decimals`, so that sums are exact. They are held as `Double`, which is exact for them within `limit` and which processors
/// compare two at a time; a conflict is minus infinity.
package struct AssignmentProblem: Sendable {
  package struct Pair: Hashable, Comparable, Sendable {
    package let paper: Int
    package let reviewer: Int

    package init(_ paper: Int, _ reviewer: Int) {
      self.paper = paper
      self.reviewer = reviewer
    }

    package static func < (left: Pair, right: Pair) -> Bool {
      (left.paper, left.reviewer) < (right.paper, right.reviewer)
    }
  }

  package enum Objective: String, CaseIterable, Sendable {
    /// The largest sum of affinities.
    case total
    /// The largest smallest affinity of any assigned pair; of those assignments, the one with the largest sum.
    case fair
  }

  /// Why a pair cannot be locked.
  package enum LockProblem: Error, Hashable, Sendable {
    case conflict(Pair)
    case twice(Pair)
    case beyondDemand(paper: Int)
    case beyondCapacity(reviewer: Int)
  }

  /// How many different reviewers each paper needs.
  package let demands: [Int]
  /// How many papers each reviewer takes at most.
  package let capacities: [Int]
  /// How many decimals the affinities have.
  package private(set) var decimals = 0
  package private(set) var locked: [Pair] = []
  /// Row by row, one for each paper.
  private(set) var cells: [Double]

  static let conflict = -Double.infinity

  /// - Precondition: nothing is negative.
  package init(demands: [Int], capacities: [Int]) {
    precondition(demands.allSatisfy { $0 >= 0 } && capacities.allSatisfy { $0 >= 0 }, "a demand or capacity below 0")
    self.demands = demands
    self.capacities = capacities
    cells = [Double](repeating: 0, count: demands.count * capacities.count)
  }

  /// With cells that were filled elsewhere: the reading of a file has millions of them.
  init(demands: [Int], capacities: [Int], decimals: Int, cells: [Double]) {
    self.init(demands: demands, capacities: capacities, cells: cells)
    self.decimals = decimals
  }

  private init(demands: [Int], capacities: [Int], cells: [Double]) {
    precondition(cells.count == demands.count * capacities.count, "an affinity for each pair")
    self.demands = demands
    self.capacities = capacities
    self.cells = cells
  }

  /// The size that no affinity may exceed. Prices go up to the sum of the affinities along a path through all reviewers, there
  /// and back; below this limit they stay whole numbers that `Double` holds exactly.
  package static func limit(reviewers: Int) -> Int64 { (1 << 53) / Int64(8 * (reviewers + 2)) }

  /// In units of `10^-decimals`; nil for a conflict.
  package subscript(pair: Pair) -> Int64? {
    get {
      let cell = cells[pair.paper * capacities.count + pair.reviewer]
      return cell == AssignmentProblem.conflict ? nil : Int64(cell)
    }
    set {
      precondition(newValue.map(\.magnitude) ?? 0 <= AssignmentProblem.limit(reviewers: capacities.count).magnitude)
      cells[pair.paper * capacities.count + pair.reviewer] = newValue.map(Double.init) ?? AssignmentProblem.conflict
    }
  }

  /// Keeps a pair in every assignment.
  package mutating func lock(_ pair: Pair) throws(LockProblem) {
    guard self[pair] != nil else { throw .conflict(pair) }
    guard !locked.contains(pair) else { throw .twice(pair) }
    guard locked.count(where: { $0.paper == pair.paper }) < demands[pair.paper] else {
      throw .beyondDemand(paper: pair.paper)
    }
    guard locked.count(where: { $0.reviewer == pair.reviewer }) < capacities[pair.reviewer] else {
      throw .beyondCapacity(reviewer: pair.reviewer)
    }
    locked.append(pair)
  }

  package mutating func unlock(_ pair: Pair) { locked.removeAll { $0 == pair } }

  /// What is left to find once the locked pairs are taken: demands and capacities.
  var openDemands: [Int] {
    var open = demands
    for pair in locked { open[pair.paper] -= 1 }
    return open
  }

  var openCapacities: [Int] {
    var open = capacities
    for pair in locked { open[pair.reviewer] -= 1 }
    return open
  }
}
