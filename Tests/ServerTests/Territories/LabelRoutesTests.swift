import Domain
import Foundation
import HTTPTypes
import Server
import Services
import Storage
import TestSupport
import Testing

/// Labels over HTTP: the register, the verification of a code, the badge, the page of a label.
@Suite struct LabelRoutesTests {
  private struct Setting {
    let client: SiteClient
    let id: ID<Territory>
    let code: String
    var page: String { "/labels/\(id)" }
  }

  private func setting() async throws -> Setting {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(in: wave, by: applicant)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.examine(dossier.id, by: instructor)
    try await house.decideAndPublish(dossier.id, by: instructor)
    let id = try #require(try await house.operations.label(of: dossier.id, for: applicant))
    let code = try #require(try await house.operations.label(id, for: applicant).facts.code)
    return Setting(client: try SiteClient(house), id: id, code: "\(code)")
  }

  @Test func `the register answers for a day, as a page, as JSON and as a table, and refuses what is no day`()
    async throws
  {
    let setting = try await setting()
    let client = setting.client
    #expect(try await client.get("/territoires/registre").body.contains("Pays d’Exemple"))
    #expect(try await client.get("/en/territoires/registre").body.contains("Pays d’Exemple"))
    let before = try await client.get("/territoires/registre?jour=2020-01-01")
    #expect(before.status == 200 && !before.body.contains("Pays d’Exemple"))
    for wrong in ["jour=2020-02-30", "jour=2999-01-01", "connu=x"] {
      let answer = try await client.get("/territoires/registre?\(wrong)")
      #expect(answer.status == 200 && answer.body.contains("role=\"alert\""), "\(wrong)")
    }
    let json = try await client.get("/api/v1/register?day=2026-11-23")
    #expect(json.status == 200 && json.body.contains("\"state\":\"valid\""))
    #expect(try await client.get("/api/v1/register?day=2020-01-01").body.contains("\"total\":0"))
    for wrong in ["day=2020-02-30", "day=2999-01-01", "day=01/01/2020", "known=x", "limit=0"] {
      #expect(try await client.get("/api/v1/register?\(wrong)").status == 400, "\(wrong)")
    }
    let table = try await client.get("/data/register.csv?day=2026-11-23")
    #expect(table.status == 200 && table.body.contains("pays-d-exemple") && table.body.contains("en vigueur"))
  }

  @Test func `a code is verified however it is typed, and one of nobody's tells nothing`() async throws {
    let setting = try await setting()
    let client = setting.client
    let plain = setting.code.lowercased().replacing("-", with: "")
    for path in ["/verifier/\(setting.code)", "/verifier?code=\(plain)", "/en/verifier/\(plain)"] {
      let answer = try await client.get(path)
      #expect(answer.status == 200 && answer.body.contains("Pays d’Exemple"), "\(path)")
    }
    for path in ["/verifier/0000-0000-0000-0000", "/verifier?code=%3Cscript%3E", "/verifier/x"] {
      let answer = try await client.get(path)
      #expect(answer.status == 404 && !answer.body.contains("Pays d’Exemple"), "\(path)")
    }
    #expect(try await client.get("/verifier").status == 200)
  }

  @Test func `a badge may be loaded from anywhere, runs nothing, and says when the label is over`() async throws {
    let setting = try await setting()
    let client = setting.client
    let path = "/verifier/\(setting.code)/badge.svg"
    let badge = try await client.get(path)
    #expect(badge.status == 200 && badge.headers[.contentType]?.hasPrefix("image/svg+xml") == true)
    let policy = try #require(HTTPField.Name("Cross-Origin-Resource-Policy"))
    #expect(badge.headers[policy] == "cross-origin")
    #expect(badge.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
    #expect(badge.body.contains("2026–2029") && badge.body.contains("<title"))
    #expect(try await client.get("\(path)?fond=sombre").body != badge.body)
    #expect(try await client.get("/en\(path)").body.contains("xml:lang=\"en\""))
    #expect(try await client.get("/verifier/0000-0000-0000-0000/badge.svg").status == 404)
    let lead = try await client.house.person(.applicant)
    try await client.house.operations.takeLabelStep(
      .relinquish("-"), of: setting.id, version: 1, site: "", by: lead)
    let ended = try await client.get(path).body
    #expect(ended.contains("Label terminé") && !ended.contains("2026–2029"))
    #expect(try await client.get("/verifier/\(setting.code)").body.contains("a pris fin"))
    for path in ["/territoires", "/territoires?vue=carte", "/defis", "/"] {
      #expect(try await !client.get(path).body.contains("Pays d’Exemple"), "\(path)")
    }
    let all = try await client.get("/territoires?etat=tous").body
    #expect(all.contains("Pays d’Exemple") && all.contains("Label terminé · Le territoire y a renoncé"))
    #expect(try await client.get("/recherche?q=exemple").body.contains("Label terminé"))
    #expect(try await client.get("/territoires/pays-d-exemple").body.contains("Label terminé"))
  }

