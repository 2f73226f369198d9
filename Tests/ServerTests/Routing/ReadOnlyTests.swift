import Domain
import Foundation
import HTTPTypes
import Server
import Services
import Storage
import TestSupport
import Testing

/// The disk is full, or the database is away: reading goes on, nothing typed is lost, and writing resumes by itself.
@Suite(.enabled(if: TestDatabase.engine == .sqlite, "a full disk is made with a pragma of SQLite"))
struct ReadOnlyTests {
  /// A database whose file may not grow: SQLite then answers as it does on a full disk.
  private func fill(_ house: TestHouse) async throws {
    try await house.database.write { transaction in
      let pages = try transaction.row("PRAGMA page_count")?.integer("page_count") ?? 0
      _ = try transaction.rows(SQL(stringLiteral: "PRAGMA max_page_count = \(pages)"))
    }
  }

  private func free(_ house: TestHouse) async throws {
    try await house.database.write { _ = try $0.rows("PRAGMA max_page_count = 1000000") }
  }

  private func started(_ client: SiteClient) async throws -> (path: String, cookie: String, csrf: String) {
    _ = try await client.house.openWave()
    let session = try await client.session(.applicant)
    let answer = try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    return (try #require(answer.location), session.cookie, session.csrf)
  }

  @Test func `what the disk did not take is shown again, reading goes on, and writing resumes by itself`() async throws
  {
    let client = try SiteClient(try await TestHouse())
    let (path, cookie, csrf) = try await started(client)
    let long = "Une longue soirée " + String(repeating: "x", count: 200_000)
    func save() async throws -> SiteClient.Answer {
      try await client.post(
        path + "/sections/territory", [("csrf", csrf), ("version", "1"), ("name", "Mon pays"), ("presentation", long)],
        cookie: cookie)
    }
    try await fill(client.house)
    let entries = try await client.house.journalCount()

    let refused = try await save()

    #expect(refused.status == 503)
    #expect(refused.headers[.retryAfter] != nil)
    #expect(refused.body.contains("L’enregistrement est interrompu") && refused.body.contains("Mon pays"))
    #expect(refused.body.contains(long))
    #expect(try await client.get("/territoires").status == 200)
    let dossier = try await client.get(path, cookie: cookie)
    #expect(dossier.status == 200 && dossier.body.contains("class=\"read-only\""))
    #expect(try await client.house.journalCount() == entries)
    #expect(try await client.get("/readyz").body == "disk\n")
    #expect(try await client.get("/metrics").body.contains("frenchimpact_read_only 1\n"))

    await client.deployment.tryWritingAgain()
    #expect(try await client.get("/readyz").status == 503)
    try await free(client.house)
    await client.deployment.tryWritingAgain()

    #expect(try await client.get("/readyz").status == 200)
    #expect(try await save().status == 303)
    #expect(try await !client.get(path, cookie: cookie).body.contains("class=\"read-only\""))
    guard case .intact(let count, _) = try await verifyJournal(of: client.house.database) else {
      Issue.record("the journal is broken")
      return
    }
    #expect(count == entries + 1)
  }

  @Test func `for a few seconds no write is tried, then one is`() async throws {
    let client = try SiteClient(try await TestHouse())
    let (path, cookie, csrf) = try await started(client)
    let long = String(repeating: "x", count: 200_000)
    func save(_ text: String) async throws -> Int {
      try await client.post(
        path + "/sections/territory", [("csrf", csrf), ("version", "1"), ("presentation", text)], cookie: cookie
      ).status
    }
    try await fill(client.house)
    #expect(try await save(long) == 503)
    try await free(client.house)
    #expect(try await save(long) == 503)
    client.house.clock.advance(seconds: 4)
    #expect(try await save(long) == 303)
    #expect(try await client.get("/metrics").body.contains("frenchimpact_read_only 0\n"))
  }

  @Test func `without the database, pages in memory are still answered and others say that they will come back`()
    async throws
  {
    let client = try SiteClient(try await TestHouse())
    #expect(try await client.get("/territoires").status == 200)
    try client.house.database.close()
    #expect(try await client.get("/territoires").status == 200)
    let page = try await client.get("/en/territoires")
    #expect(page.status == 503 && page.body.contains("out of reach"))
    #expect(page.headers[.retryAfter] != nil)
    let api = try await client.get("/api/v1/territories")
    #expect(api.status == 503 && api.headers[.contentType] == "application/problem+json")
    #expect(api.headers[.retryAfter] != nil)
    let form = try await client.post("/connexion", [("email", "a@exemple.example")])
    #expect(form.status == 503)
  }
}
