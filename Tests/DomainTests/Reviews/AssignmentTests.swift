import Domain
import Testing

@Suite struct AssignmentTests {
  private typealias Pair = AssignmentProblem.Pair

  /// Numbers that look random and are the same at each run.
  private struct Numbers {
    var state: UInt64
    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }

  private func example(_ seed: Int) throws -> AssignmentProblem {
    var numbers = Numbers(state: UInt64(seed))
    let (papers, reviewers) = (1 + numbers.below(4), 2 + numbers.below(3))
    let demands = (0..<papers).map { _ in numbers.below(3) }
    var problem = AssignmentProblem(
      demands: demands, capacities: (0..<reviewers).map { _ in numbers.below(papers + 1) })
    let span = [3, 20, 1000][numbers.below(3)]
    for paper in 0..<papers {
      for reviewer in 0..<reviewers where numbers.below(4) > 0 {
        problem[Pair(paper, reviewer)] = Int64(numbers.below(span)) - Int64(span / 5)
      }
      if numbers.below(2) == 0 { problem[Pair(paper, numbers.below(reviewers))] = nil }
    }
    if numbers.below(3) == 0 { try? problem.lock(Pair(numbers.below(papers), numbers.below(reviewers))) }
    return problem
  }

  /// Every assignment that there is: its total and its minimum.
  private func all(_ problem: AssignmentProblem) -> [(total: Int64, minimum: Int64)] {
    var found: [(Int64, Int64)] = []
    func go(_ paper: Int, _ room: [Int], _ total: Int64, _ minimum: Int64) {
      guard paper < problem.demands.count else { return found.append((total, minimum)) }
      let reviewers = problem.capacities.indices
      for mask in 0..<(1 << reviewers.count) where mask.nonzeroBitCount == problem.demands[paper] {
        let chosen = reviewers.filter { mask >> $0 & 1 == 1 }
        let values = chosen.compactMap { problem[Pair(paper, $0)] }
        let keeps = problem.locked.allSatisfy { $0.paper != paper || chosen.contains($0.reviewer) }
        guard values.count == chosen.count, keeps, chosen.allSatisfy({ room[$0] > 0 }) else { continue }
        var left = room
        for reviewer in chosen { left[reviewer] -= 1 }
        go(paper + 1, left, total + values.reduce(0, +), min(minimum, values.min() ?? .max))
      }
    }
    go(0, problem.capacities, 0, .max)
    return found
  }

