package import Foundation

/// What was decided on a dossier, why, and who answers for it.
package struct Decision: Hashable, Sendable {
  package let outcome: Outcome
  package let reasons: String
  /// Under which conditions it holds, where it holds under some.
  package let conditions: String?
  package let signatory: Signatory?
  package let decidedAt: Date
  package let notifiedAt: Date?
  package let publishedAt: Date?
  /// The reasons on each criterion, by its id.
  package let criteria: [String: String]
  /// The conditions of its procedure on which keeping the label rests.
  package let standing: [LocalisedText]

  package init(
    outcome: Outcome, reasons: String, conditions: String? = nil, signatory: Signatory?, decidedAt: Date,
    notifiedAt: Date?, publishedAt: Date?, criteria: [String: String] = [:], standing: [LocalisedText] = []
  ) {
    self.outcome = outcome
    self.reasons = reasons
    self.conditions = conditions
    self.signatory = signatory
    self.decidedAt = decidedAt
    self.notifiedAt = notifiedAt
    self.publishedAt = publishedAt
    self.criteria = criteria
    self.standing = standing
  }

  /// The name of an outcome among those of the dossier's procedure (`Procedure.Outcome`), which say what it is worth.
  package struct Outcome: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let labelled = Outcome(rawValue: "labelled")
    package static let labelledWithConditions = Outcome(rawValue: "labelledWithConditions")
    package static let deepening = Outcome(rawValue: "deepening")
    package static let rejected = Outcome(rawValue: "rejected")
    /// Of every procedure and in no list of outcomes: it is found before any of them, by an event of its own.
    package static let inadmissible = Outcome(rawValue: "inadmissible")
  }

  /// The author of a decision: name and capacity must stand on it (CRPA L212-1).
  package struct Signatory: Hashable, Sendable {
    package let name: String
    package let function: String

    package init(name: String, function: String) {
      self.name = name
      self.function = function
    }
  }
}

/// What a decision changes besides the dossier: applied in the decision's own transaction.
package enum DecisionEffect: Hashable, Sendable {
  case grantLabel
}

extension Procedure {
  /// What follows from an outcome under this procedure.
  package func effects(of outcome: Decision.Outcome) -> [DecisionEffect] {
    switch effect {
    case .grantLabel: self.outcome(outcome)?.kind.isFavourable ?? false ? [.grantLabel] : []
    case .record: []
    }
  }

  /// What is missing in a decision that somebody wrote, in the order of the form.
  package func findings(
    outcome: Decision.Outcome, reasons: String, conditions: String, signatory: Decision.Signatory?
  ) -> [Finding] {
    let kind = self.outcome(outcome)?.kind
    var found: [Finding] = kind == nil ? [Finding(field: "outcome", problem: .missing)] : []
    func limit(_ text: String, _ field: String, _ maximum: Int) {
      guard text.count > maximum else { return }
      found.append(Finding(field: field, problem: .tooLong(length: text.count, maximum: maximum)))
    }
    if reasons.isBlank { found.append(Finding(field: "reasons", problem: .missing)) }
    limit(reasons, "reasons", 10_000)
    if kind?.needsConditions ?? false, conditions.isBlank {
      found.append(Finding(field: "conditions", problem: .missing))
    }
    limit(conditions, "conditions", 10_000)
    limit(signatory?.name ?? "", "signatoryName", 120)
    limit(signatory?.function ?? "", "signatoryFunction", 200)
    if requiresSignatory {
      if signatory?.name.isBlank ?? true {
        found.append(Finding(field: "signatoryName", problem: .missing))
      }
      if signatory?.function.isBlank ?? true {
        found.append(Finding(field: "signatoryFunction", problem: .missing))
      }
    }
    return found
  }
}
