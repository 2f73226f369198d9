/// An assignment to be made, as JSON: `{"papers":[ids],"reviewers":[{"id","capacity"}],"demand":k,"affinity":[[paper,reviewer,
/// score]…],"conflicts":[[paper,reviewer]…],"locked":[[paper,reviewer]…]}`. Ids are texts or numbers and are kept as they were
/// written. The last three lists may be absent; a paper may be `{"id","demand"}`. What else may stand there: `AssignmentFile.Origins`.
package struct AssignmentFile: Sendable {
  /// What is wrong with the file, for the person who wrote it.
  package struct Problem: Error, Hashable, Sendable {
    package let message: String
  }

  /// As they stand in the file, quotes included.
  package private(set) var papers: [String] = []
  package private(set) var reviewers: [String] = []
  package private(set) var problem = AssignmentProblem(demands: [], capacities: [])
  package private(set) var origins = Origins()
  /// To how many decimals the affinities were rounded so that sums stay exact; nil where all of them count as written.
  package private(set) var roundedTo: Int?

  package init(reading text: String) throws(Problem) {
    var text = text
    let result = text.withUTF8 { bytes in Result { () throws(Problem) in try AssignmentFile(reading: bytes) } }
    self = try result.get()
  }

  /// The bytes of the file as they are, without a text made of them: they may be a hundred megabytes.
  package init(reading bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    var scanner = AssignmentScanner(bytes)
    var early: People?
    let members = try scanner.members { name, before, scanner throws(Problem) in
      guard name == "affinity", ["papers", "reviewers", "demand"].allSatisfy({ before[$0] != nil }) else {
        return false
      }
      let end = scanner.place
      let people = try readPeople(&scanner, before)
      early = people
      try readAffinities(&scanner, at: end, people)
      return true
    }
    try AssignmentFile.allow(
      ["papers", "reviewers", "demand", "affinity", "conflicts", "locked", "colleges", "alternates"], in: members)
    let people: People
    if let early {
      people = early
    } else {
      people = try readPeople(&scanner, members)
      if let place = members["affinity"] {
        try readAffinities(&scanner, at: place, people)
      } else {
        problem = AssignmentProblem(demands: people.demands, capacities: people.capacities)
      }
    }
    if let place = members["conflicts"] {
      scanner.place = place
      var ids = people.ids
      try scanner.list { scanner throws(Problem) in problem[try ids.pair(&scanner, closing: true)] = nil }
    }
    try origins.read(&scanner, members)
    for (paper, regions) in origins.paperRegions.enumerated() where !regions.isEmpty {
      for (reviewer, own) in origins.reviewerRegions.enumerated() where !regions.isDisjoint(with: own) {
        problem[AssignmentProblem.Pair(paper, reviewer)] = nil
      }
    }
    if let place = members["locked"] { try readLocks(&scanner, at: place, people.ids) }
  }

  private struct People {
    let ids: AssignmentIDs
    let demands: [Int]
    let capacities: [Int]
  }

  private mutating func readPeople(_ scanner: inout AssignmentScanner, _ members: [String: Int]) throws(Problem)
    -> People
  {
    func start(_ name: String) throws(Problem) -> Int {
      guard let place = members[name] else { throw Problem(message: "there is no member \"\(name)\"") }
      return place
    }
    var demand: Int?
    if let place = members["demand"] {
      scanner.place = place
      demand = try scanner.count("demand")
    }
    var (demands, capacities): ([Int], [Int]) = ([], [])
    var (paperIDs, reviewerIDs): ([Range<Int>], [Range<Int>]) = ([], [])
    scanner.place = try start("papers")
    try scanner.list { scanner throws(Problem) in
      let entry = try scanner.entry("demand", allowing: ["region"])
      guard let wanted = entry.number ?? demand else {
        throw Problem(message: "paper \(scanner.string(entry.id)) has no demand; write \"demand\"")
      }
      paperIDs.append(entry.id)
      origins.paperRegions.append(Set(entry.regions))
      demands.append(wanted)
    }
    scanner.place = try start("reviewers")
    try scanner.list { scanner throws(Problem) in
      let entry = try scanner.entry("capacity", allowing: ["college", "region"])
      guard let capacity = entry.number else {
        throw Problem(message: "reviewer \(scanner.string(entry.id)) has no capacity")
      }
      reviewerIDs.append(entry.id)
      origins.colleges.append(entry.college)
      origins.reviewerRegions.append(Set(entry.regions))
      capacities.append(capacity)
    }
    papers = paperIDs.map(scanner.string)
    reviewers = reviewerIDs.map(scanner.string)
    let ids = try AssignmentIDs(papers: paperIDs, reviewers: reviewerIDs, scanner)
    return People(ids: ids, demands: demands, capacities: capacities)
  }

  private mutating func readAffinities(
    _ scanner: inout AssignmentScanner, at place: Int, _ people: People
  ) throws(Problem) {
    scanner.place = place
    let (demands, capacities) = (people.demands, people.capacities)
    let limit = AssignmentProblem.limit(reviewers: capacities.count)
    var ids = people.ids
    var decimals = 0
    var cells = [Double](repeating: .nan, count: demands.count * capacities.count)
    try scanner.list { scanner throws(Problem) in
      let pair = try ids.pair(&scanner, closing: false)
      let index = pair.paper * capacities.count + pair.reviewer
      let (score, own) = try scanner.decimal()
      while decimals < own {
        decimals += 1
        for index in cells.indices { cells[index] *= 10 }
      }
      guard cells[index].isNaN else {
        throw Problem(
          message: "there are two affinities of \(papers[pair.paper]) and \(reviewers[pair.reviewer])")
      }
      cells[index] = Double(score) * AssignmentFile.power(decimals - own)
      try scanner.close()
    }
    for index in cells.indices where cells[index].isNaN { cells[index] = 0 }
    let excess = try AssignmentFile.excess(of: cells, limit: limit, decimals: decimals)
    if excess > 0 {
      let unit = AssignmentFile.power(excess)
      for index in cells.indices { cells[index] = (cells[index] / unit).rounded() }
      decimals -= excess
      roundedTo = decimals
    }
    problem = AssignmentProblem(demands: demands, capacities: capacities, decimals: decimals, cells: cells)
  }

  private mutating func readLocks(_ scanner: inout AssignmentScanner, at place: Int, _ pairs: AssignmentIDs)
    throws(Problem)
  {
    scanner.place = place
    var ids = pairs
    try scanner.list { scanner throws(Problem) in
      let pair = try ids.pair(&scanner, closing: true)
      let (paper, reviewer) = (papers[pair.paper], reviewers[pair.reviewer])
      do throws(AssignmentProblem.LockProblem) {
        try problem.lock(pair)
      } catch {
        let reason =
          switch error {
          case .conflict: "they have a conflict"
          case .twice: "they are locked already"
          case .beyondDemand: "the paper has all its reviewers then"
          case .beyondCapacity: "the reviewer has all her papers then"
          }
        throw Problem(message: "\(paper) and \(reviewer) cannot be locked: \(reason)")
      }
    }
  }

  /// How many decimals are too many for sums that stay exact.
  private static func excess(of cells: [Double], limit: Int64, decimals: Int) throws(Problem) -> Int {
    var largest = cells.reduce(0) { max($0, $1.magnitude) }
    var excess = 0
    while largest > Double(limit) {
      largest /= 10
      excess += 1
    }
    guard excess <= decimals else {
      throw Problem(message: "an affinity is too large for exact sums; divide all of them by the same number")
    }
    return excess
  }

  private static func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { power, _ in power * 10 } }

  /// The answer in the same ids.
  package func json(_ assignment: Assignment) -> String {
    let pairs = assignment.pairs.map { "[\(papers[$0.paper]),\(reviewers[$0.reviewer])]" }.joined(separator: ",")
    let minimum = assignment.minimum.map(decimal) ?? "null"
    return "{\"assignment\":[\(pairs)],\"total\":\(decimal(assignment.total)),\"minimum\":\(minimum),"
      + "\"optimal\":\(assignment.isOptimal)" + alternates(to: assignment.pairs) + "}"
  }

  package func json(_ shortages: [AssignmentShortage]) -> String {
    let items = shortages.map { shortage in
      let ids = shortage.papers.map { papers[$0] }.joined(separator: ",")
      return "{\"papers\":[\(ids)],\"reason\":\(JSONValue.string(reason(shortage)).canonical)}"
    }
    return "{\"assignment\":[],\"optimal\":false,\"unserved\":[\(items.joined(separator: ","))]}"
  }

  /// In plain words why these papers cannot all be served.
  package func reason(_ shortage: AssignmentShortage) -> String {
    let needs =
      "\(names(shortage.papers, papers)) \(shortage.papers.count == 1 ? "needs" : "need") "
      + (shortage.needed == 1 ? "one review" : "\(shortage.needed) reviews")
    if shortage.reviewers.isEmpty {
      let free =
        switch shortage.elsewhere {
        case 0: "no reviewer is without conflict"
        case 1: "only one reviewer is without conflict"
        default: "only \(shortage.elsewhere) reviewers are without conflict"
        }
      return reviewers.isEmpty ? "\(needs), but there is no reviewer" : "\(needs), but \(free)"
    }
    let others = shortage.elsewhere > 0 ? "; the others without conflict can write \(shortage.elsewhere) at most" : ""
    return "\(needs); of \(names(shortage.reviewers, reviewers)) the capacity is \(shortage.capacity) in all\(others)"
  }

  func names(_ places: [Int], _ ids: [String]) -> String {
    let shown = places.prefix(8).map { ids[$0] }.joined(separator: ", ")
    return places.count > 8 ? "\(shown) and \(places.count - 8) more" : shown
  }

  func decimal(_ value: Int64) -> String {
    let digits = String(value.magnitude)
    let sign = value < 0 ? "-" : ""
    guard problem.decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: Swift.max(0, problem.decimals + 1 - digits.count)) + digits
    var fraction = String(padded.suffix(problem.decimals))
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = padded.dropLast(problem.decimals)
    return fraction.isEmpty ? sign + whole : "\(sign)\(whole).\(fraction)"
  }
}
