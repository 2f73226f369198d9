package import Foundation

/// One round of a call: it opens, closes, and its dossiers are decided together. A standing call has one that never
/// closes.
///
/// What was promised, what happened, when it was made public and when it was celebrated are four
/// dates: the first wave showed why (promised for the end of 2018, given on 25 February 2019).
package struct Wave: Hashable, Sendable {
  package let id: ID<Wave>
  package let slug: Slug
  package let name: LocalisedText
  package let call: LocalisedText
  package let procedure: ProcedureKey
  package let opensAt: Date
  package let closesAt: Date
  package let decisionPromisedBy: Day?
  package let decidedOn: Day?
  package let publishedOn: Day?
  package let ceremonyOn: Day?
  /// How many candidacies the organiser says were received, and how many went on to deepening,
  /// where dossiers of the others were never published.
  package let stated: StatedCounts?
  package let note: LocalisedText?
  /// A wave of the demonstration, shown as an example everywhere.
  package let isExample: Bool

  package init(
    id: ID<Wave>, slug: Slug, name: LocalisedText, call: LocalisedText, procedure: ProcedureKey,
    opensAt: Date, closesAt: Date, decisionPromisedBy: Day?, decidedOn: Day?, publishedOn: Day?,
    ceremonyOn: Day?, stated: StatedCounts?, note: LocalisedText?, isExample: Bool
  ) {
    self.id = id
    self.slug = slug
    self.name = name
    self.call = call
    self.procedure = procedure
    self.opensAt = opensAt
    self.closesAt = closesAt
    self.decisionPromisedBy = decisionPromisedBy
    self.decidedOn = decidedOn
    self.publishedOn = publishedOn
    self.ceremonyOn = ceremonyOn
    self.stated = stated
    self.note = note
    self.isExample = isExample
  }

  package struct StatedCounts: Hashable, Sendable {
    package let received: Int
    package let labelled: Int
    package let deepening: Int
    package let note: LocalisedText

    package init(received: Int, labelled: Int, deepening: Int, note: LocalisedText) {
      self.received = received
      self.labelled = labelled
      self.deepening = deepening
      self.note = note
    }
  }

  package enum Phase: String, CaseIterable, Sendable {
    case planned
    case open
    case closed
    case published
  }

  /// When a call without an end closes: later than anything that happens. A moment like the others, so that every
  /// comparison of the rules and of the database holds for it.
  package static let never = Date(timeIntervalSince1970: 253_402_214_400)

  /// A standing call: it is open from its opening on, and its dossiers are decided as they come.
  package var isPermanent: Bool { closesAt >= Wave.never }

  /// Where the wave stands at a moment, as everybody may know it. The hour of closing itself is too late.
  /// Dossiers may be decided as they come: a wave stays open to others until it closes.
  package func phase(at moment: Date) -> Phase {
    if moment < opensAt { return .planned }
    if moment < closesAt { return .open }
    if let publishedOn, publishedOn.start <= moment { return .published }
    return .closed
  }

  /// The day of the decision once it is public: that something was decided is under embargo like the rest.
  package var publicDecisionDay: Day? { publishedOn == nil ? nil : decidedOn }
}
