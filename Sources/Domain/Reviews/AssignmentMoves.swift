// A largest flow at the present prices, by all paths of one length at once (Dinic; Ahuja, Magnanti and Orlin, §7.5).
extension AssignmentFlow {
  /// Moves as many papers as can be moved without loss, from who has too many to who has room.
  @discardableResult func moveTightPapers() -> Int {
    var moved = 0
    // From so many on it is cheaper to look at the papers themselves.
    let limit = 30
    while layOut() {
      let before = moved
      for source in 0...hub {
        while surplus[source] > 0, moved < limit, push(from: source) {
          surplus[source] -= 1
          moved += 1
        }
      }
      // The next search finds what is left, if anything is.
      if moved - before < 4 { return moved }
      if moved == limit { return moved + moveCrowds() }
    }
    return moved
  }

  /// Finds the distance of each node from those who have too many, up to the first ones with room; false when there are none.
  private func layOut() -> Bool {
    let (prices, depths) = (prices.row(0), depths.row(0))
    var present: [Int] = []
    for node in 0...hub {
      depths[node] = surplus[node] > 0 ? 0 : -1
      if surplus[node] > 0 { present.append(node) }
    }
    var depth = 0
    while !present.isEmpty {
      depth += 1
      var (next, hasRoom): ([Int], Bool) = ([], false)
      for node in present {
        let row = costs(node)
        let price = prices[node]
        for other in 0...hub where row[other] + prices[other] == price && depths[other] < 0 {
          depths[other] = depth
          next.append(other)
          if surplus[other] < 0 { hasRoom = true }
        }
      }
      if hasRoom {
        lastDepth = depth
        return true
      }
      present = next
    }
    return false
  }

  /// Moves one paper away from a node, and others from there on, layer by layer. Who could not is left out from then on.
  private func push(from node: Int) -> Bool {
    let (prices, depths) = (prices.row(0), depths.row(0))
    let depth = depths[node] + 1
    if depths[node] == lastDepth {
      guard surplus[node] < 0 else { return false }
      surplus[node] += 1
      return true
    }
    let row = costs(node)
    let price = prices[node]
    for other in 0...hub where row[other] + prices[other] == price && depths[other] == depth {
      if push(from: other) {
        move(from: node, to: other)
        return true
      }
      depths[other] = -1
    }
    return false
  }
}
