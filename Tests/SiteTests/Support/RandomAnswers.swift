import Domain

/// Randomness that is the same at every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension [Field] {
  /// Answers as a draft may hold them: whole, odd, hostile or missing.
  func randomAnswers(using random: inout SeededGenerator, depth: Int = 0) -> Answers {
    var answers = Answers()
    for field in self { answers[field.id] = field.randomAnswer(using: &random, depth: depth) }
    return answers
  }
}

extension Field {
  private static let lines = [
    "Réparer", ExampleValues.hostile, "1 234,5", "</textarea>", "&lt;", "{{page}}", "a\u{a0}b", "👩‍🌾 œuvre", "\"'",
  ]

  fileprivate func randomAnswer(using random: inout SeededGenerator, depth: Int) -> Answer? {
    func some(_ texts: [String]) -> [String] { texts.filter { _ in Bool.random(using: &random) } }
    switch kind {
    case .text, .wholeNumber, .decimal, .money, .day: return .text(Field.lines.randomElement(using: &random) ?? "")
    case .longText: return .text(some(Field.lines + ["", "", "\n"]).shuffled(using: &random).joined(separator: "\n"))
    case .list: return .list(some(Field.lines))
    case .choice(let options): return .text(options.randomElement(using: &random)?.id ?? "")
    case .choices(let options, _): return .list(some(options.map(\.id)))
    case .declaration: return Bool.random(using: &random) ? .text("yes") : nil
    case .yesNo: return .text(Bool.random(using: &random) ? "yes" : "no")
    case .commune: return .text((Field.lines + ["commune:90001"]).randomElement(using: &random) ?? "")
    case .period, .organisation, .person:
      guard let parts = kind.parts, Bool.random(using: &random) else { return nil }
      return .list(parts.map { _ in Field.lines.randomElement(using: &random) ?? "" })
    case .attachment: return Bool.random(using: &random) ? .list(["id-1", "bilan de l’an.pdf"]) : nil
    case .perimeter: return .list(some(["epci:200000001", "commune:90001", "commune:<b>"]))
    case .group(_, let fields, let minimum, let maximum):
      let count = Int.random(in: minimum...maximum, using: &random)
      return .group(
        (0..<count).map { _ in
          var item = fields.randomAnswers(using: &random, depth: depth + 1)
          item.item = "item-\(random.next())"
          return item
        })
    }
  }
}

extension Answer? {
  /// The answer, or nil where it says nothing: a list without an entry is as good as none.
  var written: Answer? {
    switch self {
    case .group(let items)?:
      let kept = items.map { item in
        Answers(item: item.item, item.values.compactMapValues { Optional($0).written })
      }
      return kept.isEmpty ? nil : .group(kept)
    case .text(let text)?: return text.trimmed.isEmpty ? nil : self
    case .list(let items)?: return items.isEmpty ? nil : self
    case nil: return nil
    }
  }
}
