import Domain
import Services
import Site

/// The public directory: territories, challenges, search.
enum TerritoryRoutes {
  static func add(to routes: SiteRoutes) {
    routes.publicPage(.territories, territories)
    routes.publicPage(.territory, territory)
    routes.publicPage(.challenges, challenges)
    routes.publicPage(.search, search)
  }

  /// Stands for a theme that there is none of: nothing has it.
  private static let unknownTheme = "-"

  @Sendable private static func territories(_ site: SiteRequest) async throws -> String {
    let themes = site.wording.programme
    let filter = TerritoryFilter(
      region: site.query("region"), theme: site.query("theme").map { themes.theme(slug: $0)?.id ?? unknownTheme },
      wave: site.query("vague").flatMap { Slug($0) }, text: site.query("q"),
      isInForce: site.query("etat") != TerritoriesPage.allStates)
    let isMap = site.query("vue") == "carte"
    let request = isMap ? PageRequest.longest : site.page(size: 24)
    let page = try await site.operations.territories(filter, in: site.language, request)
    let waves = try await site.operations.waves(.longest).items
    let model = TerritoriesPage(
      page, filter: filter, regions: site.operations.gazetteer.regions.map(\.code), waves: waves,
      map: isMap ? site.deployment.franceMap(page.items.filter { !$0.label.isEnded }, in: site.wording) : nil,
      isMap: isMap,
      in: site.wording)
    return try site.render(model, "territories", .territories)
  }

  @Sendable private static func territory(_ site: SiteRequest) async throws -> String {
    let slug = try site.slug()
    let territory = try await site.operations.territory(slug)
    let perimeter = Perimeter(codes: territory.profile.perimeter, year: territory.labelledOn.year)
    let gazetteer = site.operations.gazetteer
    let label = try await site.operations.labelFacts(slug)
    let model = TerritoryPage(
      territory,
      extent: TerritoryPage.Extent(
        municipalities: perimeter.municipalities(in: gazetteer).count,
        population: perimeter.population(in: gazetteer)),
      neighbours: try await site.operations.neighbours(of: slug),
      map: site.deployment.territoryMap(territory.profile.name, perimeter, in: site.wording),
      label: LabelStatus(label.facts, history: label.history, in: site.wording), in: site.wording)
    return try site.render(model, title: territory.profile.name, link: .territory(slug))
  }

  @Sendable private static func challenges(_ site: SiteRequest) async throws -> String {
    let theme = site.query("theme").map { site.wording.programme.theme(slug: $0)?.id ?? unknownTheme }
    let page = try await site.operations.challenges(theme: theme, isInForce: true, site.page(size: 100))
    return try site.render(ChallengesPage(page, theme: theme, in: site.wording), "challenges", .challenges)
  }

  @Sendable private static func search(_ site: SiteRequest) async throws -> String {
    let text = String((site.query("q") ?? "").prefix(200))
    let page = try await site.operations.search(text, in: site.language, site.page(size: 20))
    return try site.render(SearchPage(page, text: text, in: site.wording), "searchTitle", .search)
  }
}
