package import Domain

/// Answers without a gap to whatever form, made from its fields alone.
package enum ExampleAnswers {
  package static func whole(_ procedure: Procedure) -> Answers {
    var answers = whole(procedure.fields)
    for rule in procedure.rules ?? [] {
      if case .balances(let left, let right) = rule.check, !left.contains("."), let sum = answers.sum(right) {
        answers[left] = .text(sum.decimalText)
      } else if case .balances(let left, let right) = rule.check, !right.contains("."), let sum = answers.sum(right),
        let steps = Optional(left.split(separator: ".").map(String.init)), steps.count == 2,
        case .group(var items)? = answers[steps[0]], !items.isEmpty
      {
        for index in items.indices { items[index][steps[1]] = .text(index == 0 ? sum.decimalText : "0") }
        answers[steps[0]] = .group(items)
      }
    }
    return answers
  }

  private static func whole(_ fields: [Field]) -> Answers {
    var answers = Answers()
    for field in fields where field.isAsked(answers) { answers[field.id] = answer(to: field) }
    return answers
  }

  private static func answer(to field: Field) -> Answer {
    switch field.kind {
    case .text, .longText: return .text("Exemple")
    case .list(_, let minimum, _): return .list(Array(repeating: "Exemple", count: max(1, minimum)))
    case .wholeNumber(let minimum, _): return .text("\(minimum ?? 1)")
    case .decimal(let minimum, _): return .text(minimum ?? "1")
    case .money(let minimum, _): return .text("\((minimum ?? 0) / 100)")
    case .day: return .text("2026-12-01")
    case .choice(let options): return .text(options.first?.id ?? "")
    case .choices(let options, let minimum): return .list(options.prefix(max(1, minimum)).map(\.id))
    case .yesNo, .declaration: return .text("yes")
    case .perimeter: return .list(["epci:200000001"])
    case .period: return .list(["2026-12-01", "2027-01-31"])
    case .commune: return .text("90001")
    case .organisation: return .list(["Association Exemple", ""])
    case .person: return .list(["Lou Exemple", "Présidence", "lou@exemple.example", "0199000000"])
    // No example has files: a form that needs one is filled by its test.
    case .attachment: return .text("")
    case .group(_, let fields, let minimum, _):
      return .group(Array(repeating: whole(fields), count: max(1, minimum)))
    }
  }
}
