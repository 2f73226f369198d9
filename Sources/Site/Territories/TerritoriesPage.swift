package import Domain

/// The directory of labelled territories, as a list or a map.
package struct TerritoriesPage: PageModel {
  package static let template = "Territories/territories"

  let action: String
  let text: String
  let regions: [ChoiceOption]
  let themes: [ChoiceOption]
  let waves: [ChoiceOption]
  let states: [ChoiceOption]
  let count: String
  let cards: [TerritoryCard]
  let isEmpty: Bool
  let pager: Pager
  let map: [MapPicture]
  let isMap: Bool
  let listHref: String
  let mapHref: String
  let resetHref: String
  let csvHref: String
  let registerHref: String

  /// What asks also for territories whose label ended.
  package static let allStates = "tous"

  /// - Parameters:
  ///   - regions: the codes that can be chosen.
  ///   - isMap: the map is shown rather than the list.
  package init(
    _ page: Page<TerritorySummary>, filter: TerritoryFilter, regions: [String], waves: [Wave],
    map: MapPicture?, isMap: Bool, in wording: Wording
  ) {
    action = wording.path(.territories)
    text = filter.text ?? ""
    self.regions = regions.map { code in
      ChoiceOption(value: code, label: wording.region(code), isSelected: filter.region == code)
    }
    themes = wording.programme.themes.map { theme in
      ChoiceOption(
        value: theme.slug, label: theme.name[wording.language], isSelected: filter.theme == theme.id)
    }
    self.waves = waves.map { wave in
      ChoiceOption(
        value: wave.slug.value, label: wave.name[wording.language], isSelected: filter.wave == wave.slug)
    }
    states = [true, false].map { isInForce in
      ChoiceOption(
        value: isInForce ? "" : TerritoriesPage.allStates,
        label: wording.catalogue(isInForce ? "territoriesInForce" : "territoriesAndEnded"),
        isSelected: filter.isInForce == isInForce)
    }
    count = wording.catalogue.count("territoryCount", page.total)
    cards = page.items.map { TerritoryCard($0, in: wording) }
    isEmpty = page.items.isEmpty
    let path = wording.path(.territories)
    let themeSlug = filter.theme.flatMap { wording.programme.theme($0)?.slug }
    func with(view: String?, number: Int?) -> String {
      address(
        path,
        [
          ("q", filter.text), ("region", filter.region), ("theme", themeSlug), ("vague", filter.wave?.value),
          ("etat", filter.isInForce ? nil : TerritoriesPage.allStates), ("vue", view), ("page", number.map { "\($0)" }),
        ])
    }
    pager = Pager(page, in: wording) { with(view: nil, number: $0) }
    self.map = map.map { [$0] } ?? []
    self.isMap = isMap
    listHref = with(view: nil, number: nil)
    mapHref = with(view: "carte", number: nil)
    resetHref = path
    csvHref = "/data/territories.csv"
    registerHref = wording.path(.register)
  }
}
