package import Domain

/// A challenge on a page.
package struct ChallengeItem: Sendable {
  let slug: String
  let lead: [String]
  let title: String
  let kind: [String]
  let summary: String
  let summaryLang: String
  let themes: [LinkItem]
  let objectives: [ObjectiveItem]
  let hasObjectives: Bool
  let territory: [LinkItem]
  let isExample: Bool

  struct ObjectiveItem: Sendable {
    let statement: String
    let indicator: String
    let baseline: String
    let target: String
    let source: [String]
  }

  package init(
    _ challenge: Challenge, territory: LinkItem? = nil, isExample: Bool = false, in wording: Wording
  ) {
    slug = challenge.slug
    lead = challenge.lead.map { [$0] } ?? []
    title = challenge.title
    kind = challenge.kind.map { [wording.catalogue("kind_\($0.rawValue)")] } ?? []
    let isEnglish = wording.language == .english && challenge.summaryEn != nil
    summary = isEnglish ? challenge.summaryEn ?? "" : challenge.summary
    summaryLang = isEnglish ? "en" : "fr"
    let second = challenge.secondTheme.flatMap { $0 == challenge.theme ? nil : $0 }
    themes = [challenge.theme, second].compactMap { $0 }
      .compactMap { wording.programme.theme($0) }
      .map { theme in
        LinkItem(
          href: address(wording.path(.challenges), [("theme", theme.slug)]),
          label: theme.name[wording.language])
      }
    objectives = challenge.objectives.map { ChallengeItem.objective($0, wording) }
    hasObjectives = !challenge.objectives.isEmpty
    self.territory = territory.map { [$0] } ?? []
    self.isExample = isExample
  }

  package init(_ listing: ChallengeListing, in wording: Wording) {
    self.init(
      listing.challenge,
      territory: LinkItem(href: wording.path(.territory(listing.territory)), label: listing.territoryName),
      isExample: listing.isExample, in: wording)
  }

  private static func objective(_ objective: Objective, _ wording: Wording) -> ObjectiveItem {
    let unit = objective.unit.map { "\u{a0}" + $0 } ?? ""
    func number(_ text: String) -> String {
      decimal(reading: text).map { wording.catalogue.grouped("\($0)") } ?? text
    }
    let day = objective.targetDay.map { wording.catalogue("byDay", wording.day($0)) } ?? ""
    return ObjectiveItem(
      statement: objective.statement, indicator: objective.indicator,
      baseline: objective.baseline.map { number($0) + unit } ?? wording.catalogue("notKnown"),
      target: number(objective.target) + unit + " " + day, source: objective.source.map { [$0] } ?? [])
  }
}
