import Documents
import Domain
import Hummingbird
import Services
import Site

/// Remarks on the fields of a dossier, and who takes which section.
enum CommentRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.comments, requires: .readDossier) { site, session in
      let place = site.query("section").map { (section: $0, path: site.query("champ") ?? "") }
      return try await show(site, session, place: place)
    }
    routes.form(.comments, requires: .commentDossier, isOnce: true, comment)
    routes.form(.commentEnd, requires: .commentDossier, resolve)
    routes.form(.sectionWork, requires: .editDossier, work)
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, place: (section: String, path: String)?, text: String = "",
    findings: [Finding] = []
  ) async throws -> Response {
    let id = try site.dossier()
    let collective = try await site.operations.collective(of: id, for: session.principal)
    let isOpen = site.query("toutes") == nil
    let page = try await site.operations.comments(
      of: id, isOpen: isOpen, site.page(size: 100), for: session.principal)
    let mayRemark = session.principal.may(.commentDossier, to: collective.file.dossier)
    return .html(
      try site.renderPrivate(
        CommentsPage(
          collective, page, isOpen: isOpen, place: place, text: text, findings: findings, csrf: session.csrf,
          mayRemark: mayRemark, in: site.wording),
        title: site.wording.catalogue("remarks"), link: .comments(id), session: session),
      status: findings.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private static func comment(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.dossier()
    let path = Link.comments(id).path(site.language)
    do {
      try await site.operations.comment(
        form.text("body"), on: form.text("path"), in: form.text("section"),
        answering: ID<DossierComment>(form.text("thread")),
        mentioning: Set(form.members.filter { $0.name == "mention" }.compactMap { ID<Person>($0.value) }), of: id,
        by: session.principal, address: site.deployment.settings.publicAddress.absolute(path))
      return site.redirect(to: path)
    } catch Refusal.invalid(let findings) {
      let place = form.text("section").isEmpty ? nil : (section: form.text("section"), path: form.text("path"))
      return try await show(site, session, place: place, text: form.text("body"), findings: findings)
    }
  }

  @Sendable private static func resolve(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    guard let comment = ID<DossierComment>(form.text("comment")) else { throw Refusal.notFound }
    try await site.operations.resolveComment(comment, of: try site.dossier(), by: session.principal)
    return site.redirect(to: .comments(try site.dossier()))
  }

  @Sendable private static func work(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, section) = (try site.dossier(), form.text("section"))
    if let ready = form.value("ready") {
      try await site.operations.markSection(section, ready: ready == "yes", of: id, by: session.principal)
    } else {
      try await site.operations.assignSection(
        section, to: ID<Person>(form.text("assignee")), of: id, by: session.principal)
    }
    return site.redirect(to: .dossier(id))
  }
}
