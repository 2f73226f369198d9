package import Domain
package import Foundation

/// A wave as the API tells it: what was promised, what happened, what was published are apart.
package struct WaveDocument: Codable, Hashable, Sendable {
  package let slug: String
  package let name: LocalisedDocument
  package let call: LocalisedDocument
  package let phase: String
  package let procedure: String
  package let procedureVersion: String
  package let opensAt: String
  /// Nil for a call that stays open.
  package let closesAt: String?
  package let decisionPromisedBy: String?
  package let decidedOn: String?
  package let publishedOn: String?
  package let ceremonyOn: String?
  package let stated: StatedDocument?
  package let example: Bool

  package init(_ wave: Wave, at moment: Date) {
    slug = wave.slug.value
    name = LocalisedDocument(wave.name)
    call = LocalisedDocument(wave.call)
    phase = wave.phase(at: moment).rawValue
    procedure = wave.procedure.id
    procedureVersion = wave.procedure.version
    opensAt = Instant.text(wave.opensAt)
    closesAt = wave.isPermanent ? nil : Instant.text(wave.closesAt)
    decisionPromisedBy = wave.decisionPromisedBy?.description
    decidedOn = wave.publicDecisionDay?.description
    publishedOn = wave.publishedOn?.description
    ceremonyOn = wave.ceremonyOn?.description
    stated = wave.stated.map(StatedDocument.init)
    example = wave.isExample
  }

  /// The counts that the organiser published.
  package struct StatedDocument: Codable, Hashable, Sendable {
    package let received: Int
    package let labelled: Int
    package let deepening: Int
    package let note: LocalisedDocument

    init(_ counts: Wave.StatedCounts) {
      received = counts.received
      labelled = counts.labelled
      deepening = counts.deepening
      note = LocalisedDocument(counts.note)
    }
  }
}
