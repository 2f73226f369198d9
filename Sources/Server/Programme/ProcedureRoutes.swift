import Domain
import Hummingbird
import Services
import Site

/// The versions of the procedures: seen, compared, put into use.
enum ProcedureRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.procedures, requires: .publishProcedure, list)
    routes.page(.procedure, requires: .publishProcedure) { site, session in try await show(site, session) }
    routes.form(.procedurePublication, requires: .publishProcedure, publish)
  }

  private static func key(_ site: SiteRequest) throws -> ProcedureKey {
    guard let id = site.context.parameters.get("procedure"), let version = site.context.parameters.get("version")
    else { throw Refusal.notFound }
    return ProcedureKey(id: id, version: version)
  }

  @Sendable private static func list(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let office = try await site.operations.procedureOffice(for: session.principal)
    return .html(
      try site.renderPrivate(
        ProceduresPage(office, in: site.wording), title: site.wording.catalogue("procedures"), link: .procedures,
        session: session))
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, refusal: Refusal? = nil
  ) async throws -> Response {
    let key = try key(site)
    let office = try await site.operations.procedureOffice(for: session.principal)
    guard let version = office.version(key) else { throw Refusal.notFound }
    let model = ProcedurePage(
      version, in: office, comparedWith: site.query("avec"), csrf: session.csrf, refusal: refusal, site.wording)
    return .html(
      try site.renderPrivate(
        model, title: version.procedure.name[site.language], link: .procedure(key), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func publish(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let key = try key(site)
    do {
      try await site.operations.publishProcedure(key, digest: form.text("digest"), by: session.principal)
      return site.redirect(to: .procedure(key))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal)
    }
  }
}
