package import Domain

/// A territory in a list.
package struct TerritoryCard: Sendable {
  let href: String
  let name: String
  let place: String
  let themes: [String]
  let challenges: String
  let labelledOn: String
  let isExample: Bool
  /// That the label is suspended or over; nothing while it holds.
  let mark: [String]

  package init(_ territory: TerritorySummary, in wording: Wording) {
    href = wording.path(.territory(territory.slug))
    name = territory.name
    place = territory.regions.map(wording.region).joined(separator: ", ")
    themes = territory.themes.map(wording.theme)
    challenges = wording.catalogue.count("challengeCount", territory.challengeCount)
    labelledOn = wording.catalogue("labelledOn", wording.day(territory.labelledOn))
    isExample = territory.isExample
    mark = territory.label.state == .valid ? [] : [wording.label(territory.label)]
  }
}
