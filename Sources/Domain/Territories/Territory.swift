package import Foundation

/// A labelled territory as the public sees it.
package struct Territory: Hashable, Sendable {
  package let id: ID<Territory>
  package let slug: Slug
  package let wave: WaveReference
  package let profile: TerritoryProfile
  package let labelledOn: Day
  package let publishedAt: Date
  /// The régions (codes) that the perimeter touches, in the order of their codes.
  package let regions: [String]
  package let isExample: Bool
  /// How its label stands on the day for which it was read.
  package let label: PublicLabel

  package init(
    id: ID<Territory>, slug: Slug, wave: WaveReference, profile: TerritoryProfile, labelledOn: Day,
    publishedAt: Date, regions: [String], isExample: Bool, label: PublicLabel
  ) {
    self.id = id
    self.slug = slug
    self.wave = wave
    self.profile = profile
    self.labelledOn = labelledOn
    self.publishedAt = publishedAt
    self.regions = regions
    self.isExample = isExample
    self.label = label
  }

  /// The wave that a territory was labelled in: its address and name.
  package struct WaveReference: Hashable, Sendable {
    package let slug: Slug
    package let name: LocalisedText

    package init(slug: Slug, name: LocalisedText) {
      self.slug = slug
      self.name = name
    }
  }
}

/// A line of the list of territories.
package struct TerritorySummary: Hashable, Sendable {
  package let slug: Slug
  package let name: String
  package let wave: Territory.WaveReference
  package let labelledOn: Day
  package let departments: [String]
  package let regions: [String]
  /// The ids of the main themes of its challenges, each once.
  package let themes: [String]
  package let challengeCount: Int
  package let perimeter: [PlaceCode]
  package let isExample: Bool
  /// How its label stands on the day for which it was read.
  package let label: PublicLabel

  package init(
    slug: Slug, name: String, wave: Territory.WaveReference, labelledOn: Day,
    departments: [String], regions: [String], themes: [String], challengeCount: Int,
    perimeter: [PlaceCode], isExample: Bool, label: PublicLabel
  ) {
    self.slug = slug
    self.name = name
    self.wave = wave
    self.labelledOn = labelledOn
    self.departments = departments
    self.regions = regions
    self.themes = themes
    self.challengeCount = challengeCount
    self.perimeter = perimeter
    self.isExample = isExample
    self.label = label
  }
}

/// A challenge in the list of all challenges, with the territory that it belongs to.
package struct ChallengeListing: Hashable, Sendable {
  package let challenge: Challenge
  package let territory: Slug
  package let territoryName: String
  package let isExample: Bool

  package init(challenge: Challenge, territory: Slug, territoryName: String, isExample: Bool) {
    self.challenge = challenge
    self.territory = territory
    self.territoryName = territoryName
    self.isExample = isExample
  }
}

/// How the list of territories is narrowed; nil means "all".
package struct TerritoryFilter: Hashable, Sendable {
  package var region: String?
  package var theme: String?
  package var wave: Slug?
  package var text: String?
  /// Only those whose label holds on the day; else also those whose label ended.
  package var isInForce: Bool

  package init(
    region: String? = nil, theme: String? = nil, wave: Slug? = nil, text: String? = nil, isInForce: Bool = false
  ) {
    self.region = region
    self.theme = theme
    self.wave = wave
    self.text = text
    self.isInForce = isInForce
  }
}
