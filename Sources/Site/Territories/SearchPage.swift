package import Domain

/// What a search found among everything published.
package struct SearchPage: PageModel {
  package static let template = "Territories/search"

  let action: String
  let text: String
  let hasText: Bool
  let count: String
  let results: [Result]
  let isEmpty: Bool
  let pager: Pager
  let territoriesHref: String

  struct Result: Sendable {
    let href: String
    let title: String
    let kind: String
    let detail: String
    let detailLang: String
    let isExample: Bool
  }

  package init(_ page: Page<SearchResult>, text: String, in wording: Wording) {
    action = wording.path(.search)
    self.text = text
    hasText = !text.trimmed.isEmpty
    count = wording.catalogue.count("resultCount", page.total)
    results = page.items.map { SearchPage.result($0, wording) }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in
      address(wording.path(.search), [("q", text), ("page", "\(number)")])
    }
    territoriesHref = wording.path(.territories)
  }

  private static func result(_ result: SearchResult, _ wording: Wording) -> Result {
    switch result {
    case .territory(let territory):
      let card = TerritoryCard(territory, in: wording)
      return Result(
        href: card.href, title: card.name,
        kind: ([wording.catalogue("aTerritory")] + card.mark).joined(separator: " · "), detail: card.place,
        detailLang: "fr", isExample: card.isExample)
    case .challenge(let listing):
      let item = ChallengeItem(listing, in: wording)
      return Result(
        href: wording.path(.territory(listing.territory)) + "#" + item.slug,
        title: (item.lead + [item.title]).joined(separator: " – "),
        kind: wording.catalogue("aChallengeOf", listing.territoryName), detail: item.summary,
        detailLang: item.summaryLang, isExample: item.isExample)
    }
  }
}
