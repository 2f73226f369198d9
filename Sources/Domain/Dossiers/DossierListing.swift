package import Foundation

/// A line of a list of dossiers: without the answers, which may be long.
package struct DossierListing: Hashable, Sendable {
  package let id: ID<Dossier>
  package let reference: String
  package let title: String
  package let state: DossierState
  package let wave: LocalisedText
  package let waveSlug: Slug
  package let isExample: Bool
  package let updatedAt: Date
  package let submittedAt: Date?
  /// Whether the decision that stands is favourable; true while there is none.
  package let isFavourable: Bool

  package init(
    id: ID<Dossier>, reference: String, title: String, state: DossierState, wave: LocalisedText,
    waveSlug: Slug, isExample: Bool, updatedAt: Date, submittedAt: Date?, isFavourable: Bool = true
  ) {
    self.id = id
    self.reference = reference
    self.title = title
    self.state = state
    self.wave = wave
    self.waveSlug = waveSlug
    self.isExample = isExample
    self.updatedAt = updatedAt
    self.submittedAt = submittedAt
    self.isFavourable = isFavourable
  }
}
