/// The exact core: a minimum-cost flow by the primal-dual method (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, §9.8). Prices
/// rise along shortest paths in a graph of reviewers only: an arc from one reviewer to another stands for the paper that costs least
/// to hand over, so a search goes over some hundred nodes where the graph of all pairs has millions of arcs. At each level of
/// prices as many papers move at once as can (`moveTightPapers`): where affinities are often equal, one search serves thousands.
///
/// It starts from prices of the reviewers, good ones or none, lets each paper take the best reviewers at these prices, and then
/// moves papers along shortest paths from reviewers who have too many to those who have room, so that at each moment the
/// assignment is the best one for the loads it has. All figures are whole numbers held as `Double`: they are compared for equality.
final class AssignmentFlow {
  struct Holding {
    let paper: Int
    let value: Double
  }

  let reviewers: Int
  /// The node of the slots that stay empty: they go to any reviewer, at no gain.
  var hub: Int { reviewers }
  /// The gain of each pair that could be added now; minus infinity for conflicts and for what is held already.
  let gains: Plane<Double>
  private(set) var chosen: [[Int]]
  private(set) var held: [[Holding]]
  private(set) var spare: [Int]
  var surplus: [Int]
  let prices: Plane<Double>
  /// What handing a paper over costs at least, from each reviewer (and the hub) to each other.
  private let moves: Plane<Double>
  private var isStale: [Bool]
  private let keys: Plane<Double>
  private let openPrices: Plane<Double>
  private var order: [Int] = []
  private var settled: [Double]
  /// For the moves at equal prices: how far each node is from who has too many, and how far the nearest with room.
  let depths: Plane<Int>
  var lastDepth = 0
  var tight: TightPapers

  /// Lets each paper take its best reviewers at the prices; ties go around.
  ///
  /// - Precondition: each paper has as many allowed reviewers as it demands.
  init(gains: Plane<Double>, demands: [Int], capacities: [Int], prices start: [Double]) {
    reviewers = capacities.count
    self.gains = gains
    chosen = Array(repeating: [], count: demands.count)
    held = Array(repeating: [], count: capacities.count)
    spare = Array(repeating: 0, count: capacities.count)
    surplus = capacities.map { -$0 } + [capacities.reduce(0, +) - demands.reduce(0, +)]
    moves = Plane(rows: capacities.count + 1, columns: capacities.count + 1, filledWith: 0)
    isStale = Array(repeating: true, count: capacities.count) + [false]
    prices = Plane(rows: 1, columns: capacities.count + 1, filledWith: 0)
    keys = Plane(rows: 1, columns: capacities.count + 1, filledWith: 0)
    openPrices = Plane(rows: 1, columns: capacities.count + 1, filledWith: 0)
    settled = Array(repeating: 0, count: capacities.count + 1)
    tight = TightPapers(papers: demands.count, nodes: capacities.count + 1)
    depths = Plane(rows: 1, columns: capacities.count + 1, filledWith: 0)
    for reviewer in 0..<reviewers { prices.row(0)[reviewer] = start[reviewer] }
    var choice = BestChoice()
    for paper in demands.indices where demands[paper] > 0 {
      choice.find(
        demands[paper], in: gains.row(paper), at: prices.row(0), count: reviewers,
        from: demands[paper] * paper % reviewers)
      for index in 0..<demands[paper] { take(paper, choice.reviewers[index]) }
    }
    // Room at the price 0 may stay empty; room at a higher price must be filled, or its price falls.
    for reviewer in 0..<reviewers where surplus[reviewer] < 0 && start[reviewer] == 0 {
      spare[reviewer] = -surplus[reviewer]
      surplus[hub] += surplus[reviewer]
      surplus[reviewer] = 0
    }
  }

  /// What one more place with each reviewer would be worth.
  var reviewerPrices: [Double] { (0..<reviewers).map { prices.row(0)[$0] - prices.row(0)[hub] } }

  private func take(_ paper: Int, _ reviewer: Int) {
    let row = gains.row(paper)
    held[reviewer].append(Holding(paper: paper, value: row[reviewer]))
    row[reviewer] = AssignmentProblem.conflict
    chosen[paper].append(reviewer)
    surplus[reviewer] += 1
  }

