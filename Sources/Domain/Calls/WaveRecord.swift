/// A past wave as its file tells it: what the replay takes through the workflow.
package struct WaveRecord: Hashable, Sendable {
  package let slug: Slug
  package let name: LocalisedText
  package let procedure: ProcedureKey
  package let call: LocalisedText
  package let callNote: LocalisedText?
  package let openedOn: Day
  package let closedOn: Day
  package let decisionPromisedBy: Day?
  package let decidedOn: Day
  package let publishedOn: Day
  package let ceremonyOn: Day?
  package let stated: Wave.StatedCounts
  package let steps: [Step]
  package let territories: [Candidate]

  package init(
    slug: Slug, name: LocalisedText, procedure: ProcedureKey, call: LocalisedText,
    callNote: LocalisedText?, openedOn: Day, closedOn: Day, decisionPromisedBy: Day?,
    decidedOn: Day, publishedOn: Day, ceremonyOn: Day?, stated: Wave.StatedCounts, steps: [Step],
    territories: [Candidate]
  ) {
    self.slug = slug
    self.name = name
    self.procedure = procedure
    self.call = call
    self.callNote = callNote
    self.openedOn = openedOn
    self.closedOn = closedOn
    self.decisionPromisedBy = decisionPromisedBy
    self.decidedOn = decidedOn
    self.publishedOn = publishedOn
    self.ceremonyOn = ceremonyOn
    self.stated = stated
    self.steps = steps
    self.territories = territories
  }

  /// A step that every dossier of the wave took, its day, and how sure the day is.
  package struct Step: Hashable, Sendable {
    package let event: DossierEvent
    package let on: Day
    package let certainty: Certainty
    package let note: LocalisedText?

    package init(event: DossierEvent, on: Day, certainty: Certainty, note: LocalisedText?) {
      self.event = event
      self.on = on
      self.certainty = certainty
      self.note = note
    }
  }

  package struct Candidate: Hashable, Sendable {
    package let slug: Slug
    package let answers: Answers

    package init(slug: Slug, answers: Answers) {
      self.slug = slug
      self.answers = answers
    }
  }

  /// How sure a fact of an old wave is.
  package enum Certainty: String, CaseIterable, Sendable {
    case certain
    case probable
    case unknown
  }
}
