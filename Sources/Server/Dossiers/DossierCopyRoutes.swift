import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Services
import Site

/// A dossier out of an earlier one, and a dossier as a file.
enum DossierCopyRoutes {
  static func add(to routes: SiteRoutes) {
    routes.form(.answerCopy, requires: .editDossier, copy)
    routes.page(.dossierFile, requires: .readDossier, file)
  }

  /// What the page of a dossier offers to begin with, and what was just copied.
  static func offers(
    _ site: SiteRequest, _ session: Session, _ file: DossierFile
  ) async throws -> (earlier: [DossierListing], copy: AnswerCopy?) {
    guard file.dossier.owner == session.principal.actor else { return ([], nil) }
    if let earlier = site.query("copie").flatMap({ ID<Dossier>($0) }) {
      return ([], try await site.operations.answerCopy(from: earlier, to: file.dossier.id, for: session.principal))
    }
    guard file.dossier.state == .draft, file.dossier.answers.isBlank else { return ([], nil) }
    return (try await site.operations.copyableDossiers(of: session.principal), nil)
  }

  @Sendable private static func copy(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.dossier()
    guard let earlier = ID<Dossier>(form.text("earlier")) else { throw Refusal.notFound }
    do {
      _ = try await site.operations.copyAnswers(
        from: earlier, to: id, version: Int(form.text("version")) ?? 0, by: session.principal)
    } catch Refusal.changedMeanwhile {
      // Somebody wrote in it first: what they wrote stays, and is shown.
      return site.redirect(to: .dossier(id))
    }
    return site.redirect(to: address(Link.dossier(id).path(site.language), [("copie", "\(earlier)")]))
  }

  /// For those who file it.
  @Sendable private static func file(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let file = try await site.operations.dossier(try site.dossier(), for: session.principal)
    guard file.isFiledByReader else { throw Refusal.notFound }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/json",
        .contentDisposition: ContentDisposition.attachment("\(file.dossier.reference).json"),
        .cacheControl: "private, no-store",
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: DossierFormat.json(file).canonical + "\n")))
  }
}
