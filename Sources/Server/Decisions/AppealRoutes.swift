import Domain
import Hummingbird
import Services
import Site

/// An appeal to the administration: its applicant writes it, or the service records one that came by post.
enum AppealRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.appeal, requires: .appealDecision) { site, session in try await show(site, session) }
    routes.form(.appeal, requires: .appealDecision, record)
    routes.page(.appealRecord, requires: .recordAppeal) { site, session in try await show(site, session) }
    routes.form(.appealRecord, requires: .recordAppeal, record)
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, typed: AppealDraft = AppealDraft(), refusal: Refusal? = nil
  ) async throws -> Response {
    let file = try await site.operations.appealFile(of: try site.dossier(), for: session.principal)
    let model = AppealPage(file, typed: typed, refusal: refusal, csrf: session.csrf, in: site.wording)
    let id = file.dossier.id
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue(file.isFiledByReader ? "writeAppeal" : "recordAppeal"),
        link: file.isFiledByReader ? .appeal(id) : .appealRecord(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func record(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.dossier()
    let typed = AppealDraft(
      reasons: form.text("reasons").replacing("\r\n", with: "\n"), receivedOn: form.text("receivedOn"))
    let file = try await site.operations.appealFile(of: id, for: session.principal)
    do {
      try await site.operations.recordAppeal(
        typed, of: id, version: Int(form.text("version")) ?? 0, by: session.principal)
      return site.redirect(to: file.isFiledByReader ? .dossier(id) : .examination(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, typed: typed, refusal: refusal)
    }
  }
}
