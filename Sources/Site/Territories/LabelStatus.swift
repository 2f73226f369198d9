package import Domain

/// What everybody is told of a label: whether it holds, for how long, what happened to it.
package struct LabelStatus: Sendable {
  let mark: String
  let isValid: Bool
  let term: String
  let since: [String]
  let events: [Event]
  let registerHref: String
  let verifyHref: [String]

  struct Event: Sendable {
    let day: String
    let text: String
  }

  package init(_ facts: LabelFacts, history: [PublicLabelEvent], in wording: Wording) {
    let words = wording.catalogue
    mark = wording.mark(facts.mark, isEndKnown: facts.endsOn != nil)
    isValid = facts.mark == .valid
    term = wording.term(facts)
    since = wording.since(facts).map { [$0] } ?? []
    events = history.map { Event(day: wording.day($0.day), text: words("labelPublic_\($0.step.rawValue)")) }
    registerHref = wording.path(.register)
    verifyHref = facts.code.map { [wording.path(.verifiedLabel("\($0)"))] } ?? []
  }
}

extension Wording {
  package func labelState(_ state: LabelState) -> String { catalogue("labelState_\(state.rawValue)") }

  /// How a label stands. Of one that states no term nobody knows that it still holds: only that no end of it was published.
  package func mark(_ mark: LabelMark, isEndKnown: Bool) -> String {
    catalogue(mark == .valid && !isEndKnown ? "labelMark_noEnd" : "labelMark_\(mark.rawValue)")
  }

  /// How a label stands, in lists: "Label terminé · Retiré le 3 mai 2027".
  package func label(_ label: PublicLabel) -> String {
    let mark = catalogue("labelMark_\(label.mark.rawValue)")
    return label.endedOn.map { "\(mark) · \(catalogue("labelSince_\(label.state.rawValue)", day($0)))" } ?? mark
  }

  /// Why something cannot happen to a label.
  package func problem(_ problem: LabelProblem) -> String {
    if case .notPossible(let step, let state) = problem {
      return catalogue("labelProblem_notPossible", catalogue("labelEvent_\(step.rawValue)"), labelState(state))
    }
    return catalogue.fill("labelProblem_\(problem.key)", problem.day.map { [day($0)] } ?? [])
  }

  /// How long a label lasts: never more than what its act states.
  package func term(_ facts: LabelFacts) -> String {
    guard let end = facts.endsOn else { return catalogue("labelNoTerm") }
    if facts.mark == .ended, let since = facts.since, since < end {
      return catalogue("labelTermCut", day(facts.grantedOn), day(since), day(end))
    }
    return catalogue("labelTerm", day(facts.grantedOn), day(end))
  }

  /// Since when a label is suspended or over, and how it ended; nil while it holds.
  package func since(_ facts: LabelFacts) -> String? {
    facts.since.map { catalogue("labelSince_\(facts.state.rawValue)", day($0)) }
  }

  /// "2027–2030"; the year of its grant alone where no term was stated.
  package func years(_ facts: LabelFacts) -> String {
    let from = facts.grantedOn.year
    guard let end = facts.endsOn?.year, end != from else { return "\(from)" }
    return "\(from)–\(end)"
  }
}
