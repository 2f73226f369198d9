/// A question that people may ask themselves before they sign in. Nothing of it is kept.
package struct SelfCheckQuestion: Hashable, Codable, Sendable {
  /// What it means when the answer is not yet the right one.
  package enum Weight: String, CaseIterable, Codable, Sendable {
    /// A candidacy cannot be taken without it.
    case blocking
    /// It is better to have it.
    case advice
  }

  package let id: String
  package let question: LocalisedText
  /// What one may answer; none stands for yes and no.
  package let options: [Field.Option]
  /// The ids of the answers that meet it: `yes`, `no`, or options.
  package let right: [String]
  /// What to do when it is not met yet.
  package let advice: LocalisedText
  package let weight: Weight

  package init(
    id: String, question: LocalisedText, options: [Field.Option], right: [String], advice: LocalisedText, weight: Weight
  ) {
    self.id = id
    self.question = question
    self.options = options
    self.right = right
    self.advice = advice
    self.weight = weight
  }

  package var answers: [String] { options.isEmpty ? ["yes", "no"] : options.map(\.id) }
}

/// What somebody's answers say of each question.
package struct SelfCheck: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case met
    case notYet
    case unanswered
  }

  package enum Outcome: String, CaseIterable, Sendable {
    case unfinished
    case ready
    /// Only what is advised is not there yet.
    case almost
    case notYet
  }

  package let verdicts: [String: Verdict]
  package let outcome: Outcome

  /// - Parameter given: the answer by the id of its question; what is no answer counts as none.
  package init(_ questions: [SelfCheckQuestion], given: [String: String]) {
    var verdicts: [String: Verdict] = [:]
    for question in questions {
      let answer = given[question.id].flatMap { question.answers.contains($0) ? $0 : nil }
      verdicts[question.id] = answer.map { question.right.contains($0) ? .met : .notYet } ?? .unanswered
    }
    self.verdicts = verdicts
    func has(_ verdict: Verdict, _ weight: SelfCheckQuestion.Weight) -> Bool {
      questions.contains { $0.weight == weight && verdicts[$0.id] == verdict }
    }
    outcome =
      has(.notYet, .blocking)
      ? .notYet
      : verdicts.values.contains(.unanswered) ? .unfinished : has(.notYet, .advice) ? .almost : .ready
  }
}
