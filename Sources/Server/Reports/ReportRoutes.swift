import Domain
import Hummingbird
import Services
import Site

/// The report of a wave: for the service at any time, for everybody once it is published.
enum ReportRoutes {
  static func add(to routes: SiteRoutes) {
    routes.publicPage(.waveReport, published)
    routes.page(.serviceReport, requires: .readQueue, service)
  }

  @Sendable private static func published(_ site: SiteRequest) async throws -> String {
    let slug = try site.slug()
    let (wave, report) = try await site.operations.publishedReport(of: slug)
    let (_, procedure) = try await site.operations.call(slug)
    let territories = try await site.operations.territories(TerritoryFilter(wave: slug), in: site.language, .longest)
    let model = WaveReportPage(
      wave, report, procedure: procedure, hasScores: try await site.operations.hasScores(wave), isService: false,
      map: territories.items.isEmpty ? nil : site.deployment.franceMap(territories.items, in: site.wording),
      in: site.wording)
    return try site.render(
      model, title: site.wording.catalogue("waveReportOf", wave.name[site.language]), link: .waveReport(slug))
  }

  @Sendable private static func service(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let slug = try site.slug()
    let (wave, report) = try await site.operations.waveReport(of: slug, for: session.principal)
    let (_, procedure) = try await site.operations.call(slug)
    let model = WaveReportPage(
      wave, report, procedure: procedure, hasScores: false, isService: true, map: nil, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("waveReportOf", wave.name[site.language]), link: .serviceReport(slug),
        session: session))
  }
}
