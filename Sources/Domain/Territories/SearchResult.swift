/// Something published that a search found.
package enum SearchResult: Hashable, Sendable {
  case territory(TerritorySummary)
  case challenge(ChallengeListing)
}
