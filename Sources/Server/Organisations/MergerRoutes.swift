import Domain
import Hummingbird
import Services
import Site

/// Administrators: the register of organisations, and two records of one that become one.
enum MergerRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.organisationRegister, requires: .mergeOrganisations, list)
    routes.page(.organisationMerger, requires: .mergeOrganisations) { site, session in
      try await compare(site, session, kept: site.query("kept"), duplicate: site.query("duplicate"))
    }
    routes.form(.organisationMerger, requires: .mergeOrganisations, merge)
  }

  @Sendable private static func list(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let query = site.query("q")
    let page: Page<Organisation>? =
      if let query {
        try await site.operations.findOrganisations(query, site.page(size: 25), for: session.principal)
      } else { nil }
    return .html(
      try site.renderPrivate(
        OrganisationRegisterPage(page, query: query ?? "", in: site.wording),
        title: site.wording.catalogue("organisationRegister"), link: .organisationRegister, session: session))
  }

  private static func compare(
    _ site: SiteRequest, _ session: Session, kept: String?, duplicate: String?, refusal: Refusal? = nil
  ) async throws -> Response {
    // Nothing was chosen: back to the list.
    guard let kept = kept.flatMap({ ID<Organisation>($0) }), let duplicate = duplicate.flatMap({ ID<Organisation>($0) })
    else { return site.redirect(to: .organisationRegister) }
    let files = (
      try await site.operations.organisationFile(kept, for: session.principal),
      try await site.operations.organisationFile(duplicate, for: session.principal)
    )
    return .html(
      try site.renderPrivate(
        MergerPage(
          kept: files.0, duplicate: files.1, message: refusal.map(site.wording.refusal), csrf: session.csrf,
          in: site.wording),
        title: site.wording.catalogue("mergeRecords"), link: .organisationMerger, session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func merge(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    guard let kept = ID<Organisation>(form.text("kept")), let duplicate = ID<Organisation>(form.text("duplicate"))
    else { throw Refusal.notFound }
    do {
      try await site.operations.mergeOrganisations(duplicate, into: kept, by: session.principal)
      return site.redirect(to: .organisation(kept))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await compare(
        site, session, kept: form.text("kept"), duplicate: form.text("duplicate"), refusal: refusal)
    }
  }
}