  @Test(arguments: AssignmentProblem.Objective.allCases)
  func `of all assignments the best is found, or why there is none`(objective: AssignmentProblem.Objective) throws {
    var impossible = 0
    for seed in 0..<500 {
      let problem = try example(seed)
      let all = all(problem)
      switch problem.solved(objective) {
      case .assigned(let assignment):
        let floor = all.map(\.minimum).max()
        let eligible = objective == .total ? all : all.filter { $0.minimum == floor }
        #expect(assignment.total == eligible.map(\.total).max(), "\(seed)")
        if objective == .fair { #expect(assignment.minimum ?? .max == floor, "\(seed)") }
        #expect(assignment.isOptimal && Set(assignment.pairs).isSuperset(of: problem.locked), "\(seed)")
        #expect(assignment.pairs.allSatisfy { problem[$0] != nil }, "\(seed)")
        for (paper, demand) in problem.demands.enumerated() {
          #expect(Set(assignment.pairs.filter { $0.paper == paper }).count == demand, "\(seed)")
        }
        for (reviewer, capacity) in problem.capacities.enumerated() {
          #expect(assignment.pairs.count { $0.reviewer == reviewer } <= capacity, "\(seed)")
        }
        #expect(problem.solved(objective) == .assigned(assignment))
      case .impossible(let shortages):
        impossible += 1
        #expect(all.isEmpty && !shortages.isEmpty, "\(seed)")
        for shortage in shortages { #expect(shortage.needed > shortage.elsewhere + shortage.capacity, "\(seed)") }
      }
    }
    #expect((50..<450).contains(impossible), "\(impossible)")
  }

  private enum Kind: CaseIterable { case fewLevels, popular, onlyPopular, blocks, product, any }

  private func largeExample(_ kind: Kind, _ numbers: inout Numbers) -> AssignmentProblem {
    let (papers, reviewers) = (40 + numbers.below(50), 10 + numbers.below(60))
    let demand = 1 + numbers.below(3)
    let room = papers * demand / reviewers + 1
    var problem = AssignmentProblem(
      demands: Array(repeating: demand, count: papers),
      capacities: (0..<reviewers).map { _ in numbers.below(3) == 0 ? numbers.below(2 * room) : room })
    let popularity = (0..<reviewers).map { _ in numbers.below(100) }
    for paper in 0..<papers {
      let topic = numbers.below(8)
      for reviewer in 0..<reviewers {
        problem[Pair(paper, reviewer)] =
          switch kind {
          case .fewLevels: Int64([0, 0, 0, 0, 0, 1, 1, 2, 3][numbers.below(9)])
          case .popular: Int64(3 * popularity[reviewer] + numbers.below(30))
          case .onlyPopular: Int64(popularity[reviewer] / 10)
          case .blocks: Int64(max(0, 3 - abs(topic - popularity[reviewer] % 8)))
          case .product: Int64((topic + 1) * popularity[reviewer])
          case .any: Int64(numbers.below(1_000_000)) - 300_000
          }
      }
      for _ in 0..<2 { problem[Pair(paper, numbers.below(reviewers))] = nil }
    }
    return problem
  }

  @Test func `where many affinities are equal or everybody wants the same reviewers, the optimum is proved as well`() {
    var numbers = Numbers(state: 7)
    for kind in Kind.allCases {
      var assigned = 0
      for _ in 0..<8 {
        let problem = largeExample(kind, &numbers)
        guard case .assigned(let total) = problem.solved(.total), case .assigned(let fair) = problem.solved(.fair)
        else { continue }
        assigned += 1
        #expect(total.isOptimal && fair.isOptimal, "\(kind)")
        #expect((fair.minimum ?? 0) >= (total.minimum ?? 0) && fair.total <= total.total, "\(kind)")
        for pairs in [fair.pairs, total.pairs] {
          #expect(Set(pairs).count == problem.demands.reduce(0, +) && pairs.allSatisfy { problem[$0] != nil })
        }
        for (reviewer, capacity) in problem.capacities.enumerated() {
          #expect(fair.pairs.count { $0.reviewer == reviewer } <= capacity)
          #expect(total.pairs.count { $0.reviewer == reviewer } <= capacity)
        }
      }
      #expect(assigned > 3, "\(kind)")
    }
  }

  @Test func `papers that go without for one reason are named together, others apart`() {
    var problem = AssignmentProblem(demands: [1, 1, 1, 1, 1], capacities: [1, 1])
    for paper in 0..<3 { problem[Pair(paper, 1)] = nil }
    for paper in 3..<5 { problem[Pair(paper, 0)] = nil }
    guard case .impossible(let shortages) = problem.solved(.total) else { return #expect(Bool(false)) }
    #expect(shortages.map(\.papers) == [[0, 1, 2], [3, 4]] && shortages.map(\.reviewers) == [[0], [1]])
    #expect(shortages.map(\.needed) == [3, 2] && shortages.allSatisfy { $0.capacity == 1 && $0.elsewhere == 0 })
  }

  @Test func `a change by hand has its cost, and a pair its reason`() throws {
    var problem = AssignmentProblem(demands: [1, 1], capacities: [1, 1])
    problem[Pair(0, 0)] = 9
    problem[Pair(0, 1)] = 5
    problem[Pair(1, 0)] = 8
    problem[Pair(1, 1)] = 7
    #expect(try problem.cost(of: .keep(Pair(0, 1)), .total)?.total == 3)
    #expect(try problem.cost(of: .forbid(Pair(1, 1)), .total)?.total == 3)
    #expect(try problem.cost(of: .keep(Pair(0, 0)), .total)?.total == 0)
    let reason = try #require(problem.reason(for: Pair(1, 1)))
    #expect(reason.rank == 2 && reason.alternatives == 2 && reason.affinity == 7)
  }

  @Test func `a file is answered in its own ids, exactly`() throws {
    let file = try AssignmentFile(
      reading: """
        {"affinity":[[1,"é",0.1],[1,"b",0.25],["1","é",-0]], "papers":[1,{"id":"1","demand":1}], "demand":2,
        "reviewers":[{"id":"é","capacity":1},{"capacity":2,"id":"b"}], "conflicts":[["1","é"]]}
        """)
    guard case .assigned(let assignment) = file.problem.solved(.fair) else { return #expect(Bool(false)) }
    #expect(
      file.json(assignment)
        == "{\"assignment\":[[1,\"é\"],[1,\"b\"],[\"1\",\"b\"]],\"total\":0.35,\"minimum\":0,\"optimal\":true}")
  }

  @Test func `the members of a file may stand in any order`() throws {
    let members = [
      "\"papers\":[1,2]", "\"demand\":1", "\"reviewers\":[{\"id\":3,\"capacity\":1},{\"id\":4,\"capacity\":1}]",
      "\"affinity\":[[2,3,7],[1,4,1.5],[1,3,9]]", "\"conflicts\":[[2,4]]", "\"locked\":[]",
    ]
    for turn in members.indices {
      let text = "{\((members[turn...] + members[..<turn]).joined(separator: ","))}"
      let file = try AssignmentFile(reading: text)
      guard case .assigned(let assignment) = file.problem.solved(.total) else { return #expect(Bool(false)) }
      #expect(
        file.json(assignment) == "{\"assignment\":[[1,4],[2,3]],\"total\":8.5,\"minimum\":1.5,\"optimal\":true}")
    }
  }

  @Test(arguments: [
    "{\"papers\":[],\"reviewers\":[],\"demand\":0,\"region\":\"84\"}",
    "{\"papers\":[],\"reviewers\":[{\"id\":2,\"capacity\":1,\"colleges\":[\"x\"]}],\"demand\":0}",
    "{\"papers\":[{\"id\":1,\"college\":\"x\"}],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"conflict\":[[1,2]]}",
    "{\"papers\":[{\"id\":1,\"demands\":1}],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1,\"Capacity\":5}],\"demand\":1}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"note\":{\"of\":[\"}\"]}}",
  ])
  func `a constraint that means nothing where it stands is refused, not passed over`(text: String) {
    let problem = #expect(throws: AssignmentFile.Problem.self) { try AssignmentFile(reading: text) }
    #expect(problem?.message.contains("means nothing where it stands") == true)
  }

  @Test func `a file may ask for colleges, other regions and alternates, and is told what is missing`() throws {
    func file(_ colleges: String, _ region: String) throws -> AssignmentFile {
      try AssignmentFile(
        reading: """
          {"papers":[{"id":1,"region":[\(region)]},2],"demand":2,"colleges":[\(colleges)],"alternates":1,"reviewers":[
          {"id":"a","capacity":2,"college":"x","region":"11"},{"id":"b","capacity":2,"college":"y"},
          {"id":"c","capacity":1,"college":"x"}],"affinity":[[1,"a",9],[1,"b",1],[1,"c",8],[2,"a",3],[2,"c",4]]}
          """)
    }
    let whole = try file("\"x\",\"y\"", "\"84\"")
    let assignment = whole.problem.solved(.total, keepingTo: whole.origins.constraints)
    #expect(
      whole.json(assignment)
        == "{\"assignment\":[[1,\"a\"],[1,\"b\"],[2,\"b\"],[2,\"c\"]],\"total\":14,\"minimum\":0,\"optimal\":true,"
        + "\"alternates\":[[1,[]],[2,[\"a\"]]]}")
    let short = try file("\"x\",\"z\"", "\"11\"")
    let partial = short.problem.solved(.total, keepingTo: short.origins.constraints)
    #expect(!partial.isOptimal && partial.pairs.allSatisfy { $0 != AssignmentProblem.Pair(0, 0) })
    #expect(partial.gaps.map(short.reason).contains { $0.contains("1 has nobody of college \"z\"") })
  }

  @Test(arguments: [
    (
      5, "{\"id\":\"a\",\"capacity\":9},{\"id\":\"b\",\"capacity\":9}",
      "1 needs 5 reviews, but only 2 reviewers are without conflict"
    ),
    (1, "", "1 needs one review, but there is no reviewer"),
  ])
  func `more reviews than there are reviewers are no wrong file: it is said who cannot be served`(
    demand: Int, reviewers: String, reason: String
  ) throws {
    let file = try AssignmentFile(reading: "{\"papers\":[1],\"reviewers\":[\(reviewers)],\"demand\":\(demand)}")
    for objective in AssignmentProblem.Objective.allCases {
      guard case .impossible(let shortages) = file.problem.solved(objective) else { return #expect(Bool(false)) }
      #expect(shortages.map(file.reason) == [reason])
    }
    let mixed = file.problem.solved(.total, keepingTo: file.origins.constraints)
    #expect(mixed.gaps.map(\.missing) == [demand - mixed.pairs.count] && !mixed.isOptimal)
  }

  @Test(
    arguments: [
      ("0.8444218515250481", "0.84442185152505", 14), ("1e-05", "0.00001", nil), ("1.5E2", "150", nil),
      ("-2.5e+1", "-25", nil), ("0.1234567890123456789012345", "0.123456789012346", 15), ("1e-300", "0", nil),
      ("12", "12", nil), ("123456.7890123456", "123456.789012346", 9),
    ] as [(String, String, Int?)])
  func `an affinity is read as any program writes it, and rounded where sums would not be exact`(
    text: String, shown: String, roundedTo: Int?
  ) throws {
    let file = try AssignmentFile(
      reading: "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"affinity\":[[1,2,\(text)]]}")
    guard case .assigned(let assignment) = file.problem.solved(.total) else { return #expect(Bool(false)) }
    #expect(file.roundedTo == roundedTo)
    #expect(file.json(assignment).contains("\"total\":\(shown),"), "\(file.json(assignment))")
  }

  @Test func `a file in another encoding is refused, since its ids could not be written again`() {
    let bytes = Array("{\"papers\":[\"".utf8) + [0xe9] + Array("\"],\"reviewers\":[],\"demand\":0}".utf8)
    let problem = #expect(throws: AssignmentFile.Problem.self) {
      try bytes.withUnsafeBufferPointer { try AssignmentFile(reading: $0) }
    }
    #expect(problem?.message.contains("UTF-8") == true)
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":2147483648}],\"demand\":1}",
    "{\"papers\":[1,1],\"reviewers\":[],\"demand\":0}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":-1}],\"demand\":1}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"affinity\":[[1,3,1]]}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"affinity\":[[1,2,1]",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"affinity\":[[1,2,1e]]}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"affinity\":[[1,2,1e30]]}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"affinity\":[[1,2,1],[1,2,1]]}",
    "{\"papers\":[1],\"reviewers\":[{\"id\":2,\"capacity\":1}],\"demand\":1,\"conflicts\":[[1,2]],\"locked\":[[1,2]]}",
  ])
  func `a wrong file is refused with a reason`(text: String) {
    #expect(throws: AssignmentFile.Problem.self) { try AssignmentFile(reading: text) }
  }
}