  @Test func `the API and every file say how a label stands, and since when it is over`() async throws {
    let setting = try await setting()
    let client = setting.client
    let paths = [
      "/api/v1/territories", "/api/v1/territories/pays-d-exemple", "/data/territories.json",
      "/data/territories.geojson", "/api/v1/locate?commune=90001",
    ]
    for path in paths {
      let body = try await client.get(path).body
      #expect(body.contains("\"labelState\":\"valid\"") && !body.contains("labelEndedOn"), "\(path)")
    }
    #expect(try await client.get("/data/territories.csv").body.contains(",en vigueur,"))
    let lead = try await client.house.person(.applicant)
    try await client.house.operations.takeLabelStep(
      .relinquish("-"), of: setting.id, version: 1, site: "", by: lead)
    let today = Day(client.house.clock.world.now())
    for path in paths {
      let body = try await client.get(path).body
      #expect(body.contains("\"labelState\":\"relinquished\""), "\(path)")
      #expect(body.contains("\"labelEndedOn\":\"\(today)\""), "\(path)")
    }
    #expect(try await client.get("/data/territories.csv").body.contains(",renoncé,\(today)"))
  }

  @Test func `whoever decides on a renewal reads what was proposed and which reports are missing`() async throws {
    let setting = try await setting()
    let client = setting.client
    let lead = try await client.house.person(.applicant)
    let granted = Day(client.house.clock.world.now())
    client.house.clock.set(granted.adding(months: 35).start.addingTimeInterval(43_200))
    try await client.house.operations.takeLabelStep(
      .requestRenewal("-"), of: setting.id, version: 1, site: "", by: lead)
    let (first, second) = (try await client.session(.instructor), try await client.session(.instructor, named: "sacha"))
    let before = try await client.get(setting.page, cookie: first.cookie).body
    #expect(before.contains("Bilans annuels attendus et non déposés") && before.contains("proposeRenewal-renew"))
    #expect(!before.contains("value=\"renew\""))
    let proposed = try await client.post(
      "\(setting.page)/etapes",
      [
        ("csrf", first.csrf), ("version", "2"), ("step", "proposeRenewal-refuseRenewal"), ("text", "Rien reçu d’eux"),
      ], cookie: first.cookie)
    #expect(proposed.status == 303)
    let other = try await client.get(setting.page, cookie: second.cookie).body
    #expect(other.contains("Refus proposé le") && other.contains("value=\"refuseRenewal\""))
    #expect(try await !client.get(setting.page, cookie: first.cookie).body.contains("value=\"refuseRenewal\""))
    let holder = try await client.session(.applicant)
    #expect(try await !client.get(setting.page, cookie: holder.cookie).body.contains("Rien reçu d’eux"))
  }

