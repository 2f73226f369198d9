/// Finds the places of ids, by their bytes. Files list the reviewers of one paper after the other: the last paper and the next
/// reviewer are tried first.
struct AssignmentIDs {
  private let papers: Table
  private let reviewers: Table
  private var lastPaper = 0
  private var lastReviewer = -1

  /// - Parameters: where the ids stand in the file.
  init(papers: [Range<Int>], reviewers: [Range<Int>], _ scanner: AssignmentScanner) throws(AssignmentFile.Problem) {
    self.papers = try Table("paper", papers, scanner)
    self.reviewers = try Table("reviewer", reviewers, scanner)
  }

  /// `[paper, reviewer`, and the bracket after it if it closes here.
  @inline(__always) mutating func pair(_ scanner: inout AssignmentScanner, closing: Bool) throws(AssignmentFile.Problem)
    -> AssignmentProblem.Pair
  {
    try scanner.take("[")
    lastPaper = try papers.place(of: try scanner.id(), guess: lastPaper, scanner)
    try scanner.comma()
    lastReviewer = try reviewers.place(of: try scanner.id(), guess: lastReviewer + 1, scanner)
    if closing { try scanner.close() } else { try scanner.comma() }
    return AssignmentProblem.Pair(lastPaper, lastReviewer)
  }
}

/// A table of ids by a hash of their bytes (FNV-1a), with the next free slot for who finds hers taken.
private struct Table {
  private let kind: String
  private let ranges: [Range<Int>]
  private var slots: [Int32]

  init(_ kind: String, _ ranges: [Range<Int>], _ scanner: AssignmentScanner) throws(AssignmentFile.Problem) {
    self.kind = kind
    self.ranges = ranges
    var size = 16
    while size < 2 * ranges.count { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for (place, range) in ranges.enumerated() {
      let slot = slot(of: range, scanner)
      guard slots[slot] < 0 else {
        throw AssignmentFile.Problem(message: "\(kind) \(scanner.string(range)) stands there twice")
      }
      slots[slot] = Int32(place)
    }
  }

  @inline(__always) func place(of range: Range<Int>, guess: Int, _ scanner: AssignmentScanner)
    throws(AssignmentFile.Problem) -> Int
  {
    if guess < ranges.count, same(ranges[guess], range, scanner) { return guess }
    let place = slots[slot(of: range, scanner)]
    guard place >= 0 else { throw scanner.wrong("there is no \(kind) \(scanner.string(range))") }
    return Int(place)
  }

  /// Where the id stands, or the free slot where it would.
  private func slot(of range: Range<Int>, _ scanner: AssignmentScanner) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in range { hash = (hash ^ UInt64(scanner.bytes[index])) &* 0x100_0000_01b3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 29) & (slots.count - 1)
    while slots[slot] >= 0, !same(ranges[Int(slots[slot])], range, scanner) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  @inline(__always) private func same(_ left: Range<Int>, _ right: Range<Int>, _ scanner: AssignmentScanner) -> Bool {
    guard left.count == right.count else { return false }
    var (one, other) = (left.lowerBound, right.lowerBound)
    while other < right.upperBound, scanner.bytes[one] == scanner.bytes[other] {
      one += 1
      other += 1
    }
    return other == right.upperBound
  }
}
