package import Domain
package import Foundation

/// The programme at a glance.
package struct HomePage: PageModel {
  package static let template = "Programme/home"

  let tagline: String
  let summary: String
  let counts: [Count]
  let map: [MapPicture]
  let latest: [TerritoryCard]
  let waves: [WaveCard]
  let territoriesHref: String
  let labelHref: String

  struct Count: Sendable {
    let number: String
    let label: String
  }

  /// - Parameters:
  ///   - territories, challenges: how many hold the label today, and what they took up.
  ///   - received: how many candidacies the organiser of the last stated wave counted.
  ///   - open: the waves that are open now.
  package init(
    territories: Int, challenges: Int, received: Int?, latest: [TerritorySummary], open: [Wave],
    map: MapPicture?, at moment: Date, in wording: Wording
  ) {
    let words = wording.catalogue
    tagline = wording.programme.tagline[wording.language]
    summary = wording.programme.summary[wording.language]
    let stated = received.map { Count(number: words.grouped($0), label: words("candidaciesReceived")) }
    counts =
      [
        Count(number: words.grouped(territories), label: words("territoriesLabelled")),
        Count(number: words.grouped(challenges), label: words("challengesTaken")),
      ] + (stated.map { [$0] } ?? [])
    self.map = map.map { [$0] } ?? []
    self.latest = latest.map { TerritoryCard($0, in: wording) }
    waves = open.map { WaveCard($0, at: moment, in: wording) }
    territoriesHref = wording.path(.territories)
    labelHref = wording.path(.label)
  }
}
