import Documents
import Domain
import HTTPTypes
import Hummingbird
import Services
import Site

/// What every request must keep to before a handler sees it: an address that can be read, a method that the address
/// has, an origin of ours for what changes something, and no more of it than one network may send.
struct RequestGate: RouterMiddleware {
  typealias Context = AppContext
  let deployment: Deployment
  let declarations: DeclarationList

  static let longestAddress = 4096
  /// More than an upload may hold, so that one which is too large is told so on its own page. Forms have their own,
  /// smaller limit.
  static let largestBody = Upload.mostRead

  func handle(
    _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.string.utf8.count <= RequestGate.longestAddress else { throw HTTPError(.uriTooLong) }
    guard ReadableAddress.isReadable(request.uri.string) else { throw UnreadableAddress() }
    switch request.method {
    case .trace, .connect: throw MethodNotAllowed(allowed: declarations.methods(at: request.uri.path))
    case .get, .head, .options: try limitReading(request, context)
    default: try checkChange(request, context)
    }
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      let allowed = declarations.methods(at: request.uri.path)
      guard !allowed.isEmpty, !allowed.contains(request.method.rawValue) else { throw error }
      throw MethodNotAllowed(allowed: allowed)
    }
  }

  private func checkChange(_ request: Request, _ context: AppContext) throws {
    guard !CrossSite.isForeign(request, publicAddress: deployment.settings.publicAddress.base) else {
      throw FormExpired()
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > RequestGate.largestBody {
      throw HTTPError(.contentTooLarge)
    }
    let isAutosave = request.uri.path.hasSuffix("/champs")
    try limit(isAutosave ? deployment.state.autosaves : deployment.state.writes, request, context)
  }

  /// Searching and whole exports cost more than other pages. What is answered from memory does not come here.
  private func limitReading(_ request: Request, _ context: AppContext) throws {
    let path = request.uri.path
    let isSearch = Language.allCases.contains { path == Link.search.path($0) }
    let asksToSearch = path.hasPrefix("/api/") && request.uri.query != nil
    // Codes are not to be guessed; badges are loaded by the pages of others.
    let asksForCode =
      Language.allCases.contains { path.hasPrefix(Link.verification.path($0)) } && !path.hasSuffix(".svg")
    guard isSearch || asksToSearch || asksForCode || path.hasPrefix("/data/") else { return }
    try limit(deployment.state.costlyReads, request, context)
  }

  private func limit(_ buckets: TokenBuckets, _ request: Request, _ context: AppContext) throws {
    guard let network = deployment.network(of: request, context) else { return }
    if let seconds = buckets.take(for: network, at: deployment.operations.world.now()) {
      throw Refusal.tooManyAttempts(retryAfter: seconds)
    }
  }
}

/// An address that is there, but not for this method.
struct MethodNotAllowed: Error {
  let allowed: [String]
}

/// An address that cannot be read.
struct UnreadableAddress: Error {}

/// Whether an address can be read at all: escapes that are none, bytes that are no text and control characters
/// are somebody's probe or a broken link, and no part of the program should have to wonder about them.
enum ReadableAddress {
  static func isReadable(_ address: String) -> Bool {
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = decoded(parts[0]) else { return false }
    let climbs = path.split(separator: "/").contains { $0 == ".." || $0 == "." }
    guard !climbs, !path.contains("\\") else { return false }
    // A stray percent sign in what somebody searches is no harm; a NUL is nobody's word, and PostgreSQL takes none.
    return parts.count == 1 || !(parts[1].contains("%00") || parts[1].contains("\0"))
  }

  /// Nil for what is no escaped UTF-8, or bears control characters.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self),
      !decoded.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
    else { return nil }
    return decoded
  }
}

extension DeclarationList {
  /// The methods that an address has, sorted; none where there is nothing.
  func methods(at path: String) -> [String] {
    let steps = path.split(separator: "/")
    var found: Set<String> = []
    for declaration in all {
      let wanted = declaration.pattern.split(separator: "/")
      guard wanted.count == steps.count, zip(wanted, steps).allSatisfy({ $0.hasPrefix(":") || $0 == $1 }) else {
        continue
      }
      found.insert(declaration.method)
      if declaration.method == "GET" { found.insert("HEAD") }
    }
    return found.sorted()
  }
}
