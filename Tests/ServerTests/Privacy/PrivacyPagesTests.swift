import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

@Suite struct PrivacyPagesTests {
  @Test func `the export is a file that nobody else keeps`() async throws {
    let house = try await TestHouse()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let answer = try await client.get("/espace/donnees/export", cookie: session.cookie)
    #expect(answer.status == 200)
    #expect(answer.headers[.contentType] == "application/json")
    #expect(answer.headers[.cacheControl] == "no-store")
    #expect(answer.headers[.contentDisposition] == "attachment; filename=\"french-impact-2026-11-23.json\"")
    guard case .object(let members) = try JSONValue(parsing: answer.body) else {
      Issue.record("the export is not an object")
      return
    }
    #expect(Set(members.keys) == Set(Operations.personalSections + ["format", "version", "exportedAt"]))
    #expect(!answer.body.contains(session.csrf))
    #expect(try await client.get("/espace/donnees/export").status == 303)
  }

  @Test func `an account is erased in two steps, and nobody is signed in afterwards`() async throws {
    let house = try await TestHouse()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let page = try await client.get("/espace/donnees/effacement", cookie: session.cookie)
    #expect(page.body.contains("camille-applicant@exemple.example"))
    for typed in ["", "other@exemple.example"] {
      let refused = try await client.post(
        "/espace/donnees/effacement", [("csrf", session.csrf), ("email", typed)], cookie: session.cookie)
      #expect(refused.status == 422)
      #expect(refused.body.contains("aria-invalid=\"true\"") && refused.body.contains("value=\"\(typed)\""))
    }
    let done = try await client.post(
      "/espace/donnees/effacement", [("csrf", session.csrf), ("email", " CAMILLE-applicant@exemple.example ")],
      cookie: session.cookie)
    #expect(done.status == 200)
    #expect(done.body.contains("Votre compte est effacé"))
    #expect(done.headers[.setCookie]?.contains("session=;") == true)
    #expect(try await client.get("/espace", cookie: session.cookie).status == 303)
  }

  @Test func `a refusal says on the page what to do, and shows no form`() async throws {
    let house = try await TestHouse()
    let client = try SiteClient(house)
    let session = try await client.session(.administrator)
    let page = try await client.get("/en/espace/donnees/effacement", cookie: session.cookie)
    #expect(page.body.contains("Give that role to somebody else first"))
    #expect(!page.body.contains("name=\"email\""))
    let pressed = try await client.post(
      "/espace/donnees/effacement",
      [("csrf", session.csrf), ("email", "camille-administrator@exemple.example")], cookie: session.cookie)
    #expect(pressed.status == 409)
    #expect(pressed.body.contains("Confiez d’abord ce rôle"))
  }

  @Test func `the register stands in the foot of every page, with the durations of the rules`() async throws {
    let client = try SiteClient(try await TestHouse())
    #expect(try await client.get("/").body.contains("href=\"/donnees-personnelles\""))
    #expect(try await client.get("/mentions-legales").body.contains("<a href=\"/donnees-personnelles\">Données"))
    let french = try await client.get("/donnees-personnelles")
    #expect(french.status == 200)
    #expect(french.body.contains("36 mois") && french.body.contains("à confirmer par l’exploitant"))
    #expect(try await client.get("/en/donnees-personnelles").body.contains("26 months"))
  }
}
