import Domain
import TestSupport
import Testing

@Suite struct AnswerLeavesTests {
  private func answers(_ titles: [(id: String, title: String)], _ extra: [String: Answer] = [:]) -> Answers {
    Answers(
      ["items": .group(titles.map { Answers(item: $0.id, ["title": .text($0.title)]) })].merging(extra) { $1 })
  }

  private func titles(_ leaves: AnswerLeaves) -> [String] {
    leaves.answers.group("items").compactMap { $0.text("title") }
  }

  /// What one save changed, and the answers after it.
  private func saved(_ old: Answers, _ new: Answers) -> (changes: [AnswerChange], leaves: AnswerLeaves) {
    let leaves = AnswerLeaves(new)
    return (leaves.changes(since: AnswerLeaves(old)), leaves)
  }

  /// Answers of any shape; their items have one of some identities, or none, or the same as another's.
  private func some(_ depth: Int = 0, identities: ClosedRange<UInt64> = 0...UInt64.max) -> Answers {
    var random = SystemRandomNumberGenerator()
    var answers = Answers(item: depth > 0 ? "i\(UInt64.random(in: identities, using: &random))" : nil)
    for field in ["a", "b", "c", "d"] where Bool.random(using: &random) {
      switch Int.random(in: 0..<(depth < 3 ? 3 : 2), using: &random) {
      case 0: answers[field] = .text(["", "x", "a/b", "#"].randomElement(using: &random) ?? "")
      case 1: answers[field] = .list((0..<Int.random(in: 0...2, using: &random)).map { "l\($0)" })
      default:
        let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in some(depth + 1, identities: identities) }
        answers[field] = .group(items)
      }
    }
    return answers
  }

  @Test func `answers taken apart and put together are the same, at every depth`() {
    for _ in 0..<500 {
      let answers = some()
      #expect(AnswerLeaves(answers).answers == answers)
    }
    #expect(AnswerLeaves(ExampleProgramme.candidacy).answers == ExampleProgramme.candidacy)
  }

  @Test func `what changed is told the same by looking at the difference alone, whatever comes, goes or moves`() {
    for _ in 0..<2000 {
      var (old, new) = (some(identities: 0...4), some(identities: 0...4))
      if Bool.random(), let field = new.values.keys.randomElement() { old[field] = new[field] }
      if case .group(var items)? = new["a"], Bool.random() {
        items.shuffle()
        for index in items.indices where Bool.random() { items[index].item = nil }
        old["a"] = .group(items)
      }
      swap(&old, &new)
      #expect(AnswerLeaves.changes(from: old, to: new) == AnswerLeaves(new).changes(since: AnswerLeaves(old)))
    }
  }

  @Test func `a change is one value, before and after`() {
    let (changes, _) = saved(answers([("a", "un")], ["n": .text("x")]), answers([("a", "deux")], ["n": .text("x")]))
    #expect(changes == [AnswerChange(path: "items/a/title", before: .string("un"), after: .string("deux"))])
  }

  @Test func `taking a value back keeps what was written elsewhere since`() throws {
    let first = answers([("a", "un")], ["n": .text("x")])
    let (changes, _) = saved(first, answers([("a", "deux")], ["n": .text("x")]))
    var now = AnswerLeaves(answers([("a", "deux")], ["n": .text("y")]))
    now.undo(try #require(changes.first), among: changes)
    #expect(now.answers == answers([("a", "un")], ["n": .text("y")]))
  }

  @Test func `an item that was removed comes back whole, where it stood; one that came since stays`() throws {
    let first = answers([("a", "un"), ("b", "deux"), ("c", "trois")])
    let (changes, _) = saved(first, answers([("a", "un"), ("c", "trois")]))
    var now = AnswerLeaves(answers([("a", "un"), ("c", "trois"), ("d", "quatre")]))
    now.undo(try #require(changes.first { $0.isOrder }), among: changes)
    #expect(titles(now) == ["un", "deux", "trois", "quatre"])
  }

  @Test func `an item that was added goes again, and an order comes back`() throws {
    let first = answers([("a", "un"), ("b", "deux")])
    let (added, withNew) = saved(first, answers([("a", "un"), ("b", "deux"), ("c", "trois")]))
    var now = withNew
    now.undo(try #require(added.first { $0.isOrder }), among: added)
    #expect(now.answers == first)
    let (turned, other) = saved(first, answers([("b", "deux"), ("a", "un")]))
    now = other
    now.undo(try #require(turned.first), among: turned)
    #expect(titles(now) == ["un", "deux"])
  }

  @Test func `what belongs to an item that is gone cannot be taken back`() throws {
    let (changes, _) = saved(answers([("a", "un")]), answers([("a", "deux")]))
    let change = try #require(changes.first)
    var now = AnswerLeaves(answers([("b", "autre")]))
    #expect(!now.canUndo(change))
    let before = now
    now.undo(change, among: changes)
    #expect(now == before)
  }

  @Test func `whatever one save changed, taking all of it back in turn leads to where it was`() {
    var random = SystemRandomNumberGenerator()
    func some() -> Answers {
      answers(
        ["a", "b", "c", "d"].filter { _ in Bool.random(using: &random) }.map {
          ($0, ["x", "y"].randomElement(using: &random) ?? "")
        },
        ["n": .text(["1", "2"].randomElement(using: &random) ?? "")])
    }
    for _ in 0..<500 {
      let (old, new) = (some(), some())
      var (changes, leaves) = saved(old, new)
      // Items first: what was in them comes back with them.
      changes.sort { $0.isOrder && !$1.isOrder }
      for change in changes { leaves.undo(change, among: changes) }
      #expect(leaves.answers == old)
    }
  }
}
