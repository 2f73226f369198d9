import Domain
import Foundation
import HTTPTypes
import Server
import Services
import Storage
import TestSupport
import Testing

@Suite struct FailureTests {
  @Test(arguments: [("/territoires", "Une erreur est survenue"), ("/en/territoires", "Something went wrong")])
  func `a failure of ours shows its request id and nothing of itself`(path: String, title: String) async throws {
    let house = try await TestHouse()
    let client = try SiteClient(house)
    try await house.breakTerritories()

    let answer = try await client.get(path)

    #expect(answer.status == 500)
    #expect(answer.body.contains(title))
    let name = try #require(HTTPField.Name("X-Request-Id"))
    let id = try #require(answer.headers[name])
    #expect(answer.body.contains("<code>\(id)</code>"))
    for detail in ["SQLite", "GRDB", "sqlite", "Database", "Swift"] { #expect(!answer.body.contains(detail)) }
  }

  @Test func `a failure of the API is a problem with its request id and no details`() async throws {
    let house = try await TestHouse()
    let client = try SiteClient(house)
    try await house.breakTerritories()
    let answer = try await client.get("/api/v1/territories")
    #expect(answer.status == 500)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.body.contains("\"requestID\""))
    #expect(!answer.body.contains("SQLite"))
  }

  @Test func `the description of the API names every route of it, and no other`() async throws {
    let client = try SiteClient(try await TestHouse())
    let document = try JSONValue(parsing: try await client.get("/api/openapi.json").body)
    guard case .object(let root) = document, case .object(let paths)? = root["paths"] else {
      Issue.record("the document has no paths")
      return
    }
    let declared = client.declarations.map(\.pattern).filter { $0.hasPrefix("/api/") || $0.hasPrefix("/data/") }
    #expect(Set(paths.keys) == Set(declared.map { $0.replacing(/:([a-z]+)/) { "{\($0.output.1)}" } }))
  }

  @Test func `what was typed is shown again to somebody whose session ended, and they come back where they were`()
    async throws
  {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let path = "/dossiers/00000000-0000-7000-8000-000000000000/sections/territory"
    let answer = try await client.post(path, [("csrf", "x"), ("version", "1"), ("name", "Une longue soirée")])
    #expect(answer.status == 401)
    #expect(answer.body.contains("Une longue soirée"))
    #expect(answer.body.contains("/connexion?retour=%2Fdossiers"))
    let examination = "/instruction/00000000-0000-7000-8000-000000000000"
    for form in ["decision", "etapes"] {
      let late = try await client.post("\(examination)/\(form)", [("csrf", "x"), ("reasons", "Mes motifs")])
      #expect(late.status == 401)
      #expect(late.body.contains("retour=%2Finstruction%2F00000000-0000-7000-8000-000000000000\""))
    }
    let signIn = try await client.get("/connexion?retour=%2Fespace")
    #expect(signIn.body.contains("name=\"retour\" value=\"/espace\""))
    for foreign in ["//evil.example", "https:%2F%2Fevil.example", "/%5Cevil"] {
      let page = try await client.get("/connexion?retour=\(foreign)")
      #expect(!page.body.contains("evil"))
    }
  }

  @Test func `of two people who save, the second sees what the first one saved`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let started = try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    let section = try #require(started.location) + "/sections/territory"
    for (name, status) in [("Le premier", 303), ("Le second", 409)] {
      let answer = try await client.post(
        section, [("csrf", session.csrf), ("version", "1"), ("name", name)], cookie: session.cookie)
      #expect(answer.status == status)
      if status == 409 {
        #expect(answer.body.contains("Ce qui a été enregistré entre-temps"))
        #expect(answer.body.contains("Le premier<br>"))
        #expect(answer.body.contains("value=\"Le second\""))
      }
    }
  }

  @Test func `a decision without an outcome is refused on its page and keeps what was typed`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let client = try SiteClient(house)
    let applicant = try await house.person(.applicant)
    let session = try await client.session(.instructor)
    let instructor = try #require(
      try await house.operations.session(String(session.cookie.dropFirst("session=".count)))
    ).principal
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(draft.id, by: instructor)
    let answer = try await client.post(
      "/instruction/\(draft.id)/decision",
      [("csrf", session.csrf), ("version", "\(try await house.load(draft.id).version)"), ("reasons", "Mes motifs")],
      cookie: session.cookie)
    #expect(answer.status == 422)
    #expect(answer.body.contains("Mes motifs"))
    #expect(answer.body.contains("Issue"))
  }
}

extension TestHouse {
  /// A fault of ours: a statement that the database does not take.
  fileprivate func breakTerritories() async throws {
    try await database.write { _ = try $0.execute("ALTER TABLE territories RENAME COLUMN sort_name TO broken") }
  }
}
