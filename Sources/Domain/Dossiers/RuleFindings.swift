extension Procedure {
  /// The rules between fields that the answers do not keep. Nothing is told of fields that say nothing yet, or that
  /// cannot be read: they have findings of their own.
  package func ruleFindings(in answers: Answers) -> [Finding] {
    let asked = Answers(
      answers.values.filter { id, _ in fields.first { $0.id == id }?.isAsked(answers) ?? false })
    return (rules ?? []).flatMap { $0.findings(in: asked) }
  }
}

extension Rule {
  fileprivate func findings(in answers: Answers) -> [Finding] {
    func broken(_ field: String, isAbsence: Bool = false) -> [Finding] {
      [Finding(field: field, problem: .rule(message, isAbsence: isAbsence))]
    }
    switch check {
    case .endAfterStart(let start, let end):
      return answers.endsBeforeStart(start.steps, end.steps, at: "").flatMap { broken($0) }
    case .balances(let left, let right):
      guard let one = answers.sum(left), let other = answers.sum(right), one != other else { return [] }
      return broken(left.steps[0])
    case .atLeast(let count, let group, let condition):
      let items = answers.group(group)
      let fitting = items.count { condition.isMet(by: $0) }
      return items.isEmpty || fitting >= count ? [] : broken(group, isAbsence: true)
    case .exactlyOne(let group, let condition):
      let items = answers.group(group)
      let fitting = items.count { condition.isMet(by: $0) }
      return items.isEmpty || fitting == 1 ? [] : broken(group, isAbsence: fitting == 0)
    }
  }
}

extension String {
  fileprivate var steps: [String] { split(separator: ".").map(String.init) }
}

extension Answers {
  /// The sum of a column of amounts, or one amount; nil where nothing is written, or something that is no amount.
  package func sum(_ path: String) -> Money? {
    let steps = path.steps
    var texts: [String] = []
    switch steps.count {
    case 1: texts = [text(steps[0])].compactMap { $0 }
    case 2: texts = group(steps[0]).compactMap { $0.text(steps[1]) }
    default: return nil
    }
    let amounts = texts.compactMap { Money($0) }
    guard !texts.isEmpty, amounts.count == texts.count else { return nil }
    // An amount is below a quadrillion: a sum that runs over is of no budget.
    return amounts.reduce(Money(cents: 0)) { $0.adding($1) }
  }

  /// The paths of the ends that lie before their starts, with the numbers of the items on the page.
  fileprivate func endsBeforeStart(_ start: [String], _ end: [String], at prefix: String) -> [String] {
    guard let first = start.first, let last = end.first else { return [] }
    if start.count == 1 || end.count == 1 {
      guard let from = text(first), let to = text(last) else { return [] }
      let isDayBefore = Day(to).flatMap { end in Day(from).map { end < $0 } } ?? false
      let isYearBefore = Int(to).flatMap { end in Int(from).map { end < $0 } } ?? false
      return isDayBefore || isYearBefore ? [prefix + last] : []
    }
    guard case .group(let items)? = self[first] else { return [] }
    return items.enumerated().flatMap { index, item in
      item.endsBeforeStart(Array(start.dropFirst()), Array(end.dropFirst()), at: "\(prefix)\(first).\(index).")
    }
  }
}
