/// The papers that can move at the present prices without loss, and where to: for each paper a set of bits, one for each reviewer.
/// While papers move only like this, what is tight stays tight, so a set is found once for each level of prices.
struct TightPapers {
  let words: Int
  /// Who could take the paper without loss, and does not have it.
  let open: Plane<UInt64>
  /// The value at which reviewers are tight for the paper: the best of those who do not have it.
  private(set) var levels: [Double]
  private var levelOf: [Int]
  private var level = 1
  // For the search of moves: which nodes stand at which distance, and which papers were seen.
  let layers: Plane<UInt64>
  let unreached: Plane<UInt64>
  var seen: [Int]
  var round = 0
  var last = 0

  init(papers: Int, nodes: Int) {
    words = (nodes + 63) / 64
    open = Plane(rows: papers, columns: words, filledWith: 0)
    levels = Array(repeating: 0, count: papers)
    levelOf = Array(repeating: 0, count: papers)
    layers = Plane(rows: nodes + 1, columns: words, filledWith: 0)
    unreached = Plane(rows: 1, columns: words, filledWith: 0)
    seen = Array(repeating: 0, count: papers)
  }

  /// Prices have changed.
  mutating func forget() { level += 1 }

  @inline(__always) func knows(_ paper: Int) -> Bool { levelOf[paper] == level }

  mutating func find(
    _ paper: Int, in gains: UnsafeMutablePointer<Double>, at prices: UnsafeMutablePointer<Double>, count: Int
  ) {
    var best = -Double.infinity
    for reviewer in 0..<count {
      let value = gains[reviewer] - prices[reviewer]
      best = value > best ? value : best
    }
    levelOf[paper] = level
    levels[paper] = best
    let row = open.row(paper)
    row.update(repeating: 0, count: words)
    guard best > AssignmentProblem.conflict else { return }
    for reviewer in 0..<count where gains[reviewer] - prices[reviewer] == best { TightPapers.add(reviewer, row) }
  }

  func hand(_ paper: Int, from: Int, to: Int) {
    guard knows(paper) else { return }
    TightPapers.add(from, open.row(paper))
    TightPapers.strike(to, open.row(paper))
  }

  @inline(__always) static func has(_ node: Int, _ set: UnsafeMutablePointer<UInt64>) -> Bool {
    set[node >> 6] & 1 << UInt64(node & 63) != 0
  }

  @inline(__always) static func add(_ node: Int, _ set: UnsafeMutablePointer<UInt64>) {
    set[node >> 6] |= 1 << UInt64(node & 63)
  }

  @inline(__always) static func strike(_ node: Int, _ set: UnsafeMutablePointer<UInt64>) {
    set[node >> 6] &= ~(1 << UInt64(node & 63))
  }
}
