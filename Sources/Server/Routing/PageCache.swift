import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Services
import Synchronization

/// A public answer, ready to go: its bytes plain and compressed, and its headers.
///
/// Compressing on the fly would cost many times what the rest of the answer does.
struct PublicAnswer: Sendable {
  let etag: String
  private let plain: ByteBuffer
  private let gzip: ByteBuffer?
  private let plainHeaders: HTTPFields
  private let gzipHeaders: HTTPFields
  private let unchangedHeaders: HTTPFields

  /// What it takes in memory, about.
  var size: Int { plain.readableBytes + (gzip?.readableBytes ?? 0) + 1000 }

  /// - Parameter isSecure: the site is served over TLS.
  init(
    _ bytes: Data, contentType: String, cacheControl: String = "no-cache", isSecure: Bool = false,
    extra: HTTPFields = [:]
  ) {
    etag = "\"\(sha256(String(decoding: bytes, as: UTF8.self)).prefix(24))\""
    plain = ByteBuffer(bytes: bytes)
    let packed = bytes.count > 500 ? gzipped(bytes) : nil
    gzip = packed.map { ByteBuffer(bytes: $0) }
    var headers = SecurityHeaders.fields
    headers[.cacheControl] = cacheControl
    headers[.eTag] = etag
    headers[.vary] = "Accept-Encoding"
    if isSecure { headers[.strictTransportSecurity] = SecurityHeaders.strictTransport }
    for field in extra { headers[field.name] = field.value }
    unchangedHeaders = headers
    headers[.contentType] = contentType
    plainHeaders = headers
    headers[.contentEncoding] = "gzip"
    gzipHeaders = headers
  }

  func response(to request: Request) -> Response {
    if request.headers[.ifNoneMatch]?.contains(etag) == true {
      return Response(status: .notModified, headers: unchangedHeaders)
    }
    if let gzip, request.headers[.acceptEncoding]?.contains("gzip") == true {
      return Response(status: .ok, headers: gzipHeaders, body: ResponseBody(byteBuffer: gzip))
    }
    return Response(status: .ok, headers: plainHeaders, body: ResponseBody(byteBuffer: plain))
  }
}

/// The public answers of one published version, by their address. A publication empties it; and since some
/// pages tell what is open now, nothing is kept longer than a minute.
final class PageCache: Sendable {
  private static let lifetime: TimeInterval = 60
  /// Bytes in all: addresses can be made up without end, memory cannot.
  private static let capacity = 48_000_000

  private struct State {
    var version = -1
    var answers: [String: (answer: PublicAnswer, until: Date)] = [:]
    var bytes = 0
  }

  private let state = Mutex(State())

  func answer(to address: String, version: Int, at moment: Date) -> PublicAnswer? {
    state.withLock { state in
      guard state.version == version, let kept = state.answers[address], kept.until > moment else {
        return nil
      }
      return kept.answer
    }
  }

  /// - Parameter version: the published version that was current before the answer was made: an answer that
  ///   a publication overtook is not kept.
  func keep(_ answer: PublicAnswer, for address: String, version: Int, at moment: Date) {
    state.withLock { state in
      if version > state.version || state.bytes + answer.size > PageCache.capacity {
        state.answers.removeAll()
        state.bytes = 0
        state.version = max(version, state.version)
      }
      guard version == state.version, address.utf8.count <= 500 else { return }
      state.bytes += answer.size - (state.answers[address]?.answer.size ?? 0)
      state.answers[address] = (answer, moment.addingTimeInterval(PageCache.lifetime))
    }
  }
}

/// Answers public pages from memory, before anything else looks at the request.
struct CachedAnswers: RouterMiddleware {
  typealias Context = AppContext
  let deployment: Deployment

  func handle(
    _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    if request.method == .get,
      let answer = deployment.pages.answer(
        to: request.uri.string, version: deployment.operations.publishedVersion.current,
        at: deployment.operations.world.now())
    {
      return answer.response(to: request)
    }
    return try await next(request, context)
  }
}
