import Domain
import Testing

@Suite struct AnswerMergeTests {
  private func item(_ id: String, _ title: String) -> Answers { Answers(item: id, ["title": .text(title)]) }

  private func answers(_ name: String, _ items: [Answers]) -> AnswerLeaves {
    AnswerLeaves(Answers(["name": .text(name), "items": .group(items)]))
  }

  private func merge(_ base: AnswerLeaves, mine: AnswerLeaves, theirs: AnswerLeaves) -> AnswerMerge {
    AnswerMerge(base: base, mine: mine, theirs: theirs)
  }

  @Test func `what only one of two changed is taken from that one`() {
    let base = answers("a", [item("1", "un"), item("2", "deux")])
    let result = merge(
      base, mine: answers("b", [item("1", "un"), item("2", "deux")]),
      theirs: answers("a", [item("1", "UN"), item("2", "deux")]))
    #expect(result.merged == answers("b", [item("1", "UN"), item("2", "deux")]))
    #expect(result.conflicts == [])
  }

  @Test func `a value that both changed stays as it was saved first, and the other is told`() {
    let result = merge(answers("a", []), mine: answers("b", []), theirs: answers("c", []))
    #expect(result.merged == answers("c", []))
    #expect(result.conflicts == [.init(path: "name", mine: .string("b"), theirs: .string("c"))])
  }

  @Test func `the same change twice is no conflict`() {
    let result = merge(answers("a", []), mine: answers("b", []), theirs: answers("b", []))
    #expect(result.merged == answers("b", []) && result.conflicts == [])
  }

  @Test func `items that both added are all there, each in its place`() {
    let base = answers("a", [item("1", "un")])
    let result = merge(
      base, mine: answers("a", [item("1", "un"), item("mine", "moi")]),
      theirs: answers("a", [item("1", "un"), item("theirs", "eux")]))
    #expect(result.merged == answers("a", [item("1", "un"), item("mine", "moi"), item("theirs", "eux")]))
    #expect(result.conflicts == [])
  }

  @Test func `an item that I removed goes, unless they wrote in it: then it stays and I am told`() {
    let base = answers("a", [item("1", "un"), item("2", "deux")])
    let mine = answers("a", [item("2", "deux")])
    #expect(
      merge(base, mine: mine, theirs: answers("b", [item("1", "un"), item("2", "deux")])).merged
        == answers("b", [item("2", "deux")]))
    let edited = answers("a", [item("1", "UN"), item("2", "deux")])
    let result = merge(base, mine: mine, theirs: edited)
    #expect(result.merged == edited)
    #expect(result.conflicts == [.init(path: "items/1/title", mine: nil, theirs: .string("UN"))])
  }

  @Test func `what I wrote in an item that they removed is told, and does not come back by itself`() {
    let base = answers("a", [item("1", "un")])
    let result = merge(base, mine: answers("a", [item("1", "UN")]), theirs: answers("a", []))
    #expect(result.merged == answers("a", []))
    #expect(result.conflicts == [.init(path: "items/1/title", mine: .string("UN"), theirs: nil)])
  }

  @Test func `their value is taken where one chooses it, and the item goes where they removed it`() {
    let base = answers("a", [item("1", "un")])
    #expect(base.taking("name", from: answers("z", [])).values["name"] == .string("z"))
    #expect(base.taking("items/1/title", from: answers("a", [])) == answers("a", []))
  }

  /// Random edits by two over one base: each value of the result is one that somebody wrote, and whatever of mine is not
  /// in it is among the conflicts.
  @Test(arguments: 0..<300) func `nothing that somebody wrote is lost untold`(seed: Int) {
    var random = Seeded(UInt64(seed))
    let base = answers("a", (1...3).map { item("\($0)", "t\($0)") })
    let (mine, theirs) = (edited(base, "m", &random), edited(base, "t", &random))
    let result = merge(base, mine: mine, theirs: theirs)
    for change in mine.changes(since: base) where !change.isOrder {
      let isThere = result.merged.values[change.path] == change.after
      let isTold = result.conflicts.contains { $0.path == change.path }
      #expect(isThere || isTold, "\(change.path)")
    }
    for change in theirs.changes(since: base) where !change.isOrder && change.after != nil {
      let isMine = mine.values[change.path] == change.after
      #expect(result.merged.values[change.path] == change.after || isMine, "\(change.path)")
    }
    #expect(AnswerLeaves(result.merged.answers) == result.merged)
  }

  private func edited(_ base: AnswerLeaves, _ mark: String, _ random: inout Seeded) -> AnswerLeaves {
    var answers = base.answers
    var items = answers.group("items")
    for index in items.indices where random.next(3) == 0 { items[index]["title"] = .text("\(mark)\(random.next(3))") }
    if random.next(2) == 0, !items.isEmpty { items.remove(at: random.next(items.count)) }
    if random.next(2) == 0 { items.insert(item("new-\(mark)", mark), at: random.next(items.count + 1)) }
    if random.next(3) == 0 { answers["name"] = .text("\(mark)\(random.next(2))") }
    answers["items"] = .group(items)
    return AnswerLeaves(answers)
  }

  /// A generator of a fixed sequence (SplitMix64).
  private struct Seeded {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var word = state
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return Int((word ^ (word >> 31)) % UInt64(bound))
    }
  }
}
