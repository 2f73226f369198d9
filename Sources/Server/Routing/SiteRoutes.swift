package import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Services
import Site
import Synchronization

/// Who may use a route. Every route says so: there is no way to add one that does not.
package enum RouteAccess: Hashable, Sendable {
  case everybody
  /// Somebody signed in whose roles hold the permission on some relation; the operation then checks it on
  /// the very thing.
  case holders(of: Permission)
}

/// A route as it was declared, for the test that walks every route with every role.
package struct RouteDeclaration: Hashable, Sendable {
  package let method: String
  package let pattern: String
  package let access: RouteAccess

  package init(method: String, pattern: String, access: RouteAccess) {
    self.method = method
    self.pattern = pattern
    self.access = access
  }
}

/// A request to the site, once its language is known.
struct SiteRequest: Sendable {
  let request: Request
  let context: AppContext
  let wording: Wording
  let deployment: Deployment

  var language: Language { wording.language }
  var operations: Operations { deployment.operations }
  func query(_ name: String) -> String? {
    request.uri.queryParameters[Substring(name)].map(String.init).flatMap { $0.trimmed.isEmpty ? nil : $0 }
  }

  func slug() throws -> Slug {
    guard let text = context.parameters.get("slug"), let slug = Slug(text) else { throw Refusal.notFound }
    return slug
  }

  func dossier() throws -> ID<Dossier> {
    guard let text = context.parameters.get("id"), let id = ID<Dossier>(text) else { throw Refusal.notFound }
    return id
  }

  /// The page of a list, from `?page=N`; nonsense reads as the first page.
  func page(size: Int) -> PageRequest {
    let number = query("page").flatMap { Int($0) }.map { min(max($0, 1), 10_000) } ?? 1
    return PageRequest(offset: (number - 1) * size, limit: size) ?? .longest
  }

  /// What follows the address, `?page=2`, so that a page keeps it when the language changes.
  var queryText: String { request.uri.query.map { "?" + $0 } ?? "" }

  func redirect(to link: Link) -> Response { redirect(to: link.path(language)) }

  func redirect(to path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
  }
}

/// Adds the pages of the site to the router, in both languages.
struct SiteRoutes {
  let router: Router<AppContext>
  let deployment: Deployment
  let declarations: DeclarationList

  /// A page that is the same for everybody: made once for each published version, and kept.
  func publicPage(
    _ pattern: Link.Pattern, _ make: @escaping @Sendable (SiteRequest) async throws -> String
  ) {
    let deployment = deployment
    add(.get, pattern, .everybody) { site in
      let version = deployment.operations.publishedVersion.current
      let html = try await make(site)
      let answer = PublicAnswer(
        Data(html.utf8), contentType: "text/html; charset=utf-8", isSecure: deployment.settings.isSecure)
      deployment.pages.keep(
        answer, for: site.request.uri.string, version: version, at: deployment.operations.world.now())
      return answer.response(to: site.request)
    }
  }

  /// A page or form for everybody that is not kept: signing in.
  func openRoute(
    _ method: HTTPRequest.Method, _ pattern: Link.Pattern,
    _ handle: @escaping @Sendable (SiteRequest) async throws -> Response
  ) {
    add(method, pattern, .everybody) { site in
      method == .post ? try await site.writing { try await handle(site) } : try await handle(site)
    }
  }

  /// A page for those who hold a permission.
  func page(
    _ pattern: Link.Pattern, requires permission: Permission,
    _ handle: @escaping @Sendable (SiteRequest, Session) async throws -> Response
  ) {
    add(.get, pattern, .holders(of: permission)) { site in
      try await handle(site, try await Server.session(of: site, holding: permission))
    }
  }

  /// A form of those who hold a permission: it must bear the token of their session.
  /// - Parameter isOnce: it makes something new, of which a double click must not make two.
  func form(
    _ pattern: Link.Pattern, requires permission: Permission, isOnce: Bool = false,
    _ handle: @escaping @Sendable (SiteRequest, Session, Form) async throws -> Response
  ) {
    add(.post, pattern, .holders(of: permission)) { site in
      let form = try await Form(site.request)
      return try await site.writing(form) {
        let session: Session
        do {
          session = try await Server.session(of: site, holding: permission)
        } catch Refusal.signInNeeded where !SessionExpiredPage.typed(form.members).isEmpty {
          return try expired(site, form, on: pattern)
        }
        guard constantTimeEqual(form.text("csrf"), session.csrf) else { throw FormExpired() }
        guard isOnce else { return try await handle(site, session, form) }
        return try await site.once(form) { try await handle(site, session, form) }
      }
    }
  }

  func add(
    _ method: HTTPRequest.Method, _ pattern: Link.Pattern, _ access: RouteAccess,
    _ handle: @escaping @Sendable (SiteRequest) async throws -> Response
  ) {
    for language in Language.allCases {
      let path =
        switch language {
        case .french: pattern.rawValue
        case .english: pattern == .home ? "/en" : "/en" + pattern.rawValue
        }
      declarations.add(RouteDeclaration(method: method.rawValue, pattern: path, access: access))
      let deployment = deployment
      router.on(RouterPath(path), method: method) { request, context in
        let wording = try deployment.wording(language)
        return try await handle(
          SiteRequest(request: request, context: context, wording: wording, deployment: deployment))
      }
    }
  }
}

/// The routes that were declared, in their order. Filled while the server is built, read afterwards.
package final class DeclarationList: Sendable {
  private let declarations = Mutex<[RouteDeclaration]>([])

  package init() {}
  package var all: [RouteDeclaration] { declarations.withLock { $0 } }
  func add(_ declaration: RouteDeclaration) { declarations.withLock { $0.append(declaration) } }
}

/// Shows what was typed again to somebody whose session ended while they wrote.
private func expired(_ site: SiteRequest, _ form: Form, on pattern: Link.Pattern) throws -> Response {
  // A section, and a review, is read where it is posted; the other forms stand on the page above their address.
  let path = site.request.uri.path
  let page =
    pattern == .section || pattern == .review
    ? path : String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
  let model = SessionExpiredPage(
    members: form.members, returnPath: LocalPath(page)?.value ?? "/", in: site.wording)
  return .html(
    try site.renderPrivate(model, title: site.wording.catalogue("sessionExpired"), link: .space),
    status: .unauthorized)
}

/// A form without the token of its session.
struct FormExpired: Error {}

/// Equality that takes as long for a near miss as for a far one.
func constantTimeEqual(_ left: String, _ right: String) -> Bool {
  let (left, right) = (Array(left.utf8), Array(right.utf8))
  guard left.count == right.count, !left.isEmpty else { return false }
  var difference: UInt8 = 0
  for index in left.indices { difference |= left[index] ^ right[index] }
  return difference == 0
}

/// The session of somebody who may be here: signed in, with a role that holds the permission.
func session(of site: SiteRequest, holding permission: Permission) async throws -> Session {
  let cookies = SessionCookies(isSecure: site.deployment.settings.isSecure)
  guard let secret = cookies.session(site.request), let session = try await site.operations.session(secret)
  else {
    throw Refusal.signInNeeded
  }
  guard Relation.allCases.contains(where: { session.principal.may(permission, on: $0) }) else {
    throw Refusal.notAllowed(permission)
  }
  return session
}