  @Test func `a notice, its answer and the decision go through the site, and a refused form keeps what was typed`()
    async throws
  {
    let setting = try await setting()
    let (client, page) = (setting.client, setting.page)
    var (instructor, second) = (
      try await client.session(.instructor), try await client.session(.instructor, named: "sacha")
    )
    let lead = try await client.session(.applicant)
    func post(_ fields: [(String, String)], _ who: (cookie: String, csrf: String), _ version: Int) async throws
      -> SiteClient.Answer
    {
      try await client.post(
        "\(page)/etapes", [("csrf", who.csrf), ("version", "\(version)")] + fields, cookie: who.cookie)
    }
    let wrong = try await post(
      [("step", "giveNotice"), ("measure", "withdrawal"), ("facts", "Des faits bien à moi"), ("answerBy", "hier")],
      instructor, 1)
    #expect(wrong.status == 422 && wrong.body.contains("Des faits bien à moi"))
    #expect(wrong.body.contains("href=\"#giveNotice-ground\"") && wrong.body.contains("href=\"#giveNotice-answerBy\""))
    let notice = [("step", "giveNotice"), ("measure", "withdrawal"), ("ground", "report"), ("facts", "Rien reçu")]
    #expect(try await post(notice, lead, 1).status == 403)
    #expect(try await post(notice, instructor, 1).status == 303)
    #expect(try await post(notice, instructor, 1).status == 409)
    #expect(try await client.get(page, cookie: lead.cookie).body.contains("Rien reçu"))
    #expect(try await post([("step", "answerNotice"), ("text", "Le voici")], lead, 2).status == 303)
    let signed = [("step", "withdraw"), ("text", "Motifs"), ("signatoryName", "Noa"), ("signatoryFunction", "Cheffe")]
    #expect(try await post(signed, second, 3).status == 409)
    client.house.clock.advance(seconds: 16 * 86_400)
    (instructor, second) = (
      try await client.session(.instructor), try await client.session(.instructor, named: "sacha")
    )
    #expect(try await post([("step", "withdraw"), ("text", "Motifs")], instructor, 3).status == 409)
    let unsigned = try await post([("step", "withdraw"), ("text", "Motifs"), ("signatoryName", "Noa")], second, 3)
    #expect(unsigned.status == 422 && unsigned.body.contains("href=\"#withdraw-signatoryFunction\""))
    #expect(unsigned.body.contains("value=\"Noa\"") && unsigned.body.contains("Motifs"))
    #expect(try await post(signed, second, 3).status == 303)
    let holder = try await client.session(.applicant)
    #expect(try await client.get(page, cookie: holder.cookie).body.contains("Signée par Noa, Cheffe"))
    // Nothing is printed here, and nothing is to be posted: the holder has an account.
    #expect(try await client.get("\(page)/lettres/4", cookie: holder.cookie).status == 404)
    let posted = try await client.post(
      "\(page)/lettres/4", [("csrf", second.csrf)], cookie: second.cookie)
    #expect(posted.status == 409)
    #expect(try await client.get("/territoires/registre").body.contains("Pays d’Exemple") == false)
    let correction = try await client.post(
      "\(page)/corrections",
      [("csrf", instructor.csrf), ("version", "4"), ("event", "4"), ("day", ""), ("text", "Le tribunal l’annule")],
      cookie: instructor.cookie)
    #expect(correction.status == 303)
    #expect(try await client.get("/territoires/registre?jour=2026-11-23").body.contains("Pays d’Exemple"))
  }

  @Test func `nobody else reads the page of a label, and its words stand on no public page`() async throws {
    let setting = try await setting()
    let client = setting.client
    let instructor = try await client.house.person(.instructor)
    let secret = "Un fait que le public ne lit pas"
    try await client.house.operations.takeLabelStep(
      .giveNotice(NoticeDraft(measure: "suspension", ground: "report", facts: secret)), of: setting.id, version: 1,
      site: "", by: instructor)
    for role in Role.allCases where ![.instructor, .administrator].contains(role) {
      let session = try await client.session(role, named: "tiers")
      #expect([403, 404].contains(try await client.get(setting.page, cookie: session.cookie).status), "\(role)")
      #expect([403, 404].contains(try await client.get("\(setting.page)/attestation", cookie: session.cookie).status))
      #expect(try await client.get("/service/labels", cookie: session.cookie).status == 403)
    }
    #expect(try await client.get(setting.page).status == 303)
    for path in [
      "/territoires/pays-d-exemple", "/territoires/registre", "/verifier/\(setting.code)", "/territoires",
      "/api/v1/territories/pays-d-exemple", "/api/v1/register", "/data/register.csv",
      "/verifier/\(setting.code)/badge.svg",
    ] {
      let body = try await client.get(path).body
      #expect(!body.contains(secret) && !body.contains("contradictoire") && !body.contains("underNotice"), "\(path)")
    }
  }
}
