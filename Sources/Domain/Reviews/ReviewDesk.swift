package import Foundation

/// What the service sees of the reviews of a dossier.
package struct ReviewDesk: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  /// Nil where the wave is not scored, and for those who ask reviewers without examining.
  package let reviews: DossierReviews?
  /// All that were asked, those who declined included.
  package let assignments: [ReviewAssignment]
  /// Those whose sheet is in.
  package let submitted: Set<ID<Person>>
  /// All versions of all sheets, those that do not count included.
  package let versions: [SubmittedReview]
  package let names: [ID<Person>: String]
  /// Those who can be asked.
  package let candidates: [Person]
  package let isScored: Bool
  /// Whether the reader may write the sheet of the service, or has.
  package let mayWrite: Bool
  /// Whether the reader began a sheet and did not hand it in: until then the others are kept from them.
  package let isBlind: Bool
  /// Those who were asked, or accepted, and are experts of the wave no more.
  package let retired: Set<ID<Person>>
  /// Those whose sheet counts and whom an interest binds since the deliberation, with when they declared it; nil where no
  /// day is known.
  package let lateInterests: [ID<Person>: Date?]

  package init(
    dossier: Dossier, wave: Wave, reviews: DossierReviews?, assignments: [ReviewAssignment],
    submitted: Set<ID<Person>>, versions: [SubmittedReview], names: [ID<Person>: String], candidates: [Person],
    isScored: Bool, mayWrite: Bool, isBlind: Bool,
    retired: Set<ID<Person>> = [], lateInterests: [ID<Person>: Date?] = [:]
  ) {
    self.dossier = dossier
    self.wave = wave
    self.reviews = reviews
    self.assignments = assignments
    self.submitted = submitted
    self.versions = versions
    self.names = names
    self.candidates = candidates
    self.isScored = isScored
    self.mayWrite = mayWrite
    self.isBlind = isBlind
    self.retired = retired
    self.lateInterests = lateInterests
  }
}
