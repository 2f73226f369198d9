extension AssignmentFile {
  /// What stands at a paper or a reviewer.
  struct Entry {
    let id: Range<Int>
    var number: Int?
    var college: String?
    var regions: [String] = []

    init(id: Range<Int>) { self.id = id }
  }

  /// What a file may say of where reviewers come from: `"colleges":[ids]` beside the papers asks for one reviewer of each for every
  /// paper; a reviewer may have a `"college"` and a `"region"`, a paper a `"region"`, or a list of them, whose own reviewers do not
  /// examine it; `"alternates":n` asks for who could step in.
  package struct Origins: Sendable {
    /// As they stand in the file.
    package internal(set) var required: [String] = []
    package internal(set) var alternates = 0
    var colleges: [String?] = []
    var paperRegions: [Set<String>] = []
    var reviewerRegions: [Set<String>] = []

    /// Whether the assignment must keep to colleges.
    package var areAsked: Bool { !required.isEmpty }

    mutating func read(_ scanner: inout AssignmentScanner, _ members: [String: Int]) throws(Problem) {
      if let place = members["colleges"] {
        scanner.place = place
        var found: [String] = []
        try scanner.list { scanner throws(Problem) in
          let college = scanner.string(try scanner.id())
          if found.contains(college) { throw Problem(message: "college \(college) stands there twice") }
          found.append(college)
        }
        required = found
      }
      if let place = members["alternates"] {
        scanner.place = place
        alternates = try scanner.count("alternates")
      }
    }

    /// As the assignment takes them.
    package var constraints: AssignmentOrigins {
      var numbers = Dictionary(required.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let colleges = colleges.map { college -> Int? in
        guard let college else { return nil }
        if let number = numbers[college] { return number }
        numbers[college] = numbers.count
        return numbers[college]
      }
      return AssignmentOrigins(colleges: colleges, required: Set(required.indices))
    }
  }

  /// A member that would be passed over where it stands must not be thought to hold.
  /// - Parameter names: all that mean something there.
  static func allow(_ names: [String], in members: [String: Int]) throws(Problem) {
    guard let name = members.keys.filter({ !names.contains($0) }).min() else { return }
    throw Problem(
      message: "\(JSONValue.string(name).canonical) means nothing where it stands; known are "
        + names.joined(separator: ", ") + ": see docs/assignment.md")
  }

  /// The answer in the same ids, as much as could be given.
  package func json(_ assignment: MixedAssignment) -> String {
    let pairs = assignment.pairs.map { "[\(papers[$0.paper]),\(reviewers[$0.reviewer])]" }.joined(separator: ",")
    let unserved = assignment.gaps.map {
      "{\"papers\":[\(papers[$0.paper])],\"reason\":\(JSONValue.string(reason($0)).canonical)}"
    }.joined(separator: ",")
    return "{\"assignment\":[\(pairs)],\"total\":\(decimal(assignment.total)),"
      + "\"minimum\":\(assignment.minimum.map(decimal) ?? "null"),\"optimal\":\(assignment.isOptimal)"
      + (unserved.isEmpty ? "" : ",\"unserved\":[\(unserved)]") + alternates(to: assignment.pairs) + "}"
  }

  /// `,"alternates":[[paper,[reviewer…]]…]` where the file asks for them; else nothing.
  package func alternates(to pairs: [AssignmentProblem.Pair]) -> String {
    guard origins.alternates > 0 else { return "" }
    let constraints = origins.constraints
    let lists = papers.indices.map { paper in
      let best = problem.alternates(for: paper, in: pairs, keepingTo: constraints).prefix(origins.alternates)
      return "[\(papers[paper]),[\(best.map { reviewers[$0] }.joined(separator: ","))]]"
    }
    return ",\"alternates\":[\(lists.joined(separator: ","))]"
  }

  /// In plain words what is missing for a paper.
  package func reason(_ gap: AssignmentGap) -> String {
    let paper = papers[gap.paper]
    if let college = gap.college {
      let name = origins.required[college]
      return gap.candidates.isEmpty
        ? "\(paper) has nobody of college \(name), and nobody of it without conflict"
        : "\(paper) has nobody of college \(name); \(names(gap.candidates, reviewers)) of it are full or needed elsewhere"
    }
    let missing = "\(paper) is \(gap.missing == 1 ? "one reviewer" : "\(gap.missing) reviewers") short"
    return gap.candidates.isEmpty
      ? "\(missing), and nobody else is without conflict"
      : "\(missing); \(names(gap.candidates, reviewers)) are without conflict, and full"
  }
}
