import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// The assignment of experts over HTTP.
@Suite struct PanelRoutesTests {
  private struct Panel {
    let house: TestHouse
    let client: SiteClient
    let dossier: Dossier

    var proposal: String { "/service/affectations/exemple" }
    var page: String { "/instruction/\(dossier.id)/affectation" }
  }

  private func panel() async throws -> Panel {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let instructor = try await house.person(.instructor, "alix")
    try await house.operations.moveDossier(
      dossier.id, version: dossier.version, by: .findAdmissible, reasons: nil, principal: instructor)
    return Panel(house: house, client: try SiteClient(house), dossier: dossier)
  }

  private static func settings(_ csrf: String, version: Int, demand: String = "1") -> [(String, String)] {
    [
      ("csrf", csrf), ("version", "\(version)"), ("demand", demand), ("objective", "total"), ("regions", "yes"),
      ("balance", "20"),
    ]
  }

  @Test func `an expert fills in a profile, the service proposes, changes by hand and sees the cost before`()
    async throws
  {
    let panel = try await panel()
    let expert = try await panel.client.session(.expert, named: "experte")
    let own = try await panel.client.get("/espace/expertise", cookie: expert.cookie).body
    let field = String(try #require(own.firstMatch(of: /name="(capacity\.[^"]+)"/)?.1))
    let wrong = try await panel.client.post(
      "/espace/expertise", [("csrf", expert.csrf), ("version", "0"), ("knowledge", "Réparer"), (field, "x")],
      cookie: expert.cookie)
    #expect(wrong.status == 422 && wrong.body.contains("Réparer") && wrong.body.contains("href=\"#\(field)\""))
    let kept = try await panel.client.post(
      "/espace/expertise",
      [
        ("csrf", expert.csrf), ("version", "0"), ("college", "research"), ("region", "53"), ("themes", "T02"),
        ("knowledge", "Réparer les objets"), (field, "2"),
      ], cookie: expert.cookie)
    #expect(kept.status == 303)
    #expect(try await panel.client.get("/espace", cookie: expert.cookie).body.contains("/espace/expertise"))
    #expect(try await panel.client.get(panel.proposal, cookie: expert.cookie).status == 403)

    let service = try await panel.client.session(.instructor)
    let bad = try await panel.client.post(
      panel.proposal, PanelRoutesTests.settings(service.csrf, version: 0, demand: "9"), cookie: service.cookie)
    #expect(bad.status == 422 && bad.body.contains("href=\"#demand\""))
    let made = try await panel.client.post(
      panel.proposal, PanelRoutesTests.settings(service.csrf, version: 0), cookie: service.cookie)
    #expect(made.status == 303)
    let page = try await panel.client.get(panel.proposal, cookie: service.cookie).body
    #expect(page.contains("experte") && page.contains("Pourquoi cette personne") && page.contains("réparer ("))
    let twice = try await panel.client.post(
      panel.proposal, PanelRoutesTests.settings(service.csrf, version: 0), cookie: service.cookie)
    #expect(twice.status == 409, "a form drawn before the first proposal")

    let dossier = try await panel.client.get(panel.page, cookie: service.cookie).body
    let person = String(try #require(dossier.firstMatch(of: /name="person" value="([^"]+)"/)?.1))
    #expect(dossier.contains("coûte") && dossier.contains("charge ensuite"))
    func change(_ action: String, version: Int) async throws -> SiteClient.Answer {
      try await panel.client.post(
        panel.page, [("csrf", service.csrf), ("version", "\(version)"), ("person", person), ("action", action)],
        cookie: service.cookie)
    }
    #expect(try await change("remove", version: 1).status == 303)
    let gone = try await change("lock", version: 2)
    #expect(gone.status == 409 && gone.body.contains("role=\"alert\""))
    let late = try await change("add", version: 1)
    #expect(late.status == 409)
    let short = try await panel.client.get(panel.proposal + "?vue=manques", cookie: service.cookie).body
    #expect(short.contains("Il manque 1 expert."))
    #expect(try await change("add", version: 2).status == 303)
    #expect(try await panel.client.get(panel.page, cookie: service.cookie).body.contains("à la main"))
    #expect(try await change("nonsense", version: 3).status == 404)
  }

  @Test func `the service adjusts capacities, with a fault at its field`() async throws {
    let panel = try await panel()
    _ = try await panel.client.session(.expert, named: "experte")
    let service = try await panel.client.session(.administrator)
    let path = "/service/experts/exemple"
    let page = try await panel.client.get(path, cookie: service.cookie).body
    let field = String(try #require(page.firstMatch(of: /name="(capacity\.[^"]+)"/)?.1))
    let wrong = try await panel.client.post(path, [("csrf", service.csrf), (field, "-1")], cookie: service.cookie)
    #expect(wrong.status == 422 && wrong.body.contains("href=\"#\(field)\"") && wrong.body.contains("value=\"-1\""))
    let kept = try await panel.client.post(path, [("csrf", service.csrf), (field, "7")], cookie: service.cookie)
    #expect(kept.status == 303)
    #expect(try await panel.client.get(path, cookie: service.cookie).body.contains("value=\"7\""))
    #expect(try await panel.client.get("/service/experts/inconnue", cookie: service.cookie).status == 404)
  }
}
