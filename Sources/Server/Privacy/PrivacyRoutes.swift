import Documents
import Domain
import Hummingbird
import NIOCore
import Services
import Site

/// The register of processing, the export of one's own data, and the erasure of one's account.
enum PrivacyRoutes {
  static func add(to routes: SiteRoutes) {
    routes.publicPage(.privacy) { site in
      try site.render(PrivacyPage(site.operations.programme.privacy, in: site.wording), "privacy", .privacy)
    }
    routes.page(.ownData, requires: .readOwnAccount) { site, session in
      .html(
        try site.renderPrivate(
          OwnDataPage(in: site.wording), title: site.wording.catalogue("ownData"), link: .ownData, session: session))
    }
    routes.page(.ownDataExport, requires: .readOwnAccount, export)
    routes.page(.erasure, requires: .eraseAccount) { site, session in try await confirm(site, session) }
    routes.form(.erasure, requires: .eraseAccount, erase)
  }

  /// Written as it is read: an account of many years need not fit into memory.
  @Sendable private static func export(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let operations = site.operations
    let now = operations.world.now()
    let body = ResponseBody { writer in
      var document = PersonalDataDocument()
      try await writer.write(ByteBuffer(string: document.head(at: now)))
      for section in Operations.personalSections {
        try await writer.write(ByteBuffer(string: document.begin(section)))
        var offset = 0
        while true {
          let page = try await operations.personalData(section, offset: offset, for: session.principal)
          try await writer.write(ByteBuffer(string: document.rows(page.rows)))
          offset += page.rows.count
          guard page.hasNext else { break }
        }
        try await writer.write(ByteBuffer(string: document.end()))
      }
      try await writer.write(ByteBuffer(string: document.tail()))
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/json", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(PersonalDataDocument.fileName(at: now))\"",
      ], body: body)
  }

  private static func confirm(
    _ site: SiteRequest, _ session: Session, typed: String = "", findings: [Finding] = []
  ) async throws -> Response {
    let preview = try await site.operations.erasurePreview(for: session.principal)
    return .html(
      try site.renderPrivate(
        ErasurePage(
          preview, address: session.person.email, csrf: session.csrf, typed: typed, findings: findings,
          in: site.wording), title: site.wording.catalogue("eraseAccount"), link: .erasure, session: session),
      status: findings.isEmpty ? .ok : .unprocessableContent)
  }

  /// The second step: one's own address, typed, says that it is meant.
  @Sendable private static func erase(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let typed = form.text("email")
    guard EmailAddress(typed) == session.person.email, let person = session.principal.person else {
      let problem: Finding.Problem = typed.trimmed.isEmpty ? .missing : .notYourAddress
      return try await confirm(site, session, typed: typed, findings: [Finding(field: "email", problem: problem)])
    }
    do {
      try await site.operations.eraseAccount(person, by: session.principal)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      // The page itself says what stands in the way.
      var response = try await confirm(site, session, typed: typed)
      response.status = refusal.status
      return response
    }
    var response = Response.html(
      try site.renderPrivate(ErasedPage(in: site.wording), title: site.wording.catalogue("accountErased"), link: .home))
    SessionCookies(isSecure: site.deployment.settings.isSecure).clearSession(on: &response)
    return response
  }
}