  /// Moves papers until nobody has too many. False when somebody must keep too many: the demand cannot be met.
  func balance() -> Bool {
    moveTightPapers()
    while surplus.contains(where: { $0 > 0 }) {
      guard search() else { return false }
      settlePrices()
      let moved = moveTightPapers()
      precondition(moved > 0, "prices rose to where a paper can move")
    }
    return true
  }

  /// Dijkstra over all pairs of nodes, from all who have too many to the nearest one with room.
  private func search() -> Bool {
    let keys = keys.row(0)
    let prices = prices.row(0)
    let openPrices = openPrices.row(0)
    keys.update(repeating: .infinity, count: hub + 1)
    openPrices.update(from: prices, count: hub + 1)
    order.removeAll(keepingCapacity: true)
    for source in 0...hub where surplus[source] > 0 { keys[source] = 0 }
    guard var node = (0...hub).first(where: { keys[$0] == 0 }) else { return false }
    var distance = 0.0
    while true {
      order.append(node)
      settled[node] = distance
      if surplus[node] < 0 { return true }
      let row = costs(node)
      keys[node] = .infinity
      openPrices[node] = .infinity
      let base = distance - prices[node]
      var nearest = Double.infinity
      for other in 0...hub {
        let key = base + row[other] + openPrices[other]
        let least = key < keys[other] ? key : keys[other]
        keys[other] = least
        if least < nearest {
          nearest = least
          node = other
        }
      }
      if nearest == .infinity { return false }
      distance = nearest
    }
  }

  /// Makes every arc of the shortest paths cost nothing at the new prices.
  private func settlePrices() {
    guard let last = order.last else { return }
    let prices = prices.row(0)
    for node in order { prices[node] += settled[last] - settled[node] }
    tight.forget()
  }
}

// The graph of reviewers, kept up as papers move.
extension AssignmentFlow {
  private func refresh(_ reviewer: Int) {
    let row = moves.row(reviewer)
    row.update(repeating: .infinity, count: reviewers)
    for holding in held[reviewer] { lower(row, by: holding) }
    row[hub] = spare[reviewer] > 0 ? 0 : .infinity
    isStale[reviewer] = false
  }

  @inline(__always) private func lower(_ row: UnsafeMutablePointer<Double>, by holding: Holding) {
    let options = gains.row(holding.paper)
    for other in 0..<reviewers {
      let cost = holding.value - options[other]
      row[other] = cost < row[other] ? cost : row[other]
    }
  }

  /// So many papers will move that keeping the costs up would cost more than to find them anew.
  func forgetCosts() {
    for reviewer in 0..<reviewers { isStale[reviewer] = true }
  }

  /// What handing a paper over costs from a node to each other.
  func costs(_ node: Int) -> UnsafeMutablePointer<Double> {
    if isStale[node] { refresh(node) }
    return moves.row(node)
  }

  /// Moves the first paper that an arc stands for, or a slot that stays empty.
  func move(from: Int, to: Int) {
    if from == hub {
      leaveEmpty(to, 1)
    } else if to == hub {
      leaveEmpty(from, -1)
    } else {
      let cost = moves.row(from)[to]
      guard let paper = held[from].first(where: { $0.value - gains.row($0.paper)[to] == cost })?.paper else {
        preconditionFailure("an arc stands for a paper")
      }
      hand(paper, from: from, to: to)
    }
  }

  func leaveEmpty(_ reviewer: Int, _ change: Int) {
    spare[reviewer] += change
    moves.row(reviewer)[hub] = spare[reviewer] > 0 ? 0 : .infinity
  }

  func hand(_ paper: Int, from: Int, to: Int) {
    guard let place = held[from].firstIndex(where: { $0.paper == paper }) else { return }
    let options = gains.row(paper)
    let (left, taken) = (held[from].remove(at: place), Holding(paper: paper, value: options[to]))
    let others = chosen[paper].filter { $0 != from }
    held[to].append(taken)
    chosen[paper] = others + [to]
    options[to] = AssignmentProblem.conflict
    options[from] = left.value
    tight.hand(paper, from: from, to: to)
    isStale[from] = true
    if !isStale[to] { lower(moves.row(to), by: taken) }
    for other in others where !isStale[other] {
      let row = moves.row(other)
      row[from] = leastCost(other, from)
      row[to] = leastCost(other, to)
    }
  }

  private func leastCost(_ from: Int, _ to: Int) -> Double {
    held[from].reduce(.infinity) { Swift.min($0, $1.value - gains.row($1.paper)[to]) }
  }
}
