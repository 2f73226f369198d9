/// What makes a rule unusable, and where: read from a programme's file or from a published one, it is checked alike.
package struct ScoringRuleFault: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case version
    case criteria
    case criterion(Int)
    case line(criterion: Int, line: Int)
    case gate(Int)
    case bands
    case band(Int)
    case tie(Int)
    case flags
    case gaps
  }

  package let place: Place
  package let message: String
  package let remedy: String
}

extension ScoringRule {
  /// A total is out of this, so weights add up to it.
  package static let weightSum = 100

  /// Whether a text can name a part of a rule: short, and no place for a sentence or a person.
  package static func isName(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  package var faults: [ScoringRuleFault] {
    nameFaults + weightFaults + bandFaults + tieFaults + boundFaults
  }

  private var nameFaults: [ScoringRuleFault] {
    typealias Named = (place: ScoringRuleFault.Place, id: String)
    var found: [ScoringRuleFault] = []
    func check(_ named: [Named]) {
      var seen: Set<String> = []
      for (place, id) in named {
        if !ScoringRule.isName(id) {
          found.append(.init(place: place, message: "\"\(id)\" is no name", remedy: "use letters, digits, . and -"))
        } else if !seen.insert(id).inserted {
          found.append(.init(place: place, message: "\"\(id)\" stands twice", remedy: "give each its own id"))
        }
      }
    }
    check([(.version, version)])
    // Ties name criteria and lines side by side.
    check(
      criteria.enumerated().flatMap { index, criterion -> [Named] in
        [(.criterion(index), criterion.id)]
          + criterion.lines.enumerated().map { (.line(criterion: index, line: $0.offset), $0.element.id) }
      })
    check(gates.enumerated().map { (.gate($0.offset), $0.element) })
    check(bands.enumerated().map { (.band($0.offset), $0.element.id) })
    return found
  }

  private var weightFaults: [ScoringRuleFault] {
    var found: [ScoringRuleFault] = []
    for (index, criterion) in criteria.enumerated() {
      if criterion.lines.isEmpty {
        found.append(
          .init(place: .criterion(index), message: "\(criterion.id) has no line", remedy: "give it at least one"))
      }
      for (number, line) in criterion.lines.enumerated() where !(1...ScoringRule.weightSum).contains(line.weight) {
        found.append(
          .init(
            place: .line(criterion: index, line: number), message: "\(line.weight) is no weight",
            remedy: "give 1 to \(ScoringRule.weightSum)"))
      }
    }
    guard found.isEmpty else { return found }
    let sum = lines.reduce(0) { $0 + $1.weight }
    if sum != ScoringRule.weightSum {
      found.append(
        .init(
          place: .criteria, message: "the weights add up to \(sum)",
          remedy: "make them add up to \(ScoringRule.weightSum)"))
    }
    return found
  }

  private var bandFaults: [ScoringRuleFault] {
    guard let last = bands.last else {
      return [.init(place: .bands, message: "there is no band", remedy: "give at least one, with total: 0")]
    }
    var found: [ScoringRuleFault] = []
    for (index, band) in bands.enumerated() {
      if !(0...100).contains(band.total) || !(0...100).contains(band.everyCriterion ?? 0) {
        found.append(.init(place: .band(index), message: "a threshold is out of range", remedy: "give 0 to 100"))
      } else if index > 0, band.total > bands[index - 1].total {
        found.append(
          .init(
            place: .band(index), message: "band \(band.id) asks for more than the one before it",
            remedy: "put the best first"))
      }
    }
    if found.isEmpty, last.total != 0 || last.everyCriterion != nil {
      found.append(
        .init(
          place: .band(bands.count - 1), message: "the last band does not take what is left",
          remedy: "write total: 0 and nothing of criteria"))
    }
    return found
  }

  private var tieFaults: [ScoringRuleFault] {
    let known = Set(criteria.map(\.id) + lines.map(\.id))
    var seen: Set<String> = []
    return ties.enumerated().compactMap { index, id in
      if !known.contains(id) {
        return .init(
          place: .tie(index), message: "\"\(id)\" is neither a criterion nor a line", remedy: "name one of them")
      }
      return seen.insert(id).inserted
        ? nil : .init(place: .tie(index), message: "\"\(id)\" stands twice", remedy: "name it once")
    }
  }

  private var boundFaults: [ScoringRuleFault] {
    var found: [ScoringRuleFault] = []
    let scores = 0...Score.exemplary.rawValue
    if !(1...Score.exemplary.rawValue).contains(flags.spread) || !(1...20).contains(flags.cannotJudge)
      || !(1...20).contains(flags.reviewers)
    {
      found.append(
        .init(
          place: .flags, message: "a flag is out of range",
          remedy: "give spread 1 to 4, cannotJudge and reviewers 1 to 20"))
    }
    if !scores.contains(gaps.weak) || !scores.contains(gaps.middling) || gaps.middling < gaps.weak
      || !(0...100).contains(gaps.criterionBelow)
    {
      found.append(
        .init(
          place: .gaps, message: "the gaps are out of range",
          remedy: "give weak and middling 0 to 4, weak first, and criterionBelow 0 to 100"))
    }
    return found
  }
}
