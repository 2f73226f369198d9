/// A decision that is being written: every member as it was typed.
package struct DecisionDraft: Hashable, Sendable {
  package var outcome: String
  /// The reasons on each criterion, by its id.
  package var criteria: [String: String]
  /// The general reasons.
  package var reasons: String
  /// Under which conditions it holds; for a deepening, one on each line.
  package var conditions: String
  /// Who goes with a collective through its deepening: a person or an organisation, in words.
  package var coach: String
  /// The day of the new examination after a deepening.
  package var due: String
  package var signatoryName: String
  package var signatoryFunction: String
  /// Why it is not what the jury proposed: for the service and whoever approves, never told to the applicant as such.
  package var departure: String

  package init(
    outcome: String = "", criteria: [String: String] = [:], reasons: String = "", conditions: String = "",
    coach: String = "", due: String = "", signatoryName: String = "", signatoryFunction: String = "",
    departure: String = ""
  ) {
    self.outcome = outcome
    self.criteria = criteria
    self.reasons = reasons
    self.conditions = conditions
    self.coach = coach
    self.due = due
    self.signatoryName = signatoryName
    self.signatoryFunction = signatoryFunction
    self.departure = departure
  }

  /// Begins a text that the program put together from the reviews: as long as it stands there, nobody has rewritten it.
  package static let mark = "[À réécrire]"
  package static let maximumLength = 10_000

  /// The conditions, one from each line that says something.
  package var conditionLines: [String] { conditions.statedLines }

  package var signatory: Decision.Signatory {
    Decision.Signatory(name: signatoryName.trimmed, function: signatoryFunction.trimmed)
  }

  /// What is too long to be kept; everything else may wait until it is proposed.
  package var lengthFindings: [Finding] {
    func limit(_ text: String, _ field: String, _ maximum: Int) -> [Finding] {
      text.count > maximum ? [Finding(field: field, problem: .tooLong(length: text.count, maximum: maximum))] : []
    }
    return criteria.sorted { $0.key < $1.key }.flatMap {
      limit($0.value, "criterion-\($0.key)", DecisionDraft.maximumLength)
    } + limit(reasons, "reasons", DecisionDraft.maximumLength)
      + limit(conditions, "conditions", DecisionDraft.maximumLength) + limit(coach, "coach", 300)
      + limit(due, "due", 40) + limit(signatoryName, "signatoryName", 120)
      + limit(signatoryFunction, "signatoryFunction", 200)
      + limit(departure, "departure", 2_000)
  }
}

extension String {
  /// Its lines that say something: the conditions of a decision as its act, its letter and its page number them.
  package var statedLines: [String] {
    split(whereSeparator: \.isNewline).filter { !$0.isBlank }.map { String($0).trimmed }
  }
}

extension DecisionDraft {
  /// Whether what somebody was shown of a decision is what another draft decides: its outcome, its reasons, its
  /// conditions. How they stand on their lines does not count, nor who signs or goes along.
  package func states(theSameAs other: DecisionDraft) -> Bool {
    func stated(_ text: String) -> [String] {
      text.split { $0.isWhitespace || $0.isNewline }.map(String.init).filter { !$0.isBlank }
    }
    let ids = Set(criteria.keys).union(other.criteria.keys)
    return outcome == other.outcome && stated(reasons) == stated(other.reasons)
      && stated(conditions) == stated(other.conditions)
      && ids.allSatisfy { stated(criteria[$0] ?? "") == stated(other.criteria[$0] ?? "") }
  }

  /// As it is stored and hashed.
  package var json: JSONValue {
    .object([
      "outcome": .string(outcome), "criteria": .object(criteria.mapValues(JSONValue.string)),
      "reasons": .string(reasons), "conditions": .string(conditions), "coach": .string(coach), "due": .string(due),
      "signatoryName": .string(signatoryName), "signatoryFunction": .string(signatoryFunction),
      "departure": .string(departure),
    ])
  }

  /// Nil where a text is no draft.
  package init?(json: JSONValue) {
    guard case .object(let members) = json else { return nil }
    func text(_ name: String) -> String {
      if case .string(let value)? = members[name] { value } else { "" }
    }
    var criteria: [String: String] = [:]
    if case .object(let texts)? = members["criteria"] {
      for (id, value) in texts {
        if case .string(let text) = value { criteria[id] = text }
      }
    }
    self.init(
      outcome: text("outcome"), criteria: criteria, reasons: text("reasons"), conditions: text("conditions"),
      coach: text("coach"), due: text("due"), signatoryName: text("signatoryName"),
      signatoryFunction: text("signatoryFunction"), departure: text("departure"))
  }

  /// Whether it is not what a jury proposed.
  package func departs(from jury: JuryProposal?) -> Bool { jury.map { $0.outcome.rawValue != outcome } ?? false }
}

extension Procedure {
  /// What is missing in a draft before it can be proposed, in the order of the form.
  ///
  /// - Parameters:
  ///   - criteria: ids of the rubric's criteria.
  ///   - jury: what the jury proposed, if there was one: whoever leaves it says why.
  package func findings(
    in draft: DecisionDraft, criteria: [String], jury: JuryProposal? = nil, on today: Day
  ) -> [Finding] {
    let outcome = Decision.Outcome(rawValue: draft.outcome)
    let kind = self.outcome(outcome)?.kind
    let isUnfavourable = kind.map { !$0.isFavourable } ?? false
    var found = draft.lengthFindings
    if kind == nil { found.append(Finding(field: "outcome", problem: .missing)) }
    if kind != nil, draft.departs(from: jury), draft.departure.isBlank {
      found.append(Finding(field: "departure", problem: .missing))
    }
    for id in criteria {
      let text = draft.criteria[id] ?? ""
      if text.contains(DecisionDraft.mark) {
        found.append(Finding(field: "criterion-\(id)", problem: .notRewritten))
      } else if isUnfavourable, text.isBlank {
        found.append(Finding(field: "criterion-\(id)", problem: .missing))
      }
    }
    for (field, text) in [("reasons", draft.reasons), ("conditions", draft.conditions)]
    where text.contains(DecisionDraft.mark) {
      found.append(Finding(field: field, problem: .notRewritten))
    }
    func need(_ field: String, _ text: String, if isNeeded: Bool = true) {
      if isNeeded, text.isBlank { found.append(Finding(field: field, problem: .missing)) }
    }
    let isDeferred = kind == .deferred && effect == .grantLabel
    let takesConditions = isDeferred || kind?.needsConditions ?? false
    for (field, text, isTaken) in [
      ("conditions", draft.conditions, takesConditions), ("coach", draft.coach, isDeferred),
      ("due", draft.due, isDeferred),
    ] where kind != nil && !isTaken && !text.isBlank {
      found.append(Finding(field: field, problem: .notOfOutcome))
    }
    need("reasons", draft.reasons)
    need("conditions", draft.conditions, if: takesConditions)
    need("coach", draft.coach, if: isDeferred)
    need("due", draft.due, if: isDeferred)
    if isDeferred, !draft.due.isBlank {
      switch Day(draft.due) {
      case nil: found.append(Finding(field: "due", problem: .notADay))
      case let day? where day <= today: found.append(Finding(field: "due", problem: .dayPast))
      case _?: break
      }
    }
    need("signatoryName", draft.signatoryName, if: requiresSignatory)
    need("signatoryFunction", draft.signatoryFunction, if: requiresSignatory)
    return found
  }
}
