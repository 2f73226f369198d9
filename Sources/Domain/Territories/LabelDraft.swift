/// The words of a step as somebody wrote them.
package enum LabelDraft {
  package static let maximumLength = 10_000

  /// What is wrong with a text that must be written.
  package static func findings(in text: String, field: String) -> [Finding] {
    let length = text.trimmed.count
    if length == 0 { return [Finding(field: field, problem: .missing)] }
    guard length <= maximumLength else {
      return [Finding(field: field, problem: .tooLong(length: length, maximum: maximumLength))]
    }
    return []
  }

  /// The text without space around it, and with one kind of line end: forms send two characters for each.
  package static func cleaned(_ text: String) -> String { text.replacing("\r\n", with: "\n").trimmed }
}

/// A notice as somebody wrote it.
package struct NoticeDraft: Hashable, Sendable {
  package var measure: String
  /// `illegal`, or the id of a condition.
  package var ground: String
  package var facts: String
  package var answerBy: String

  package init(measure: String = "", ground: String = "", facts: String = "", answerBy: String = "") {
    self.measure = measure
    self.ground = ground
    self.facts = facts
    self.answerBy = answerBy
  }

  package static let illegal = "illegal"

  /// The notice, or what is wrong with it.
  /// - Parameter days: the least number of days that the holder has to answer.
  package func notice(on day: Day, answerDays days: Int) -> Result<LabelNotice, Refusal> {
    var findings: [Finding] = []
    let measure = LabelNotice.Measure(rawValue: self.measure)
    if measure == nil { findings.append(Finding(field: "measure", problem: .missing)) }
    if ground.isEmpty { findings.append(Finding(field: "ground", problem: .missing)) }
    findings += LabelDraft.findings(in: facts, field: "facts")
    let least = day.adding(days: days)
    let limit = answerBy.trimmed.isEmpty ? least : Day(answerBy)
    if let limit {
      if limit < least { findings.append(Finding(field: "answerBy", problem: .tooSmall(minimum: "\(least)"))) }
    } else {
      findings.append(Finding(field: "answerBy", problem: .notADay))
    }
    guard findings.isEmpty, let measure, let limit else { return .failure(.invalid(findings)) }
    return .success(
      LabelNotice(
        measure: measure,
        ground: ground == NoticeDraft.illegal ? .illegal : .conditionFailed(condition: ground),
        facts: LabelDraft.cleaned(facts), answerBy: limit))
  }
}
