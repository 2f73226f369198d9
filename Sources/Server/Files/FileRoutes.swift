import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Services
import Site

/// The files of a dossier: the page that lists them, adding, removing, downloading.
enum FileRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.files, requires: .readDossier) { site, session in try await show(site, session) }
    routes.upload(.files, requires: .editDossier, attach)
    routes.form(.fileRemoval, requires: .editDossier, remove)
    routes.page(.file, requires: .readDossier, download)
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, refusal: Refusal? = nil
  ) async throws -> Response {
    let file = try await site.operations.dossier(try site.dossier(), for: session.principal)
    let (dossier, isOpen) = (file.dossier, !file.timing.openFields.isEmpty)
    let isOwner = dossier.isFiled(by: session.principal)
    let model = FilesPage(
      try await site.operations.files(of: dossier.id, for: session.principal), of: dossier, csrf: session.csrf,
      mayChange: isOpen && session.principal.may(.editDossier, to: dossier), isOwner: isOwner, refusal: refusal,
      in: site.wording)
    let title = site.wording.catalogue("attachedFiles")
    return .html(
      try site.renderPrivate(model, title: title, link: .files(dossier.id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func attach(
    _ site: SiteRequest, _ session: Session, _ upload: Upload
  ) async throws -> Response {
    let id = try site.dossier()
    do {
      guard !upload.isTooLarge else {
        let problem = Finding.Problem.fileTooLarge(megabytes: Attachment.Limits.megabytes)
        throw Refusal.invalid([Finding(field: "file", problem: problem)])
      }
      guard let file = upload.file else {
        _ = try await site.operations.files(of: id, for: session.principal)
        throw Refusal.invalid([Finding(field: "file", problem: .emptyFile)])
      }
      _ = try await site.operations.attachFile(
        file, to: id, scanner: site.deployment.scanner, by: session.principal)
      return site.redirect(to: .files(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal)
    }
  }

  @Sendable private static func remove(
    _ site: SiteRequest, _ session: Session, _: Form
  ) async throws -> Response {
    let id = try site.dossier()
    do {
      try await site.operations.removeFile(try file(site), from: id, by: session.principal)
      return site.redirect(to: .files(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal)
    }
  }

  private static func file(_ site: SiteRequest) throws -> ID<Attachment> {
    guard let id = site.context.parameters.get("file").flatMap({ ID<Attachment>($0) }) else {
      throw Refusal.notFound
    }
    return id
  }

  /// A file is always saved, never shown: what it says it is has been checked, and nothing in it may run all the same.
  @Sendable private static func download(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let principal = session.principal
    let file = try await site.operations.file(try file(site), of: try site.dossier(), for: principal)
    let operations = site.operations
    return .download(name: file.name, type: file.type, size: file.size) {
      try await operations.piece($0, of: file, for: principal)
    }
  }
}

extension Response {
  /// A file to be saved, piece by piece.
  /// - Parameter piece: by its number, nil after the last.
  static func download(
    name: String, type: Domain.MediaType, size: Int, piece: @escaping @Sendable (Int) async throws -> Data?
  ) -> Response {
    let body = ResponseBody(contentLength: size) { writer in
      var number = 0
      while let bytes = try await piece(number) {
        try await writer.write(ByteBuffer(bytes: bytes))
        number += 1
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: type.rawValue, .contentDisposition: ContentDisposition.attachment(name),
        .contentSecurityPolicy: SecurityHeaders.sandbox, .cacheControl: "private, no-store",
      ], body: body)
  }
}

/// How a browser is told to save a file, and under which name (RFC 6266, RFC 8187).
enum ContentDisposition {
  static func attachment(_ name: String) -> String {
    let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_. ".contains($0)) ? $0 : "_" })
    var allowed = CharacterSet(charactersIn: "a"..."z")
    allowed.insert(charactersIn: "A"..."Z")
    allowed.insert(charactersIn: "0"..."9")
    allowed.insert(charactersIn: "-_.")
    let encoded = name.addingPercentEncoding(withAllowedCharacters: allowed) ?? plain
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
  }
}
