import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// The procedure that is written in YAML alone, through the pages.
@Suite struct SchoolGardenPagesTests {
  private typealias Session = (cookie: String, csrf: String)

  private func version(_ body: String) throws -> String {
    String(try #require(body.firstMatch(of: /name="version" value="(\d+)"/)?.1))
  }

  /// Posts a form with the token and the version that the page shows.
  private func post(
    _ client: SiteClient, _ path: String, shownOn page: String, _ form: [(String, String)], _ session: Session
  ) async throws -> SiteClient.Answer {
    let version = try version(try await client.get(page, cookie: session.cookie).body)
    return try await client.post(
      path, [("csrf", session.csrf), ("version", version)] + form, cookie: session.cookie)
  }

  @Test func `a procedure of YAML alone is filed, completed, decided and told through the pages`() async throws {
    let house = try await TestHouse(programme: ExampleProgramme.schoolGarden)
    _ = try await house.operations.openDeclaredCalls()
    let client = try SiteClient(house)
    let (applicant, instructor) = (try await client.session(.applicant), try await client.session(.instructor))
    let calls = try await client.get("/appels", cookie: applicant.cookie).body
    #expect(calls.contains("Guichet des jardins"))
    #expect(calls.contains("Ouvert en permanence"))
    let started = try await client.post(
      "/appels/jardins/dossiers", [("csrf", applicant.csrf)], cookie: applicant.cookie)
    let dossier = try #require(started.location)
    let examination = dossier.replacing("/dossiers/", with: "/instruction/")

    let school = [("name", "École des Tilleuls"), ("kind", "both"), ("pupils", "120")]
    let first = dossier + "/sections/school"
    #expect(try await post(client, first, shownOn: first, school, applicant).status == 303)
    let second = dossier + "/sections/garden"
    let page = try await client.get(second, cookie: applicant.cookie).body
    #expect(page.contains("Sans eau, rien ne pousse."))
    let garden = [
      ("hasWater", "no"), ("beds.0.plant", "Radis"), ("beds.0.sowing", "01/03/2027"), ("amount", "250,50"),
      ("promise", "yes"),
    ]
    #expect(try await post(client, second, shownOn: second, garden, applicant).status == 303)
    let refused = try await post(client, dossier + "/depot", shownOn: dossier, [], applicant)
    #expect(refused.status == 422)
    #expect(refused.body.contains("Comment arroser"))
    let whole = garden + [("waterPlan", "Avec une citerne.")]
    #expect(try await post(client, second, shownOn: second, whole, applicant).status == 303)
    #expect(try await post(client, dossier + "/depot", shownOn: dossier, [], applicant).status == 303)

    let queue = try await client.get("/instruction?procedure=school-garden-grant", cookie: instructor.cookie).body
    #expect(queue.contains("École des Tilleuls"))
    #expect(queue.contains("value=\"school-garden-grant\" selected"))
    let other = try await client.get("/instruction?procedure=other", cookie: instructor.cookie).body
    #expect(!other.contains("École des Tilleuls"))
    func step(_ event: String, _ reasons: String = "") async throws {
      let answer = try await post(
        client, examination + "/etapes", shownOn: examination, [("event", event), ("reasons", reasons)], instructor)
      #expect(answer.status == 303, "\(event)")
    }
    let asking = try await post(
      client, examination + "/complements", shownOn: examination,
      [("field", "waterPlan"), ("reasons", "Et la citerne ?"), ("due", "31/12/2026")], instructor)
    #expect(asking.status == 303)
    #expect(try await client.get(dossier, cookie: applicant.cookie).body.contains("Et la citerne"))
    #expect(try await post(client, dossier + "/depot", shownOn: dossier, [], applicant).status == 303)
    for event in ["findAdmissible", "openReview", "deliberate"] { try await step(event) }

    let asked = try await client.get(examination, cookie: instructor.cookie).body
    #expect(asked.contains("En jachère"))
    #expect(!asked.contains("Labellisé"))
    let decision = [("reasons", "Un beau projet."), ("signatoryName", "Noa"), ("signatoryFunction", "Jardinière")]
    let without = try await post(
      client, examination + "/decision", shownOn: examination, [("outcome", "plantedIf")] + decision, instructor)
    #expect(without.status == 422)
    #expect(without.body.contains("id=\"conditions-error\""))
    #expect(without.body.contains("Un beau projet."))
    let decided = try await post(
      client, examination + "/decision", shownOn: examination,
      [("outcome", "plantedIf"), ("conditions", "Une clôture.")] + decision, instructor)
    #expect(decided.status == 303)
    #expect(
      try await post(client, examination + "/notification", shownOn: examination, [], instructor).status == 303)

    let told = try await client.get(dossier, cookie: applicant.cookie).body
    #expect(told.contains("Jardin aidé sous conditions"))
    #expect(told.contains("Une clôture."))
    let english = try await client.get("/en" + dossier, cookie: applicant.cookie).body
    #expect(english.contains("Garden supported with conditions"))
    let end = try await client.get(examination, cookie: instructor.cookie).body
    #expect(!end.contains("/publication\""))
    #expect(try await client.get("/territoires").body.contains("Tilleuls") == false)
    #expect(try await client.get("/recherche?q=tilleuls").body.contains("École des Tilleuls") == false)
  }

  @Test func `an administrator sees what a new version changes, previews it and publishes it`() async throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "garden-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: ExampleProgramme.schoolGarden, to: copy)
    let house = try await TestHouse(programme: copy)
    _ = try await house.operations.openDeclaredCalls()
    let client = try SiteClient(house)
    let session = try await client.session(.administrator)
    let file = copy.appending(path: "procedures/school-garden-grant.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("version: \"2026-1\"", with: "version: \"2026-2\"").replacing(
      "required: true\n        minimum: 1", with: "minimum: 1"
    ).write(to: file, atomically: true, encoding: .utf8)

    #expect(try await client.get("/administration/procedures", cookie: session.cookie).body.contains("à publier"))
    let path = "/administration/procedures/school-garden-grant/2026-2"
    let page = try await client.get(path, cookie: session.cookie).body
    #expect(page.contains("Champ modifié\u{a0}: Élèves (devient facultatif)"))
    #expect(page.contains("name=\"beds.0.plant\""))
    #expect(page.contains("Guichet des jardins"))
    let digest = String(try #require(page.firstMatch(of: /name="digest" value="([0-9a-f]+)"/)?.1))
    let old = try await client.post(
      path + "/publication", [("csrf", session.csrf), ("digest", "0")], cookie: session.cookie)
    #expect(old.status == 409)
    let published = try await client.post(
      path + "/publication", [("csrf", session.csrf), ("digest", digest)], cookie: session.cookie)
    #expect(published.status == 303)
    #expect(try await house.operations.wave(Slug(naming: "jardins")).procedure.version == "2026-2")
    #expect(try await client.get(path, cookie: session.cookie).body.contains("en usage depuis le 23\u{a0}novembre"))
    try "".write(to: file, atomically: true, encoding: .utf8)
    let broken = try await client.get("/administration/procedures", cookie: session.cookie).body
    #expect(broken.contains("procedures/school-garden-grant.yaml:1: the file is empty; write it"))
  }
}
