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
  package let proposedAt: Date

  package init(
    version: Int, proposedBy: ID<Person>, proposer: String? = nil, reasons: String, proposedAt: Date
  ) {
    self.version = version
    self.proposedBy = proposedBy
    self.proposer = proposer
    self.reasons = reasons
    self.proposedAt = proposedAt
  }

  /// What a confirmation names, so that nobody confirms other reasons than those that they read.
  package var mark: String { sha256(reasons) }

  package static let maximumLength = 5000

  /// What keeps a text from being the reasons of an inadmissibility.
  package static func findings(in reasons: String) -> [Finding] {
    let written = reasons.trimmed
    if written.isEmpty { return [Finding(field: "reasons", problem: .missing)] }
    guard written.count > maximumLength else { return [] }
    return [Finding(field: "reasons", problem: .tooLong(length: written.count, maximum: maximumLength))]
  }
}
