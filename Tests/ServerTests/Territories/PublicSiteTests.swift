import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

@Suite struct PublicSiteTests {
  private func published(_ answers: Answers = ExampleProgramme.candidacy) async throws -> SiteClient {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(answers, in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(draft.id, by: instructor)
    try await house.decideAndPublish(draft.id, by: instructor)
    return try SiteClient(house)
  }

  @Test(arguments: [
    "/", "/territoires", "/territoires?vue=carte", "/territoires/pays-d-exemple", "/defis",
    "/recherche?q=exemple",
    "/label", "/vagues/exemple", "/appels", "/donnees", "/mentions-legales", "/accessibilite", "/connexion",
  ])
  func `every public page stands in both languages, under its weight, with its headers`(path: String)
    async throws
  {
    let client = try await published()
    for address in [path, path == "/" ? "/en" : "/en" + path] {
      let answer = try await client.get(address)
      #expect(answer.status == 200, "\(address)")
      #expect(answer.body.utf8.count < 90_000, "\(address)")
      #expect(answer.body.contains("<h1"), "\(address)")
      #expect(!answer.body.contains("{{"), "\(address)")
      #expect(answer.body.contains("lang=\"\(address.hasPrefix("/en") ? "en" : "fr")\""))
      #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
      #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }
  }

  @Test func `what somebody wrote is shown and never run`() async throws {
    var answers = ExampleProgramme.candidacy
    answers["name"] = .text("<script>alert(1)</script> & \"co\"")
    answers["presentation"] = .text("<img src=x onerror=alert(1)>")
    var items = answers.group("challenges")
    items[0]["title"] = .text("</title><script>")
    answers["challenges"] = .group(items)
    let client = try await published(answers)
    let list = try await client.get("/territoires")
    let slug = try #require(list.body.firstMatch(of: /href="(\/territoires\/[^"?]+)"/)?.1)
    for path in [
      "/", "/territoires", String(slug), "/defis", "/recherche?q=script", "/recherche?q=%3Cscript%3E",
    ] {
      let body = try await client.get(path).body.replacing(
        /<script src="\/assets\/site-[0-9a-f]{12}\.js" defer>/, with: "")
      #expect(!body.contains("<script"), "\(path)")
      #expect(!body.contains("<img src=x"), "\(path)")
    }
  }

  @Test func `a page is answered from memory until a publication, and unchanged pages are not sent again`()
    async throws
  {
    let client = try await published()
    let first = try await client.get("/territoires")
    let etag = try #require(first.headers[.eTag])
    let again = try await client.get("/territoires", headers: [.ifNoneMatch: etag])
    #expect(again.status == 304)
    #expect(again.body.isEmpty)
    let packed = try await client.get("/territoires", headers: [.acceptEncoding: "gzip"])
    #expect(packed.headers[.contentEncoding] == "gzip")

    _ = try await client.house.openWave("seconde")
    try await client.house.operations.refreshPublishedVersion()

    let fresh = try await client.get("/territoires", headers: [.ifNoneMatch: etag])
    #expect(fresh.status == 200)
    #expect(fresh.headers[.eTag] != etag)
  }

  @Test func `a page that does not exist helps, in its language`() async throws {
    let client = try await published()
    let french = try await client.get("/territoires/nulle-part")
    #expect(french.status == 404)
    #expect(french.body.contains("Cette page n’existe pas"))
    #expect(french.body.contains("name=\"q\""))
    let english = try await client.get("/en/nowhere")
    #expect(english.status == 404)
    #expect(english.body.contains("This page does not exist"))
  }

  @Test(arguments: [
    ("/api/v1/territories", 200), ("/api/v1/territories?limit=1&offset=0", 200),
    ("/api/v1/territories?limit=0", 400),
    ("/api/v1/territories?limit=101", 400), ("/api/v1/territories?offset=-1", 400),
    ("/api/v1/territories?theme=zzz", 400), ("/api/v1/territories?region=99", 400),
    ("/api/v1/territories?wave=..", 400), ("/api/v1/territories/pays-d-exemple", 200),
    ("/api/v1/territories/nowhere", 404), ("/api/v1/challenges?theme=alimentation", 200),
    ("/api/v1/waves", 200),
    ("/api/v1/locate?commune=90001", 200), ("/api/v1/locate?commune=92001", 200),
    ("/api/v1/locate?commune=00000", 404), ("/api/v1/locate", 400), ("/api/v1/locate?commune=1&name=a", 400),
    ("/api/v1/locate?name=saint%20exemple", 200), ("/api/v1/locate?postcode=9010", 400),
    ("/api/v1/locate?postcode=90100", 200), ("/api/v1/locate?lat=1", 400),
    ("/api/v1/locate?lat=nan&lon=1", 400),
    ("/api/v1/locate?lat=0&lon=0", 404), ("/api/v1/nothing", 404), ("/api/openapi.json", 200),
    ("/data/territories.csv", 200), ("/data/territories.json", 200), ("/data/territories.geojson", 200),
    ("/data/challenges.csv", 200),
  ])
  func `the API answers with the right status, and errors as problems`(path: String, status: Int) async throws {
    let client = try await published()
    let answer = try await client.get(path)
    #expect(answer.status == status)
    if status >= 400 { #expect(answer.headers[.contentType] == "application/problem+json") }
  }

  @Test func `a place in no territory is answered with an empty list`() async throws {
    let client = try await published()
    let nowhere = try await client.get("/api/v1/locate?commune=92001")
    #expect(nowhere.body.contains("\"territories\":[]"))
    let twoOfAName = try await client.get("/api/v1/locate?name=saint-exemple")
    #expect(twoOfAName.body.components(separatedBy: "\"commune\"").count == 3)
    let former = try await client.get("/api/v1/locate?commune=90003")
    #expect(former.body.contains("\"code\":\"90001\""))
    #expect(former.body.contains("\"slug\":\"pays-d-exemple\""))
  }
}
