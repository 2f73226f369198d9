extension DossierState {
  /// Whether the service has the dossier in hand: it must be able to write to its author.
  package var isUnderExamination: Bool {
    switch self {
    case .submitted, .incomplete, .admissible, .inReview, .deliberated, .decided, .appealed: true
    case .draft, .inadmissible, .notified, .published, .withdrawn, .lapsed: false
    }
  }
}

extension Person {
  /// What stands in the place of the address of an erased account: its own, and one that no mail reaches (RFC 2606).
  package static func erasedAddress(of id: ID<Person>) -> String { "\(id)@erased.invalid" }

  package var isErased: Bool { email.value == Person.erasedAddress(of: id) }
}

/// What the erasure of an account would do, before it is done.
package struct ErasurePreview: Hashable, Sendable {
  /// References of drafts that were never submitted: they are deleted.
  package let drafts: [String]
  /// References of dossiers that stay, without a name.
  package let kept: [String]
  /// Why it cannot be done now.
  package let obstacle: Refusal?

  package init(drafts: [String], kept: [String], obstacle: Refusal?) {
    self.drafts = drafts
    self.kept = kept
    self.obstacle = obstacle
  }
}
