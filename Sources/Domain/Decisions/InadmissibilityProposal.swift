package import Foundation

/// What one person proposes where a dossier is declared inadmissible by two. It holds for one version of the dossier:
/// whatever happens to the dossier since voids it.
package struct InadmissibilityProposal: Hashable, Sendable {
  /// The version of the dossier for which it was made.
  package let version: Int
  package let proposedBy: ID<Person>
  /// The name of whoever proposed it; nil once their account was erased.
  package let proposer: String?
  package let reasons: String
  /// Whose name and capacity stand on the decision.
  package let signatory: Decision.Signatory?
  package let proposedAt: Date

  package init(
    version: Int, proposedBy: ID<Person>, proposer: String? = nil, reasons: String,
    signatory: Decision.Signatory? = nil, proposedAt: Date
  ) {
    self.version = version
    self.proposedBy = proposedBy
    self.proposer = proposer
    self.reasons = reasons
    self.signatory = signatory
    self.proposedAt = proposedAt
  }

  /// What a confirmation names, so that nobody confirms anything else than what they read.
  package var mark: String { sha256(draft.json.canonical) }

  /// As its applicant is shown it before it is decided.
  package var draft: DecisionDraft {
    DecisionDraft(
      outcome: Decision.Outcome.inadmissible.rawValue, reasons: reasons, signatoryName: signatory?.name ?? "",
      signatoryFunction: signatory?.function ?? "")
  }

  /// The answer to it, or that its time passed; nil where its applicant was not shown just this.
  package func reply(among replies: [DecisionReply]) -> DecisionReply? {
    replies.first { $0.content.states(theSameAs: draft) }
  }

  package static let maximumLength = 5000

  /// What is missing before it can be proposed, in the order of the form.
  package static func findings(
    in reasons: String, signatory: Decision.Signatory?, under procedure: Procedure
  ) -> [Finding] {
    var found = findings(in: reasons)
    for (field, text, maximum) in [
      ("signatoryName", signatory?.name ?? "", 120), ("signatoryFunction", signatory?.function ?? "", 200),
    ] {
      if procedure.requiresSignatory, text.isBlank { found.append(Finding(field: field, problem: .missing)) }
      if text.count > maximum {
        found.append(Finding(field: field, problem: .tooLong(length: text.count, maximum: maximum)))
      }
    }
    return found
  }

  /// What keeps a text from being the reasons of an inadmissibility.
  package static func findings(in reasons: String) -> [Finding] {
    let written = reasons.trimmed
    if written.isEmpty { return [Finding(field: "reasons", problem: .missing)] }
    guard written.count > maximumLength else { return [] }
    return [Finding(field: "reasons", problem: .tooLong(length: written.count, maximum: maximumLength))]
  }
}
