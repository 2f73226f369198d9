package import Foundation

/// An expression of interest in a list of the service.
package struct InterestListing: Hashable, Sendable {
  package let id: ID<Dossier>
  package let reference: String
  /// The name that it gave; nil where the form asks for none.
  package let title: String?
  package let wave: LocalisedText
  package let isExample: Bool
  package let sentAt: Date

  package init(
    id: ID<Dossier>, reference: String, title: String?, wave: LocalisedText, isExample: Bool, sentAt: Date
  ) {
    self.id = id
    self.reference = reference
    self.title = title
    self.wave = wave
    self.isExample = isExample
    self.sentAt = sentAt
  }
}

/// An expression of interest with what it says.
package struct Interest: Sendable {
  package let reference: String
  package let wave: Wave
  package let procedure: Procedure
  package let answers: Answers
  package let sentAt: Date

  package init(reference: String, wave: Wave, procedure: Procedure, answers: Answers, sentAt: Date) {
    self.reference = reference
    self.wave = wave
    self.procedure = procedure
    self.answers = answers
    self.sentAt = sentAt
  }
}
