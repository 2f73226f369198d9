package import Domain

/// The questions that people ask themselves before they sign in, and what their answers say. A plain form whose answers
/// stand in the address and nowhere else.
package struct SelfCheckPage: PageModel {
  package static let template = "Calls/self-check"

  let wave: String
  let waveHref: String
  let isExample: Bool
  let action: String
  let questions: [Question]
  let outcome: [Outcome]
  let callsHref: String

  struct Question: Sendable {
    let id: String
    let question: String
    let isBlocking: Bool
    let options: [ChoiceOption]
    /// Shown once somebody asked.
    let verdict: [Verdict]
  }

  struct Verdict: Sendable {
    let text: String
    let advice: [String]
    let isMet: Bool
  }

  struct Outcome: Sendable {
    let title: String
    let text: String
    let isReady: Bool
  }

  /// - Parameters:
  ///   - given: the answers of the address.
  ///   - isAsked: whether the form was sent at all.
  package init(
    _ wave: Wave, _ questions: [SelfCheckQuestion], given: [String: String], isAsked: Bool, in wording: Wording
  ) {
    let check = SelfCheck(questions, given: given)
    let words = wording.catalogue
    self.wave = wave.name[wording.language]
    waveHref = wording.path(.wave(wave.slug))
    isExample = wave.isExample
    action = wording.path(.selfCheck(wave.slug))
    callsHref = wording.path(.calls)
    self.questions = questions.map { question in
      let verdict = check.verdicts[question.id] ?? .unanswered
      return Question(
        id: question.id, question: question.question[wording.language], isBlocking: question.weight == .blocking,
        options: question.answers.map { answer in
          let label = question.options.first { $0.id == answer }?.label[wording.language] ?? words(answer)
          return ChoiceOption(value: answer, label: label, isSelected: given[question.id] == answer)
        },
        verdict: isAsked ? [SelfCheckPage.verdict(verdict, question, wording)] : [])
    }
    let key = check.outcome.rawValue
    outcome =
      isAsked
      ? [
        Outcome(
          title: words("selfCheck_\(key)"), text: words("selfCheck_\(key)Text"), isReady: check.outcome == .ready)
      ] : []
  }

  private static func verdict(
    _ verdict: SelfCheck.Verdict, _ question: SelfCheckQuestion, _ wording: Wording
  ) -> Verdict {
    switch verdict {
    case .met: Verdict(text: wording.catalogue("selfCheckMet"), advice: [], isMet: true)
    case .notYet:
      Verdict(text: wording.catalogue("selfCheckNot"), advice: [question.advice[wording.language]], isMet: false)
    case .unanswered: Verdict(text: wording.catalogue("selfCheckUnanswered"), advice: [], isMet: false)
    }
  }
}
