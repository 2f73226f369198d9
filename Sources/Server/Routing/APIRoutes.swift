import Documents
import Domain
import Foundation
import Hummingbird
import Services

/// A request to the API, with its parameters read strictly: what cannot be used is refused by name.
struct APIRequest: Sendable {
  let request: Request
  let context: AppContext
  let deployment: Deployment

  var operations: Operations { deployment.operations }

  func query(_ name: String) -> String? { request.uri.queryParameters[Substring(name)].map(String.init) }

  /// - Throws: a `Problem` for what is not a number in range.
  func page() throws -> PageRequest {
    let limit = try integer("limit", default: 20, in: PageRequest.limits)
    let offset = try integer("offset", default: 0, in: 0...1_000_000)
    return PageRequest(offset: offset, limit: limit) ?? .longest
  }

  private func integer(_ name: String, default value: Int, in range: ClosedRange<Int>) throws -> Int {
    guard let text = query(name) else { return value }
    guard let number = Int(text), range.contains(number) else {
      throw Problem.parameter(
        name, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// The id of a theme from its slug or id.
  func theme() throws -> String? {
    guard let text = query("theme") else { return nil }
    let programme = operations.programme.programme
    guard let theme = programme.theme(slug: text) ?? programme.theme(text) else {
      throw Problem.parameter("theme", "There is no such theme; see the themes of /api/v1/challenges.")
    }
    return theme.id
  }

  func region() throws -> String? {
    guard let code = query("region") else { return nil }
    guard operations.gazetteer.region(code) != nil else {
      throw Problem.parameter("region", "region must be the Insee code of a région, for instance 53.")
    }
    return code
  }

  func wave() throws -> Slug? {
    guard let text = query("wave") else { return nil }
    guard let slug = Slug(text) else {
      throw Problem.parameter("wave", "wave must be the slug of a wave, for instance 2018-10.")
    }
    return slug
  }
}

/// Adds the routes of the API and of the open data: public, kept for each published version.
struct APIRoutes {
  let router: Router<AppContext>
  let deployment: Deployment
  let declarations: DeclarationList

  func json(_ path: String, _ make: @escaping @Sendable (APIRequest) async throws -> any Encodable & Sendable) {
    file(path, contentType: "application/json") { try JSONDocument.encode(try await make($0)) }
  }

  func file(
    _ path: String, contentType: String, download: String? = nil,
    _ make: @escaping @Sendable (APIRequest) async throws -> Data
  ) {
    declarations.add(RouteDeclaration(method: "GET", pattern: path, access: .everybody))
    let deployment = deployment
    router.get(RouterPath(path)) { request, context in
      do {
        let version = deployment.operations.publishedVersion.current
        let bytes = try await make(APIRequest(request: request, context: context, deployment: deployment))
        var extra = SecurityHeaders.open
        if let download { extra[.contentDisposition] = "attachment; filename=\"\(download)\"" }
        let answer = PublicAnswer(
          bytes, contentType: contentType, isSecure: deployment.settings.isSecure, extra: extra)
        deployment.pages.keep(
          answer, for: request.uri.string, version: version, at: deployment.operations.world.now())
        return answer.response(to: request)
      } catch let problem as Problem {
        return problem.response
      }
    }
  }
}

/// One page of a list in JSON.
struct ListDocument<Item: Codable & Sendable>: Codable, Sendable {
  let items: [Item]
  let total: Int
  let limit: Int
  let offset: Int

  init<Value>(_ page: Page<Value>, _ item: (Value) -> Item) {
    items = page.items.map(item)
    total = page.total
    limit = page.request.limit
    offset = page.request.offset
  }
}
