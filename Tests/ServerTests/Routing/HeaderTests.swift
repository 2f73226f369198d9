import Domain
import Foundation
import HTTPTypes
import Server
import TestSupport
import Testing

/// The headers of every kind of answer.
@Suite struct HeaderTests {
  private func name(_ text: String) throws -> HTTPField.Name { try #require(HTTPField.Name(text)) }

  /// Page, page from memory, unchanged page, error page, redirect, API, error of the API, file, asset, health, robots.
  private static let paths = [
    "/", "/", "/territoires/nulle-part", "/espace", "/api/v1/territories", "/api/v1/territories?limit=0",
    "/data/territories.csv", "/healthz", "/readyz", "/metrics", "/robots.txt", "/sitemap.xml", "/connexion",
  ]

  @Test func `every kind of answer bears every header`() async throws {
    let client = try SiteClient(try await TestHouse())
    let home = try await client.get("/")
    let asset = try #require(home.body.firstMatch(of: /href="(\/assets\/[^"]+)"/)?.1)
    var answers: [(String, SiteClient.Answer)] = []
    for path in HeaderTests.paths + [String(asset)] { answers.append((path, try await client.get(path))) }
    let etag = try #require(home.headers[.eTag])
    answers.append(("unchanged", try await client.get("/", headers: [.ifNoneMatch: etag])))
    answers.append(("refused form", try await client.post("/deconnexion", [])))
    answers.append(("method", try await client.send(.delete, "/", body: nil)))
    for (path, answer) in answers {
      let policy = try #require(answer.headers[.contentSecurityPolicy], "\(path)")
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
      #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "\(path)")
      #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path)")
      #expect(answer.headers[try name("Referrer-Policy")] == "same-origin", "\(path)")
      #expect(answer.headers[try name("Cross-Origin-Opener-Policy")] == "same-origin", "\(path)")
      #expect(answer.headers[try name("Permissions-Policy")]?.contains("camera=()") == true, "\(path)")
      #expect(answer.headers[try name("X-Request-Id")]?.isEmpty == false, "\(path)")
      let isOpen = answer.headers[.accessControlAllowOrigin] == "*"
      let resource = answer.headers[try name("Cross-Origin-Resource-Policy")]
      #expect(resource == (isOpen ? "cross-origin" : "same-origin"), "\(path)")
      #expect(answer.headers[.strictTransportSecurity] == nil, "\(path)")
    }
    #expect(answers.map(\.1.status).contains(304) && answers.map(\.1.status).contains(405))
  }

  @Test func `behind TLS every kind of answer tells browsers never to come in the clear`() async throws {
    let client = try SiteClient(try await TestHouse(), address: "https://territoires.example")
    let asset = try #require(try await client.get("/").body.firstMatch(of: /href="(\/assets\/[^"]+)"/)?.1)
    for path in HeaderTests.paths + [String(asset)] {
      #expect(
        try await client.get(path).headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains",
        "\(path)")
    }
  }

  @Test func `search engines are told where to go and what there is`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let robots = try await client.get("/robots.txt").body
    #expect(robots.contains("Sitemap: http://127.0.0.1:8080/sitemap.xml"))
    #expect(robots.contains("Disallow: /en/instruction"))
    let map = try await client.get("/sitemap.xml")
    #expect(map.headers[.contentType] == "application/xml")
    #expect(map.body.contains("<loc>http://127.0.0.1:8080/en/vagues/exemple</loc>"))
    #expect(map.body.contains("hreflang=\"en\" href=\"http://127.0.0.1:8080/en\""))
    #expect(!map.body.contains("instruction"))
  }
}
