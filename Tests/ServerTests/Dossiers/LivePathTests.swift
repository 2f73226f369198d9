import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// The live path as a browser without JavaScript walks it.
@Suite struct LivePathTests {
  private func id(in answer: SiteClient.Answer) throws -> String {
    try #require(answer.location).split(separator: "/").last.map(String.init) ?? ""
  }

  private func version(_ body: String) throws -> String {
    String(try #require(body.firstMatch(of: /name="version" value="(\d+)"/)?.1))
  }

  @Test func `a refused submission lists each gap with a link to its field, and keeps what was typed`()
    async throws
  {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let started = try await client.post(
      "/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    #expect(started.status == 303)
    let dossier = "/dossiers/\(try id(in: started))"
    let saved = try await client.post(
      dossier + "/sections/perimeter",
      [("csrf", session.csrf), ("version", "1"), ("perimeter", "commune:00000\nepci:200000001")],
      cookie: session.cookie)
    #expect(saved.status == 303)

    let overview = try await client.get(dossier, cookie: session.cookie)
    let refused = try await client.post(
      dossier + "/depot", [("csrf", session.csrf), ("version", try version(overview.body))],
      cookie: session.cookie)

    #expect(refused.status == 422)
    #expect(refused.body.contains("role=\"alert\""))
    #expect(refused.body.contains("sections/perimeter?verifier=1#field-perimeter"))
    #expect(refused.body.contains("0 sur 3 au moins"))
    let field = try await client.get(dossier + "/sections/perimeter?verifier=1", cookie: session.cookie)
    #expect(field.body.contains("commune:00000\nepci:200000001"))
    #expect(field.body.contains("aria-invalid=\"true\""))
    #expect(field.body.contains("n’existe pas dans la géographie officielle"))
    let english = try await client.get(
      "/en" + dossier + "/sections/perimeter?verifier=1", cookie: session.cookie)
    #expect(english.body.contains("does not exist in the official geography"))
  }

  @Test func `somebody who saves over a newer version is shown what they typed`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let started = try await client.post(
      "/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    let section = "/dossiers/\(try id(in: started))/sections/territory"
    func save(_ name: String) async throws -> SiteClient.Answer {
      try await client.post(
        section, [("csrf", session.csrf), ("version", "1"), ("name", name)], cookie: session.cookie)
    }
    #expect(try await save("Le premier").status == 303)
    let second = try await save("Le second")
    #expect(second.status == 409)
    #expect(second.body.contains("Le second"))
    let page = try await client.get(section, cookie: session.cookie)
    #expect(page.body.contains("Le premier"))
  }

  @Test func `adding and removing items works without JavaScript`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let started = try await client.post(
      "/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    let section = "/dossiers/\(try id(in: started))/sections/challenges"
    let added = try await client.post(
      section,
      [("csrf", session.csrf), ("version", "1"), ("challenges.0.title", "Un"), ("add", "challenges")],
      cookie: session.cookie)
    #expect(added.location?.hasSuffix("#field-challenges") == true)
    var page = try await client.get(section, cookie: session.cookie).body
    #expect(page.contains("name=\"challenges.3.title\""))
    #expect(page.contains("value=\"Un\""))
    let removed = try await client.post(
      section,
      [
        ("csrf", session.csrf), ("version", "2"), ("challenges.0.title", "Un"),
        ("challenges.1.title", "Deux"),
        ("remove", "challenges.0"),
      ], cookie: session.cookie)
    #expect(removed.status == 303)
    page = try await client.get(section, cookie: session.cookie).body
    #expect(!page.contains("value=\"Un\""))
    #expect(page.contains("value=\"Deux\""))
  }

  @Test func `a hostile form makes no more items than the form can have`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let started = try await client.post(
      "/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    let section = "/dossiers/\(try id(in: started))/sections/challenges"
    var form = [("csrf", session.csrf), ("version", "1")]
    for index in [-1, 999_999_999] + Array(0..<300) { form.append(("challenges.\(index).title", "x")) }
    form.append(("challenges.x.title", "y"))
    form.append((String(repeating: "challenges.0.", count: 50), "z"))
    #expect(try await client.post(section, form, cookie: session.cookie).status == 303)
    let page = try await client.get(section, cookie: session.cookie).body
    #expect(page.components(separatedBy: "value=\"x\"").count - 1 <= 13)
  }

  @Test func `the body of a form is bounded, typed and read strictly`() async throws {
    let client = try SiteClient(try await TestHouse())
    let session = try await client.session(.applicant)
    let long = String(repeating: "a", count: 1_100_000)
    #expect(try await client.post("/deconnexion", [("csrf", long)], cookie: session.cookie).status == 413)
    let json = try await client.send(
      .post, "/deconnexion", cookie: session.cookie, headers: [.contentType: "application/json"], body: "{}")
    #expect(json.status == 415)
    for bad in ["csrf=%zz", "csrf=%e9", "a=%"] {
      let answer = try await client.send(
        .post, "/deconnexion", cookie: session.cookie,
        headers: [.contentType: "application/x-www-form-urlencoded"], body: bad)
      #expect(answer.status == 400, "\(bad)")
    }
  }

  @Test func `signing in gives the same answer for a known and an unknown address`() async throws {
    let client = try SiteClient(try await TestHouse())
    _ = try await client.session(.instructor)
    let known = try await client.post("/connexion", [("email", "camille-instructor@exemple.example")])
    let unknown = try await client.post("/connexion", [("email", "nobody@exemple.example")])
    #expect(known.status == 303)
    #expect(known.status == unknown.status)
    #expect(known.location == unknown.location)
    let wrong = try await client.post("/connexion", [("email", "nobody")])
    #expect(wrong.status == 422)
    #expect(wrong.body.contains("value=\"nobody\""))
    #expect(wrong.body.contains("aria-invalid=\"true\""))
  }
}
