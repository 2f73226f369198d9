import Domain
import Foundation
import HTTPTypes
import Logging
import Server
import Storage
import TestSupport
import Testing

@Suite struct HealthTests {
  /// What the server answers once its database does: among many tests at once that may take more than its second.
  private func readiness(_ client: SiteClient) async throws -> SiteClient.Answer {
    var answer = try await client.get("/readyz")
    for _ in 0..<30 where answer.body == "database\n" { answer = try await client.get("/readyz") }
    return answer
  }

  @Test func `a server that can work says so`() async throws {
    let client = try SiteClient(try await TestHouse())
    #expect(try await client.get("/healthz").body == "ok\n")
    let ready = try await readiness(client)
    #expect(ready.status == 200 && ready.body == "ready\n")
    #expect(ready.headers[.cacheControl] == "no-store")
  }

  @Test func `a server without its database lives, but is not ready`() async throws {
    let client = try SiteClient(try await TestHouse())
    try client.house.database.close()
    #expect(try await client.get("/healthz").status == 200)
    let ready = try await client.get("/readyz")
    #expect(ready.status == 503 && ready.body == "database\n")
    #expect(ready.headers[.retryAfter] != nil)
  }

  @Test func `a server over another schema is not ready`() async throws {
    let client = try SiteClient(try await TestHouse())
    try await client.house.database.write {
      _ = try $0.execute("INSERT INTO migrations (number, name, applied_at) VALUES (9999, 'future', 'x')")
    }
    #expect(try await readiness(client).body == "migrations\n")
  }

  @Test func `a server that stops is not ready`() async throws {
    let client = try SiteClient(try await TestHouse())
    client.deployment.state.stop()
    let ready = try await client.get("/readyz")
    #expect(ready.status == 503 && ready.body.split(separator: "\n").contains("stopping"))
  }

  @Test func `metrics are for this machine, or for who bears the token`() async throws {
    let client = try SiteClient(try await TestHouse(), metricsToken: "a-token")
    let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
    #expect(try await client.get("/metrics").status == 200)
    #expect(try await client.get("/metrics", headers: [forwarded: "127.0.0.1"]).status == 404)
    #expect(
      try await client.get("/metrics", headers: [forwarded: "192.0.2.1", .authorization: "Bearer other"]).status == 404)
    #expect(
      try await client.get("/metrics", headers: [forwarded: "192.0.2.1", .authorization: "Bearer a-token"]).status
        == 200)
    let none = try SiteClient(client.house, metricsToken: "")
    #expect(try await none.get("/metrics", headers: [forwarded: "192.0.2.1", .authorization: "Bearer "]).status == 404)
  }

  @Test func `metrics count requests by the pattern of their address, and name nobody`() async throws {
    let client = try SiteClient(try await TestHouse())
    for token in ["one", "two"] { _ = try await client.get("/connexion/lien/\(token)-secret") }
    _ = try await client.get("/nulle-part?q=quelqu-un")
    _ = try await client.get("/")
    _ = try await client.get("/")
    let text = try await client.get("/metrics").body
    #expect(
      text.contains(
        "frenchimpact_http_requests_total{route=\"/connexion/lien/{token}\",method=\"GET\",status=\"2xx\"} 2\n"))
    #expect(text.contains("frenchimpact_http_requests_total{route=\"/\",method=\"GET\",status=\"2xx\"} 2\n"))
    #expect(text.contains("frenchimpact_http_requests_total{route=\"none\",method=\"GET\",status=\"4xx\"} 1\n"))
    #expect(
      text.contains("frenchimpact_http_request_duration_seconds_bucket{route=\"/\",method=\"GET\",le=\"+Inf\"} 2\n"))
    #expect(text.contains("frenchimpact_sessions 0\n"))
    #expect(!text.contains("secret") && !text.contains("quelqu"))
  }

  @Test func `a line of the log is one line of JSON without addresses`() throws {
    let lines = Lines()
    var log = JSONLog(label: "test", world: TestWorld().world) { lines.add($0) }
    log[metadataKey: "hb.request.id"] = "0a1b"
    log.log(
      event: .init(
        level: .info, message: "re\nquest \"x\"",
        metadata: ["route": "/dossiers/{id}", "status": .stringConvertible(200)],
        source: "", file: "", function: "", line: 1))
    let line = try #require(lines.all.first)
    #expect(!line.contains("\n"))
    #expect(
      try JSONValue(parsing: line)
        == .object([
          "time": .string("2026-11-23T11:00:00.000Z"), "level": .string("info"), "message": .string("re\nquest \"x\""),
          "request": .string("0a1b"), "route": .string("/dossiers/{id}"), "status": .integer(200),
          "log": .string("test"),
        ]))
  }
}
