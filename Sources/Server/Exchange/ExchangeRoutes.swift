import Documents
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Services
import Site

/// What applicants and the service write to each other about a dossier.
enum ExchangeRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.exchange, requires: .readExchange) { site, session in
      // Whoever asks only for the head of a page has read nothing.
      if site.request.method == .get { await noteReading(site, session) }
      return try await show(site, session)
    }
    routes.upload(.exchange, requires: .writeExchange, write)
    routes.form(.exchangeAside, requires: .writeExchange, setAside)
    routes.page(.exchangeFile, requires: .readExchange, download)
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, text: String = "", refusal: Refusal? = nil
  ) async throws -> Response {
    let id = try site.dossier()
    let exchange = try await site.operations.exchange(on: id, site.page(size: 25), for: session.principal)
    let model = ExchangePage(
      exchange, mayWrite: session.principal.may(.writeExchange, to: exchange.dossier), csrf: session.csrf, text: text,
      refusal: refusal, in: site.wording)
    return .html(
      try site.renderPrivate(model, title: site.wording.catalogue("exchange"), link: .exchange(id), session: session),
      status: refusal?.status ?? .ok)
  }

  /// A page is shown also while nothing can be written.
  private static func noteReading(_ site: SiteRequest, _ session: Session) async {
    guard let id = try? site.dossier() else { return }
    await site.noting { try await site.operations.noteReading(on: id, by: session.principal) }
  }

  @Sendable private static func write(_ site: SiteRequest, _ session: Session, _ upload: Upload) async throws
    -> Response
  {
    let (id, text) = (try site.dossier(), upload.form.text("text"))
    do {
      guard !upload.isTooLarge else {
        let problem = Finding.Problem.fileTooLarge(megabytes: Attachment.Limits.megabytes)
        throw Refusal.invalid([Finding(field: "file", problem: problem)])
      }
      let address = site.deployment.settings.publicAddress
      try await site.operations.sendMessage(
        text, files: upload.file.map { [$0] } ?? [], on: id, scanner: site.deployment.scanner, by: session.principal
      ) { address.absolute(Link.exchange(id).path($0)) }
      return site.redirect(to: .exchange(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, text: text, refusal: refusal)
    }
  }

  @Sendable private static func setAside(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    let id = try site.dossier()
    try await site.operations.setQuestionsAside(on: id, by: session.principal)
    return site.redirect(to: .exchange(id))
  }

  @Sendable private static func download(_ site: SiteRequest, _ session: Session) async throws -> Response {
    guard let file = site.context.parameters.get("file").flatMap({ ID<Attachment>($0) }) else { throw Refusal.notFound }
    let (operations, principal) = (site.operations, session.principal)
    let found = try await operations.exchangeFile(file, on: try site.dossier(), for: principal)
    return .download(name: found.name, type: found.type, size: found.size) {
      try await operations.exchangePiece($0, of: found, for: principal)
    }
  }
}

extension SiteRequest {
  /// Notes something beside the answer to a request: that it could not be noted is no reason not to answer.
  func noting(_ work: () async throws -> Void) async {
    do {
      try deployment.state.readOnly.checkWriting(at: operations.world.now())
      try await work()
    } catch is Refusal {
      // What may not be seen is told by the page itself.
    } catch {
      context.logger.warning("not noted", metadata: ["error": "\(error)", "route": "\(context.route)"])
    }
  }
}
