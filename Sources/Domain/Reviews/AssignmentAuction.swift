/// Finds good prices for the exact search to start from: an auction (Bertsekas, "The auction algorithm for
/// assignment and other network flow problems", *Interfaces* 20, 1990). Papers bid for reviewers; who is full keeps the highest
/// bids and asks the lowest of them as price. Nothing here needs to be exact or even possible: it gives up after a while.
struct AssignmentAuction {
  private struct Bid {
    let level: Double
    let paper: Int
  }

  private let gains: Plane<Double>
  private let demands: [Int]
  private let capacities: [Int]
  private var bids: [[Bid]]
  private let prices: Plane<Double>
  private var missing: [Int]
  private var taken: [[(reviewer: Int, gain: Double)]]

  init(gains: Plane<Double>, demands: [Int], capacities: [Int]) {
    self.gains = gains
    self.demands = demands
    self.capacities = capacities
    bids = capacities.map { _ in [] }
    prices = Plane(rows: 1, columns: capacities.count, filledWith: 0)
    missing = demands
    taken = demands.map { _ in [] }
  }

  /// Bids rise by large steps first and by ever smaller ones then; between the rounds all prices fall by what they may be too
  /// high. They start at 0, so that who has room in the end asks little.
  ///
  /// - Parameter range: how far apart affinities lie.
  mutating func run(range: Double) -> [Double] {
    let least = Swift.max(1, (range / 5000).rounded(.down))
    var step = Swift.max(least, (range / 8).rounded(.down))
    round(step: step)
    while step > least {
      for reviewer in capacities.indices { prices.row(0)[reviewer] = Swift.max(0, prices.row(0)[reviewer] - step) }
      step = Swift.max(least, (step / 5).rounded(.down))
      missing = demands
      bids = capacities.map { _ in [] }
      round(step: step)
    }
    // Those who bid for what is too little drive prices beyond all sense: the exact search needs them as small whole numbers.
    let row = prices.row(0)
    return capacities.indices.map { Swift.min(row[$0], 2 * range) }
  }

  private mutating func round(step: Double) {
    defer { release() }
    var waiting = Array(demands.indices.filter { missing[$0] > 0 })
    var place = 0
    var choice = BestChoice()
    var remaining = 8 * demands.reduce(0, +) + 1000
    while place < waiting.count, remaining > 0 {
      let paper = waiting[place]
      place += 1
      remaining -= 1
      let wanted = missing[paper]
      guard wanted > 0 else { continue }
      choice.find(wanted + 1, in: gains.row(paper), at: prices.row(0), count: capacities.count)
      guard choice.values.count >= wanted else { continue }
      let next = choice.values.count > wanted ? choice.values[wanted] : choice.values[wanted - 1]
      for index in 0..<wanted {
        let reviewer = choice.reviewers[index]
        guard capacities[reviewer] > 0 else {
          prices.row(0)[reviewer] += choice.values[index] - next + step
          waiting.append(paper)
          continue
        }
        let level = prices.row(0)[reviewer] + choice.values[index] - next + step
        if let loser = accept(Bid(level: level, paper: paper), reviewer) { waiting.append(loser) }
      }
    }
  }

  /// Takes a bid; gives back who lost the place.
  private mutating func accept(_ bid: Bid, _ reviewer: Int) -> Int? {
    var loser: Int?
    if bids[reviewer].count == capacities[reviewer] {
      let lost = popLowest(reviewer).paper
      if let place = taken[lost].firstIndex(where: { $0.reviewer == reviewer }) {
        gains.row(lost)[reviewer] = taken[lost].remove(at: place).gain
      }
      missing[lost] += 1
      loser = lost
    }
    taken[bid.paper].append((reviewer, gains.row(bid.paper)[reviewer]))
    gains.row(bid.paper)[reviewer] = AssignmentProblem.conflict
    missing[bid.paper] -= 1
    push(bid, reviewer)
    if bids[reviewer].count == capacities[reviewer] {
      prices.row(0)[reviewer] = Swift.max(prices.row(0)[reviewer], bids[reviewer][0].level)
    }
    return loser
  }

  /// Ends the auction: the gains are as they were.
  private mutating func release() {
    for paper in demands.indices {
      for (reviewer, gain) in taken[paper] { gains.row(paper)[reviewer] = gain }
      taken[paper].removeAll(keepingCapacity: true)
    }
  }
}

// The bids that a reviewer holds, as a heap: the lowest first.
extension AssignmentAuction {
  private mutating func push(_ bid: Bid, _ reviewer: Int) {
    bids[reviewer].append(bid)
    var place = bids[reviewer].count - 1
    while place > 0, bids[reviewer][(place - 1) / 2].level > bid.level {
      bids[reviewer].swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func popLowest(_ reviewer: Int) -> Bid {
    let lowest = bids[reviewer][0]
    let last = bids[reviewer].removeLast()
    let count = bids[reviewer].count
    guard count > 0 else { return lowest }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < count else { break }
      if child + 1 < count, bids[reviewer][child + 1].level < bids[reviewer][child].level { child += 1 }
      guard bids[reviewer][child].level < last.level else { break }
      bids[reviewer][place] = bids[reviewer][child]
      place = child
    }
    bids[reviewer][place] = last
    return lowest
  }
}
