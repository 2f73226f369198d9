/// How long something is kept, and why so long: data of the programme.
package struct RetentionRule: Hashable, Sendable {
  package let kind: Kind
  package let title: LocalisedText
  package let explanation: LocalisedText
  package let duration: Duration
  package let basis: Basis

  package init(
    kind: Kind, title: LocalisedText, explanation: LocalisedText, duration: Duration, basis: Basis
  ) {
    self.kind = kind
    self.title = title
    self.explanation = explanation
    self.duration = duration
    self.basis = basis
  }

  /// What a rule is about. The program knows how to apply each.
  package enum Kind: String, CaseIterable, Sendable {
    /// Sessions and one-time links that have run out.
    case signIn
    /// Messages that the program wrote to people.
    case messages
    /// Drafts that were never submitted: from their last change or the closing of their wave, whichever is later.
    case unsubmittedDrafts
    /// Candidacies that were refused or found inadmissible: from the notice. The decision and the figures stay.
    case refusedCandidacies
    /// Accounts in which nothing was done.
    case inactiveAccounts
    /// Candidacies that led to a label, or to a deepening.
    case labelledCandidacies
    case journal

    /// Whether the program removes something under this rule. The others only say how long they keep.
    package var isApplied: Bool {
      switch self {
      case .signIn, .messages, .unsubmittedDrafts, .refusedCandidacies, .inactiveAccounts: true
      case .labelledCandidacies, .journal: false
      }
    }
  }

  package enum Duration: Hashable, Sendable {
    case days(Int)
    case months(Int)
    /// Said in words: the program removes nothing by itself.
    case kept(LocalisedText)
  }

  /// Where the duration comes from.
  package enum Basis: Hashable, Sendable {
    /// The programme chose it; whoever runs the site confirms it.
    case choice
    /// A text that whoever wrote the file has checked.
    case law(LocalisedText)
  }
}
