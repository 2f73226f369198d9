import Domain
import Foundation
import Hummingbird
import Services
import Site

extension SiteRoutes {
  /// A form with a file, of those who hold a permission. Who sends it is known before a byte of it is read.
  func upload(
    _ pattern: Link.Pattern, requires permission: Permission,
    _ handle: @escaping @Sendable (SiteRequest, Session, Upload) async throws -> Response
  ) {
    add(.post, pattern, .holders(of: permission)) { site in
      try await site.writing {
        let session = try await Server.session(of: site, holding: permission)
        let place = try TemporaryFile.make()
        defer { try? FileManager.default.removeItem(at: place) }
        let upload = try await Upload(site.request, to: place)
        guard constantTimeEqual(upload.form.text("csrf"), session.csrf) else { throw FormExpired() }
        let size = try? FileManager.default.attributesOfItem(atPath: place.path)[.size]
        return try await site.once(upload.form, with: "\(upload.file?.name ?? "") \(size ?? 0)") {
          try await handle(site, session, upload)
        }
      }
    }
  }
}

/// A file of this program's own, which nobody else on the machine can read; the system finds it a name.
enum TemporaryFile {
  static func make() throws -> URL {
    let pattern = FileManager.default.temporaryDirectory.appending(path: "frenchimpact-upload-XXXXXX").path
    var name = Array(pattern.utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw Outage.noRoom }
    close(descriptor)
    return URL(filePath: String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
