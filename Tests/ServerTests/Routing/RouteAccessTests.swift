import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Server
import Services
import TestSupport
import Testing

/// Every route × every role, compared with the table of the policy.
@Suite struct RouteAccessTests {
  private func path(_ pattern: String) -> String {
    pattern.replacing(":slug", with: "exemple").replacing(":section", with: "territory")
      .replacing(":token", with: "x")
      .replacing(":file", with: "00000000-0000-7000-8000-000000000001").replacing(
        ":id", with: "00000000-0000-7000-8000-000000000000")
  }

  /// What differs between the answers of the routes and what is declared of them.
  private func violations(
    of client: SiteClient, _ declarations: [RouteDeclaration]
  ) async throws -> (found: [String], checked: Int) {
    var sessions: [Role: (cookie: String, csrf: String)] = [:]
    for role in Role.allCases { sessions[role] = try await client.session(role) }
    var (found, checked): ([String], Int) = ([], 0)
    for route in declarations {
      for role in Role.allCases {
        let session = try #require(sessions[role])
        // A session dies with its own sign-out: every request of that route has one of its own.
        let own =
          route.pattern.hasSuffix("deconnexion") ? try await client.session(role, named: "bis") : session
        let answer = try await ask(client, route, own)
        let isRefused =
          answer.status == 403
          && (answer.body.contains("Accès refusé") || answer.body.contains("Access refused"))
        if isRefused == AccessTable.mayEnter(role, route.access) || answer.status >= 500 {
          found.append("\(route.method) \(route.pattern) as \(role): \(answer.status)")
        }
        checked += 1
      }
      let nobody = try await ask(client, route, nil)
      let isSent = nobody.status == 303 && nobody.location?.contains("/connexion") == true
      if isSent == (route.access == .everybody) { found.append("\(route.method) \(route.pattern) as nobody") }
      checked += 1
    }
    return (found, checked)
  }

  private func ask(
    _ client: SiteClient, _ route: RouteDeclaration, _ session: (cookie: String, csrf: String)?
  ) async throws -> SiteClient.Answer {
    route.method == "GET"
      ? try await client.get(path(route.pattern), cookie: session?.cookie)
      : try await client.post(path(route.pattern), [("csrf", session?.csrf ?? "")], cookie: session?.cookie)
  }

  @Test func `who may not enter a route is refused, and who may is not`() async throws {
    let client = try SiteClient(try await TestHouse())
    let (found, checked) = try await violations(of: client, client.declarations)
    #expect(found == [])
    print("route × role matrix: \(client.declarations.count) routes, \(checked) pairs")
    #expect(checked == client.declarations.count * (Role.allCases.count + 1))
  }

  @Test(arguments: ["/instruction", "/espace", "/administration/personnes"])
  func `the walk finds a route whose permission is not the declared one`(pattern: String) async throws {
    let client = try SiteClient(try await TestHouse())
    let route = try #require(client.declarations.first { $0.pattern == pattern && $0.method == "GET" })
    for access in [RouteAccess.everybody, .holders(of: .startDossier)] {
      let altered = RouteDeclaration(method: route.method, pattern: route.pattern, access: access)
      #expect(try await violations(of: client, [altered]).found != [])
    }
    #expect(try await violations(of: client, [route]).found == [])
  }

  @Test func `the table of docs/access.md is that of the routes; without one permission of one route it is not`()
    async throws
  {
    let client = try SiteClient(try await TestHouse())
    let file = ExampleProgramme.root.appending(path: "docs/access.md")
    let written = try String(contentsOf: file, encoding: .utf8)
    let table = AccessTable(client.declarations).markdown
    if ProcessInfo.processInfo.environment["UPDATE_ACCESS"] != nil, let start = written.firstRange(of: "| route |") {
      try (written[..<start.lowerBound] + table).write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(written.hasSuffix(table), "docs/access.md is old; look at the difference, then run with UPDATE_ACCESS=1")
    for (index, route) in client.declarations.enumerated() where !route.pattern.hasPrefix("/en") {
      guard case .holders = route.access else { continue }
      var altered = client.declarations
      altered[index] = RouteDeclaration(method: route.method, pattern: route.pattern, access: .everybody)
      #expect(!written.hasSuffix(AccessTable(altered).markdown), "\(route.pattern)")
    }
  }

  @Test func `a route that declares no access, or one that nobody has, stops the start`() async throws {
    let client = try SiteClient(try await TestHouse())
    let (router, declarations) = buildRouter(client.deployment)
    #expect(AccessTable.problems(of: router, declarations.all) == [])
    let all = declarations.all
    #expect(AccessTable.problems(of: router, Array(all.dropFirst())).count == 1)
    #expect(AccessTable.problems(of: router, all + all.prefix(1)).count == 1)
    router.get("/hidden") { _, _ in "" }
    #expect(AccessTable.problems(of: router, all) == ["GET /hidden declares no access"])
  }

  @Test func `every form of somebody signed in asks for the token of their session`() async throws {
    let client = try SiteClient(try await TestHouse())
    for route in client.declarations where route.method == "POST" {
      guard case .holders(let permission) = route.access,
        let role = Role.allCases.first(where: { AccessTable.mayEnter($0, .holders(of: permission)) })
      else { continue }
      let session = try await client.session(role)
      for form in [[], [("csrf", "")], [("csrf", "wrong")]] as [[(String, String)]] {
        let answer = try await client.post(path(route.pattern), form, cookie: session.cookie)
        #expect(answer.status == 403, "\(route.pattern)")
      }
      var foreign: HTTPFields = [:]
      if let name = HTTPField.Name("Sec-Fetch-Site") { foreign[name] = "cross-site" }
      let answer = try await client.post(
        path(route.pattern), [("csrf", session.csrf)], cookie: session.cookie, headers: foreign)
      #expect(answer.status == 403, "\(route.pattern) from another site")
    }
  }

  @Test func `the demonstration's routes exist only on a server started for it`() async throws {
    let client = try SiteClient(try await TestHouse(), isDemonstration: false)
    for path in ["/demo", "/demo/courrier", "/en/demo"] {
      #expect(try await client.get(path).status == 404)
    }
    #expect(try await client.post("/demo", [("role", "administrator")]).status == 404)
  }
}
