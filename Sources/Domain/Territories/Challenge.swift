/// What a territory set out to solve.
package struct Challenge: Hashable, Sendable {
  /// Where the challenge comes from, as the territory itself called it.
  package enum Kind: String, CaseIterable, Codable, Sendable {
    case environment
    case social
    case civic
  }

  /// The identity of the item in the candidacy, kept for life.
  package let id: String
  /// `roubaix-2`: the second challenge of Roubaix.
  package let slug: String
  /// Words printed before the title, "JOP « démonstrateur »" for instance.
  package let lead: String?
  package let kind: Kind?
  package let title: String
  /// The id of the theme, `T01`.
  package let theme: String
  package let secondTheme: String?
  package let summary: String
  /// The summary in English, where somebody wrote one.
  package let summaryEn: String?
  package let objectives: [Objective]

  package init(
    id: String, slug: String, lead: String?, kind: Kind?, title: String, theme: String,
    secondTheme: String?, summary: String, summaryEn: String?, objectives: [Objective]
  ) {
    self.id = id
    self.slug = slug
    self.lead = lead
    self.kind = kind
    self.title = title
    self.theme = theme
    self.secondTheme = secondTheme
    self.summary = summary
    self.summaryEn = summaryEn
    self.objectives = objectives
  }
}

/// A measurable promise of a challenge. Values are decimal text, as written in the candidacy.
package struct Objective: Hashable, Sendable {
  package let id: String
  package let statement: String
  package let indicator: String
  package let unit: String?
  package let baseline: String?
  package let target: String
  package let targetDay: Day?
  package let source: String?

  package init(
    id: String, statement: String, indicator: String, unit: String?, baseline: String?,
    target: String, targetDay: Day?, source: String?
  ) {
    self.id = id
    self.statement = statement
    self.indicator = indicator
    self.unit = unit
    self.baseline = baseline
    self.target = target
    self.targetDay = targetDay
    self.source = source
  }
}
