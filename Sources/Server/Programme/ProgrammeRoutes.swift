import Domain
import Services
import Site

/// The pages about the programme itself.
enum ProgrammeRoutes {
  static func add(to routes: SiteRoutes) {
    routes.publicPage(.home, home)
    routes.publicPage(.label) { try $0.render(LabelPage(in: $0.wording), "theLabel", .label) }
    routes.publicPage(.openData) {
      let waves = try await $0.operations.settledWaves()
      return try $0.render(OpenDataPage(waves: waves, in: $0.wording), "openData", .openData)
    }
    routes.publicPage(.legal) { try $0.render(LegalPage(in: $0.wording), "legal", .legal) }
    routes.publicPage(.accessibility) {
      try $0.render(AccessibilityPage(in: $0.wording), "accessibility", .accessibility)
    }
  }

  @Sendable private static func home(_ site: SiteRequest) async throws -> String {
    let operations = site.operations
    let now = operations.world.now()
    let counts = try await operations.publishedCounts()
    let waves = try await operations.waves(.longest).items
    let all = try await operations.allTerritories(isInForce: true, in: site.language)
    let page = HomePage(
      territories: counts.territories, challenges: counts.challenges,
      received: waves.compactMap { $0.stated?.received }.first,
      latest: try await operations.latestTerritories(limit: 6),
      open: waves.filter { $0.phase(at: now) == .open && !$0.isPermanent },
      map: site.deployment.franceMap(all, in: site.wording), at: now, in: site.wording)
    return try site.render(page, "home", .home)
  }
}

extension SiteRequest {
  /// A public page under a title of the catalogue.
  func render<Model: PageModel>(_ model: Model, _ titleKey: String, _ link: Link) throws -> String {
    try render(model, title: wording.catalogue(titleKey), link: link)
  }

  func render<Model: PageModel>(
    _ model: Model, title: String, description: String = "", link: Link
  ) throws -> String {
    try deployment.renderer.render(
      model,
      in: Layout(
        title: title, description: description, link: link, query: queryText,
        isDemonstration: deployment.settings.isDemonstration, in: wording), wording)
  }

  /// A page of somebody who is signed in, or that nobody should find by a search engine.
  func renderPrivate<Model: PageModel>(
    _ model: Model, title: String, link: Link, session: Session? = nil
  ) throws -> String {
    try deployment.renderer.render(
      model,
      in: Layout(
        title: title, link: link, account: session.map { Layout.Account($0, in: wording) }, isPrivate: true,
        isDemonstration: deployment.settings.isDemonstration, isReadOnly: deployment.state.readOnly.isOn,
        in: wording), wording)
  }
}
