/// The best reviewers of a paper at given prices.
struct BestChoice {
  private(set) var reviewers: [Int] = []
  private(set) var values: [Double] = []

  /// Finds the `wanted` best, best first; of equal ones the first, counted from a place and around. Fewer are found when fewer
  /// are allowed.
  mutating func find(
    _ wanted: Int, in gains: UnsafeMutablePointer<Double>, at prices: UnsafeMutablePointer<Double>, count: Int,
    from start: Int = 0
  ) {
    reviewers.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    guard wanted > 0 else { return }
    var least = -Double.infinity
    look(start..<count, wanted, gains, prices, &least)
    look(0..<start, wanted, gains, prices, &least)
  }

  @inline(__always) private mutating func look(
    _ range: Range<Int>, _ wanted: Int, _ gains: UnsafeMutablePointer<Double>, _ prices: UnsafeMutablePointer<Double>,
    _ least: inout Double
  ) {
    for reviewer in range {
      let value = gains[reviewer] - prices[reviewer]
      guard value > least else { continue }
      insert(reviewer, value)
      if values.count > wanted {
        reviewers.removeLast()
        values.removeLast()
      }
      if values.count == wanted { least = values[wanted - 1] }
    }
  }

  private mutating func insert(_ reviewer: Int, _ value: Double) {
    var place = values.count
    while place > 0, values[place - 1] < value { place -= 1 }
    values.insert(value, at: place)
    reviewers.insert(reviewer, at: place)
  }
}
