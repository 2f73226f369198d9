// The same largest flow over the papers themselves: no arc between reviewers has to be found anew for each paper that moves.
extension AssignmentFlow {
  func moveCrowds() -> Int {
    forgetCosts()
    var moved = 0
    while layOutCrowds() {
      for source in 0...hub {
        while surplus[source] > 0, push(from: source, at: 0) {
          surplus[source] -= 1
          moved += 1
        }
      }
    }
    return moved
  }

  /// Finds the distance of each node from those who have too many, up to the first ones with room; false when there are none.
  private func layOutCrowds() -> Bool {
    let prices = prices.row(0)
    let unreached = tight.unreached.row(0)
    unreached.update(repeating: 0, count: tight.words)
    for node in 0...hub where surplus[node] <= 0 { TightPapers.add(node, unreached) }
    tight.round += 1
    tight.last = 0
    var present = (0...hub).filter { surplus[$0] > 0 }
    while !present.isEmpty {
      tight.last += 1
      let layer = tight.layers.row(tight.last)
      layer.update(repeating: 0, count: tight.words)
      for node in present { reach(from: node, layer, unreached, prices) }
      present.removeAll(keepingCapacity: true)
      var hasRoom = false
      for word in 0..<tight.words {
        var bits = layer[word]
        while bits != 0 {
          let node = word << 6 | bits.trailingZeroBitCount
          bits &= bits - 1
          present.append(node)
          if surplus[node] < 0 { hasRoom = true }
        }
      }
      if hasRoom { return true }
    }
    return false
  }

  private func reach(
    from node: Int, _ layer: UnsafeMutablePointer<UInt64>, _ unreached: UnsafeMutablePointer<UInt64>,
    _ prices: UnsafeMutablePointer<Double>
  ) {
    guard node != hub else {
      for other in 0..<hub where prices[other] == prices[hub] && TightPapers.has(other, unreached) {
        TightPapers.add(other, layer)
        TightPapers.strike(other, unreached)
      }
      return
    }
    if spare[node] > 0, prices[node] == prices[hub], TightPapers.has(hub, unreached) {
      TightPapers.add(hub, layer)
      TightPapers.strike(hub, unreached)
    }
    for holding in held[node] where tight.seen[holding.paper] != tight.round && isTight(holding, prices[node]) {
      tight.seen[holding.paper] = tight.round
      let open = tight.open.row(holding.paper)
      for word in 0..<tight.words {
        let bits = open[word] & unreached[word]
        layer[word] |= bits
        unreached[word] ^= bits
      }
    }
  }

  @inline(__always) private func isTight(_ holding: Holding, _ price: Double) -> Bool {
    if !tight.knows(holding.paper) {
      tight.find(holding.paper, in: gains.row(holding.paper), at: prices.row(0), count: reviewers)
    }
    return holding.value - price == tight.levels[holding.paper]
  }

  /// Moves one paper away from a node, and others from there on, layer by layer. Who could not is struck from its layer.
  private func push(from node: Int, at depth: Int) -> Bool {
    guard depth < tight.last else {
      guard surplus[node] < 0 else { return false }
      surplus[node] += 1
      return true
    }
    let layer = tight.layers.row(depth + 1)
    if node == hub { return pushEmptySlot(layer, depth) }
    let price = prices.row(0)[node]
    if spare[node] > 0, price == prices.row(0)[hub], TightPapers.has(hub, layer) {
      if push(from: hub, at: depth + 1) {
        leaveEmpty(node, -1)
        return true
      }
      TightPapers.strike(hub, layer)
    }
    for holding in held[node] where isTight(holding, price) {
      let open = tight.open.row(holding.paper)
      for word in 0..<tight.words {
        while case let bits = open[word] & layer[word], bits != 0 {
          let other = word << 6 | bits.trailingZeroBitCount
          if push(from: other, at: depth + 1) {
            hand(holding.paper, from: node, to: other)
            return true
          }
          TightPapers.strike(other, layer)
        }
      }
    }
    return false
  }

  private func pushEmptySlot(_ layer: UnsafeMutablePointer<UInt64>, _ depth: Int) -> Bool {
    let prices = prices.row(0)
    for other in 0..<hub where prices[other] == prices[hub] && TightPapers.has(other, layer) {
      if push(from: other, at: depth + 1) {
        leaveEmpty(other, 1)
        return true
      }
      TightPapers.strike(other, layer)
    }
    return false
  }
}
