/// The exact core: a minimum-cost flow by successive shortest paths (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, §9.7)
/// in a graph of reviewers only. An arc from one reviewer to another stands for the paper that costs least to hand over, so a
/// search goes over some hundred nodes where the graph of all pairs has millions of arcs.
///
/// It starts from prices of the reviewers, good ones or none, lets each paper take the best reviewers at these prices, and then
/// moves papers along shortest paths from reviewers who have too many to those who have room, so that at each moment the
/// assignment is the best one for the loads it has. All figures are whole numbers held as `Double`: they are compared for equality.
final class AssignmentFlow {
  private struct Holding {
    let paper: Int
    let value: Double
  }

  private let reviewers: Int
  /// The node of the slots that stay empty: they go to any reviewer, at no gain.
  private var hub: Int { reviewers }
  /// The gain of each pair that could be added now; minus infinity for conflicts and for what is held already.
  private let gains: Plane
  private(set) var chosen: [[Int]]
  private var held: [[Holding]]
  private var spare: [Int]
  private var surplus: [Int]
  /// What handing a paper over costs at least, from each reviewer (and the hub) to each other.
  private let moves: Plane
  private var isStale: [Bool]
  private let prices: Plane
  private let keys: Plane
  private let openPrices: Plane
  private var order: [Int] = []
  private var settled: [Double]

  /// Lets each paper take its best reviewers at the prices; ties go to the first.
  ///
  /// - Precondition: each paper has as many allowed reviewers as it demands.
  init(gains: Plane, demands: [Int], capacities: [Int], prices start: [Double]) {
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
    for reviewer in 0..<reviewers { prices.row(0)[reviewer] = start[reviewer] }
    var choice = BestChoice()
    for paper in demands.indices where demands[paper] > 0 {
      choice.find(demands[paper], in: gains.row(paper), at: prices.row(0), count: reviewers)
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
    for source in 0...hub {
      while surplus[source] > 0 {
        guard let sink = search(from: source) else { return false }
        settlePrices()
        move(along: path(to: sink))
        surplus[source] -= 1
        surplus[sink] += 1
      }
    }
    return true
  }

  /// Dijkstra over all pairs of nodes, to the nearest one with room.
  private func search(from source: Int) -> Int? {
    let keys = keys.row(0)
    let prices = prices.row(0)
    let openPrices = openPrices.row(0)
    keys.update(repeating: .infinity, count: hub + 1)
    openPrices.update(from: prices, count: hub + 1)
    order.removeAll(keepingCapacity: true)
    var node = source
    var distance = 0.0
    while true {
      order.append(node)
      settled[node] = distance
      if surplus[node] < 0 { return node }
      if isStale[node] { refresh(node) }
      keys[node] = .infinity
      openPrices[node] = .infinity
      let row = moves.row(node)
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
      if nearest == .infinity { return nil }
      distance = nearest
    }
  }

  /// Makes every arc of the shortest paths cost nothing at the new prices.
  private func settlePrices() {
    guard let last = order.last else { return }
    let prices = prices.row(0)
    for node in order { prices[node] += settled[last] - settled[node] }
  }

  /// From the source to the sink, over nodes in the order they were reached.
  private func path(to sink: Int) -> [Int] {
    let prices = prices.row(0)
    var path = [sink]
    for node in order.dropLast().reversed() {
      let next = path[path.count - 1]
      if moves.row(node)[next] - prices[node] + prices[next] == 0 { path.append(node) }
    }
    return path.reversed()
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

  private func move(along path: [Int]) {
    // All papers are found before any moves: a move changes the arcs.
    let papers = zip(path, path.dropFirst()).map { from, to in from == hub || to == hub ? nil : paper(from, to) }
    for (index, paper) in papers.enumerated() {
      let (from, to) = (path[index], path[index + 1])
      if let paper {
        hand(paper, from: from, to: to)
      } else if from == hub {
        spare[to] += 1
        moves.row(to)[hub] = 0
      } else {
        spare[from] -= 1
        moves.row(from)[hub] = spare[from] > 0 ? 0 : .infinity
      }
    }
  }

  /// The first paper that an arc stands for.
  private func paper(_ from: Int, _ to: Int) -> Int? {
    let cost = moves.row(from)[to]
    return held[from].first { $0.value - gains.row($0.paper)[to] == cost }?.paper
  }

  private func hand(_ paper: Int, from: Int, to: Int) {
    guard let place = held[from].firstIndex(where: { $0.paper == paper }) else { return }
    let options = gains.row(paper)
    let (left, taken) = (held[from].remove(at: place), Holding(paper: paper, value: options[to]))
    let others = chosen[paper].filter { $0 != from }
    held[to].append(taken)
    chosen[paper] = others + [to]
    options[to] = AssignmentProblem.conflict
    options[from] = left.value
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
