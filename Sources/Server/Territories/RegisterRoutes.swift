import Documents
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Services
import Site

/// The public register of labels, the verification of a code, and the badge.
enum RegisterRoutes {
  static func add(to routes: SiteRoutes) {
    routes.publicPage(.register, register)
    routes.openRoute(.get, .verification) { site in
      let code = String((site.query("code") ?? "").prefix(100))
      return try await verify(code, site)
    }
    routes.openRoute(.get, .verifiedLabel) { site in
      try await verify(String((site.context.parameters.get("code") ?? "").prefix(100)), site)
    }
    routes.openRoute(.get, .badge, badge)
  }

  @Sendable private static func register(_ site: SiteRequest) async throws -> String {
    let today = Day(site.operations.world.now())
    let (typed, typedKnown) = (site.query("jour"), site.query("connu"))
    var findings: [Finding] = []
    let day = typed.map { Day($0) } ?? today
    if day == nil { findings.append(Finding(field: "jour", problem: .notADay)) }
    let known = typedKnown.map { Day($0) }
    if case .some(.none) = known { findings.append(Finding(field: "connu", problem: .notADay)) }
    func show(_ page: Page<RegisterEntry>, on day: Day, _ findings: [Finding]) throws -> String {
      let model = RegisterPage(
        page, on: day, typed: typed, typedKnown: typedKnown, findings: findings, in: site.wording)
      return try site.render(model, "register", .register)
    }
    do {
      guard findings.isEmpty, let day else { throw Refusal.invalid(findings) }
      let page = try await site.operations.register(
        on: day, knownAt: known?.map { $0.end.addingTimeInterval(-0.001) }, site.page(size: 50))
      return try show(page, on: day, [])
    } catch Refusal.invalid(let findings) {
      return try show(try await site.operations.register(on: today, site.page(size: 50)), on: today, findings)
    }
  }

  private static func verify(_ code: String, _ site: SiteRequest) async throws -> Response {
    let facts = try await site.operations.verifyLabel(code)
    let html = try site.render(VerificationPage(code, facts, in: site.wording), "verification", .verification)
    return .html(html, status: facts == nil && !code.trimmed.isEmpty ? .notFound : .ok)
  }

  /// The badge is for the pages of others: it may be loaded from anywhere, runs nothing, and is kept for a few minutes
  /// alone, so that a label that ended shows it soon.
  @Sendable private static func badge(_ site: SiteRequest) async throws -> Response {
    guard let facts = try await site.operations.verifyLabel(site.context.parameters.get("code") ?? "") else {
      throw Refusal.notFound
    }
    let picture = BadgePicture(facts, isDark: site.query("fond") == "sombre", in: site.wording)
    let svg = try site.deployment.renderer.picture(picture, in: site.wording)
    var extra = SecurityHeaders.open
    extra[.contentSecurityPolicy] = SecurityHeaders.sandbox
    return PublicAnswer(
      Data(svg.utf8), contentType: "image/svg+xml; charset=utf-8", cacheControl: "public, max-age=300",
      isSecure: site.deployment.settings.isSecure, extra: extra
    ).response(to: site.request)
  }
}

/// The register as JSON and as a file.
enum RegisterAPI {
  static func add(to routes: APIRoutes) {
    routes.json("/api/v1/register") { api in
      let (day, known) = (try day(api), try known(api))
      let page = try await api.operations.register(on: day, knownAt: known, try api.page())
      return ListDocument(page) { RegisterDocument($0, on: day, at: api.deployment.settings.publicAddress) }
    }
    routes.file("/data/register.csv", contentType: "text/csv; charset=utf-8", download: "register.csv") { api in
      let (day, known) = (try day(api), try known(api))
      let entries = try await api.operations.wholeRegister(on: day, knownAt: known)
      return Data(RegisterTable.csv(entries, on: day, at: api.deployment.settings.publicAddress).utf8)
    }
  }

  private static func day(_ api: APIRequest) throws -> Day {
    let today = Day(api.operations.world.now())
    guard let text = api.query("day") else { return today }
    guard let day = Day(text), text == day.description, day <= today else {
      throw Problem.parameter("day", "day must be a day up to today, written as 2020-01-31.")
    }
    return day
  }

  /// The end of the day as which the register is to be known.
  private static func known(_ api: APIRequest) throws -> Date? {
    guard let text = api.query("known") else { return nil }
    guard let day = Day(text), text == day.description else {
      throw Problem.parameter("known", "known must be a day, written as 2020-01-31.")
    }
    return day.end.addingTimeInterval(-0.001)
  }
}
