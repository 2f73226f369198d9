import Domain
import HTTPTypes
import Hummingbird
import Services
import Site

/// The calls and their waves, and the start of a candidacy.
enum CallRoutes {
  static func add(to routes: SiteRoutes) {
    routes.publicPage(.wave, wave)
    routes.openRoute(.get, .calls, calls)
    routes.openRoute(.get, .blankForm, blankForm)
    routes.form(.startDossier, requires: .startDossier, isOnce: true, start)
  }

  @Sendable private static func wave(_ site: SiteRequest) async throws -> String {
    let slug = try site.slug()
    let wave = try await site.operations.wave(slug)
    let territories = try await site.operations.territories(
      TerritoryFilter(wave: slug), in: site.language, .longest)
    let model = WavePage(
      wave, territories: territories.items, hasReport: try await site.operations.isSettled(wave),
      at: site.operations.world.now(), in: site.wording)
    return try site.render(model, title: wave.name[site.language], link: .wave(slug))
  }

  /// Not kept: somebody who is signed in finds the button to start.
  @Sendable private static func calls(_ site: SiteRequest) async throws -> Response {
    let cookies = SessionCookies(isSecure: site.deployment.settings.isSecure)
    var session: Session?
    if let secret = cookies.session(site.request) { session = try await site.operations.session(secret) }
    let mayStart = session?.principal.may(.startDossier, on: .any) ?? false
    let waves = try await site.operations.waves(.longest).items
    let open = waves.filter { $0.phase(at: site.operations.world.now()) == .open }
    let checks = try await site.operations.waves(withSelfCheck: open)
    let model = CallsPage(
      waves, selfChecks: checks, at: site.operations.world.now(), csrf: mayStart ? session?.csrf : nil,
      isSignedIn: session != nil, in: site.wording)
    guard let session else { return .html(try site.render(model, "calls", .calls)) }
    return .html(
      try site.renderPrivate(model, title: site.wording.catalogue("calls"), link: .calls, session: session))
  }

  /// The form to print; whoever asks first waits until it is made.
  @Sendable private static func blankForm(_ site: SiteRequest) async throws -> Response {
    let (slug, language, operations) = (try site.slug(), site.language, site.operations)
    let (key, document) = try await operations.blankForm(of: slug, in: language)
    if let document {
      let name = "\(key.id)-\(key.version)-\(language.rawValue).pdf"
      return .download(name: name, type: .pdf, size: document.size) {
        try await operations.piece($0, ofBlankForm: key, in: language)
      }
    }
    return try await site.writing {
      try await operations.orderBlankForm(of: key, in: language)
      let html = try site.render(
        BlankFormPage(in: site.wording), title: site.wording.catalogue("blankFormMaking"), link: .blankForm(wave: slug))
      return .html(html, status: .accepted, headers: [.retryAfter: "30"])
    }
  }

  @Sendable private static func start(_ site: SiteRequest, _ session: Session, _: Form) async throws
    -> Response
  {
    let dossier = try await site.operations.startDossier(in: try site.slug(), by: session.principal)
    return site.redirect(to: .dossier(dossier.id))
  }
}
