import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Server
import Services
import TestSupport
import Testing

@Suite struct RequestGateTests {
  private func header(_ name: String, _ value: String) throws -> HTTPFields {
    var fields = HTTPFields()
    fields[try #require(HTTPField.Name(name))] = value
    return fields
  }

  @Test(arguments: [
    ("Sec-Fetch-Site", "cross-site", 403), ("Sec-Fetch-Site", "same-site", 403), ("Sec-Fetch-Site", "same-origin", 303),
    ("Sec-Fetch-Site", "none", 303), ("Origin", "https://evil.example", 403), ("Origin", "null", 403),
    ("Origin", "http://127.0.0.1:8080", 303), ("Origin", "http://127.0.0.1:8080.evil.example", 403),
    ("Referer", "http://127.0.0.1:8080/connexion", 303), ("Referer", "https://evil.example/127.0.0.1:8080", 403),
    ("X-Nothing", "to say", 303),
  ])
  func `what changes something must come from our own pages`(name: String, value: String, status: Int) async throws {
    let client = try SiteClient(try await TestHouse())
    for path in ["/connexion", "/demo"] {
      let form = [("email", "a@exemple.example"), ("role", "applicant")]
      if path == "/demo" { try await client.house.operations.prepareDemonstration() }
      let answer = try await client.post(path, form, headers: try header(name, value))
      #expect(answer.status == status, "\(path)")
    }
  }

  @Test func `a foreign page is refused for every method that changes something, known or not`() async throws {
    let client = try SiteClient(try await TestHouse())
    for method in [HTTPRequest.Method.post, .put, .delete, .patch] {
      let answer = try await client.send(
        method, "/connexion", headers: try header("Sec-Fetch-Site", "cross-site"), body: nil)
      #expect(answer.status == 403, "\(method)")
    }
  }

  @Test(arguments: [
    ("PUT", "/", "GET, HEAD"), ("DELETE", "/connexion", "GET, HEAD, POST"), ("POST", "/territoires", "GET, HEAD"),
    ("GET", "/deconnexion", "POST"), ("PATCH", "/en/dossiers/x/pieces", "GET, HEAD, POST"),
    ("OPTIONS", "/", "GET, HEAD"),
    ("TRACE", "/", "GET, HEAD"), ("POST", "/healthz", "GET, HEAD"), ("POST", "/api/v1/territories", "GET, HEAD"),
  ])
  func `an address that has other methods names them`(method: String, path: String, allowed: String) async throws {
    let client = try SiteClient(try await TestHouse())
    let answer = try await client.send(try #require(HTTPRequest.Method(rawValue: method)), path, body: nil)
    #expect(answer.status == 405)
    #expect(answer.headers[.allow] == allowed)
  }

  @Test func `an address that is nowhere is not found, whatever the method`() async throws {
    let client = try SiteClient(try await TestHouse())
    for method in [HTTPRequest.Method.get, .post, .delete] {
      #expect(try await client.send(method, "/nulle-part", body: nil).status == 404)
    }
  }

  @Test(arguments: [
    "/%zz", "/%", "/%4", "/%00", "/territoires/%00", "/a%0d%0aSet-Cookie:x", "/%ff%fe", "/../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd", "/territoires/..%2f..", "/a\\b", "/recherche?q=%00", "/recherche?q=a%00b",
  ])
  func `an address that cannot be read is refused`(path: String) async throws {
    let client = try SiteClient(try await TestHouse())
    #expect(try await client.get(path).status == 400)
  }

  @Test(arguments: [
    "/recherche?q=%zz", "/recherche?q=100%", "/recherche?q=%", "/territoires?page=%ff", "/?=&&=", "/recherche?q=..",
    "/territoires/%C3%A9t%C3%A9", "//", "/territoires//", "/territoires;x=1", "/connexion/lien/%F0%9F%98%80",
  ])
  func `odd addresses never fail`(path: String) async throws {
    let client = try SiteClient(try await TestHouse())
    #expect(try await client.get(path).status < 500)
  }

  @Test func `an address longer than four kilobytes is refused`() async throws {
    let client = try SiteClient(try await TestHouse())
    #expect(try await client.get("/recherche?q=" + String(repeating: "a", count: 4000)).status == 200)
    #expect(try await client.get("/recherche?q=" + String(repeating: "a", count: 4100)).status == 414)
  }

  @Test func `no field of a form holds a NUL`() async throws {
    let client = try SiteClient(try await TestHouse())
    #expect(try await client.post("/connexion", [("email", "a\0b@exemple.example")]).status == 400)
  }

  @Test func `a network that sends too much is told when to come back, and others are not`() async throws {
    let client = try SiteClient(try await TestHouse())
    let (one, other) = (try header("X-Forwarded-For", "192.0.2.1"), try header("X-Forwarded-For", "192.0.2.2"))
    var refused: SiteClient.Answer?
    for number in 0..<400 where refused == nil {
      let answer = try await client.get("/recherche?q=\(number)", headers: one)
      if answer.status == 429 { refused = answer }
    }
    let answer = try #require(refused)
    let seconds = try #require(answer.headers[.retryAfter].flatMap { Int($0) })
    #expect((1...60).contains(seconds))
    #expect(answer.body.contains("Réessayez"))
    #expect(try await client.get("/recherche?q=x", headers: other).status == 200)
    #expect(try await client.get("/territoires", headers: one).status == 200)
    client.house.clock.advance(seconds: Double(seconds))
    #expect(try await client.get("/recherche?q=after", headers: one).status == 200)
    var statuses: Set<Int> = []
    for _ in 0..<400 { statuses.insert(try await client.post("/deconnexion", [], headers: one).status) }
    #expect(statuses == [303, 429])
  }
}
