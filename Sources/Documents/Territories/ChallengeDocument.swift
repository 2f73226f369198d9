package import Domain

/// A challenge as the API and the open data tell it.
package struct ChallengeDocument: Codable, Hashable, Sendable {
  package let slug: String
  package let territory: String
  package let kind: String?
  package let lead: String?
  package let title: String
  package let summary: LocalisedDocument
  package let theme: String
  package let secondTheme: String?
  package let objectives: [ObjectiveDocument]

  package init(_ challenge: Challenge, of territory: Slug) {
    slug = challenge.slug
    self.territory = territory.value
    kind = challenge.kind?.rawValue
    lead = challenge.lead
    title = challenge.title
    summary = LocalisedDocument(fr: challenge.summary, en: challenge.summaryEn)
    theme = challenge.theme
    secondTheme = challenge.secondTheme
    objectives = challenge.objectives.map(ObjectiveDocument.init)
  }

  /// A measurable promise. Values are decimal text.
  package struct ObjectiveDocument: Codable, Hashable, Sendable {
    package let statement: String
    package let indicator: String
    package let unit: String?
    package let baseline: String?
    package let target: String
    package let targetDay: String?
    package let source: String?

    init(_ objective: Objective) {
      statement = objective.statement
      indicator = objective.indicator
      unit = objective.unit
      baseline = objective.baseline
      target = objective.target
      targetDay = objective.targetDay?.description
      source = objective.source
    }
  }
}
