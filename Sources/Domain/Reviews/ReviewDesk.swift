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

  package init(
    dossier: Dossier, wave: Wave, reviews: DossierReviews?, assignments: [ReviewAssignment],
    submitted: Set<ID<Person>>, versions: [SubmittedReview], names: [ID<Person>: String], candidates: [Person],
    isScored: Bool
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
  }
}

extension WaveResults {
  /// The same results without some dossiers, whose reader must not see them; ranks stay as they are.
  package func leavingOut(_ hidden: Set<ID<Dossier>>) -> WaveResults {
    hidden.isEmpty ? self : WaveResults(self, rows: rows.filter { !hidden.contains($0.dossier.id) })
  }
}
