import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// Every route × every role, compared with the table of the policy.
@Suite struct RouteAccessTests {
  private func mayEnter(_ role: Role, _ access: RouteAccess) -> Bool {
    switch access {
    case .everybody: true
    case .holders(let permission):
      Relation.allCases.contains { Policy.allows(permission, to: role, on: $0) }
    }
  }

  private func path(_ pattern: String) -> String {
    pattern.replacing(":slug", with: "exemple").replacing(":section", with: "territory")
      .replacing(":token", with: "x")
      .replacing(":file", with: "00000000-0000-7000-8000-000000000001").replacing(
        ":id", with: "00000000-0000-7000-8000-000000000000")
  }

  @Test func `who may not enter a route is refused, and who may is not`() async throws {
    let client = try SiteClient(try await TestHouse())
    var sessions: [Role: (cookie: String, csrf: String)] = [:]
    for role in Role.allCases { sessions[role] = try await client.session(role) }
    var checked = 0
    for route in client.declarations {
      guard case .holders = route.access else { continue }
      for role in Role.allCases {
        let session = try #require(sessions[role])
        // A session dies with its own sign-out: every request of that route has one of its own.
        let own =
          route.pattern.hasSuffix("deconnexion") ? try await client.session(role, named: "bis") : session
        let answer =
          route.method == "GET"
          ? try await client.get(path(route.pattern), cookie: own.cookie)
          : try await client.post(path(route.pattern), [("csrf", own.csrf)], cookie: own.cookie)
        let isRefused =
          answer.status == 403 && answer.body.contains("Accès refusé")
          || answer.status == 403 && answer.body.contains("Access refused")
        #expect(isRefused == !mayEnter(role, route.access), "\(route.method) \(route.pattern) as \(role)")
        #expect(answer.status < 500, "\(route.method) \(route.pattern) as \(role)")
        checked += 1
      }
      let nobody =
        route.method == "GET"
        ? try await client.get(path(route.pattern)) : try await client.post(path(route.pattern), [])
      #expect(nobody.status == 303, "\(route.method) \(route.pattern) as nobody")
      #expect(nobody.location?.contains("/connexion") == true)
    }
    print("route × role matrix: \(checked) pairs")
    #expect(checked >= 2 * 13 * Role.allCases.count)
  }

  @Test func `every form of somebody signed in asks for the token of their session`() async throws {
    let client = try SiteClient(try await TestHouse())
    for route in client.declarations where route.method == "POST" {
      guard case .holders(let permission) = route.access,
        let role = Role.allCases.first(where: { mayEnter($0, .holders(of: permission)) })
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
