import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// An inadmissibility in two hands, over HTTP.
@Suite struct InadmissibilityRoutesTests {
  private typealias Session = (cookie: String, csrf: String)

  private struct Case {
    let house: TestHouse
    let client: SiteClient
    let dossier: Dossier
    let first: Session
    let second: Session
    let administrator: Session

    var page: String { "/instruction/\(dossier.id)" }

    func get(_ session: Session) async throws -> String { try await client.get(page, cookie: session.cookie).body }

    func post(_ form: [(String, String)], _ session: Session) async throws -> SiteClient.Answer {
      try await client.post(
        page + "/etapes",
        [("csrf", session.csrf), ("version", "\(dossier.version)"), ("event", "findInadmissible")] + form,
        cookie: session.cookie)
    }
  }

  private let signed = [("signatoryName", "Noa Exemple"), ("signatoryFunction", "Directrice")]

  private func submitted() async throws -> Case {
    let base = ExampleProgramme.procedure
    let procedure = Procedure(
      id: base.id, version: "hands", name: base.name, effect: base.effect, isHistorical: false,
      requiresSignatory: true, receipt: base.receipt, sections: base.sections, decision: DecisionTerms())
    let house = try await TestHouse()
    let wave = try await house.openWave(procedure: procedure)
    let owner = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: owner)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: owner)
    let client = try SiteClient(house)
    return Case(
      house: house, client: client, dossier: dossier, first: try await client.session(.instructor),
      second: try await client.session(.instructor, named: "sacha"),
      administrator: try await client.session(.administrator))
  }

  @Test func `an inadmissibility is proposed by one and confirmed by another in the site`() async throws {
    let c = try await submitted()
    let blank = try await c.get(c.first)
    #expect(blank.contains("Proposer l’irrecevabilité") && !blank.contains("Confirmer l’irrecevabilité"))
    #expect(!blank.contains("Déclarer irrecevable"))
    let alone = try await c.post([("reasons", "Une heure de rédaction")], c.first)
    #expect(alone.status == 409 && alone.body.contains("Une heure de rédaction"))
    let empty = try await c.post([("do", "propose"), ("reasons", "\u{200B}")], c.first)
    #expect(empty.status == 422 && empty.body.contains("href=\"#reasons-findInadmissible\""))
    #expect(empty.body.contains("id=\"reasons-findInadmissible\""))
    let unsigned = try await c.post([("do", "propose"), ("reasons", "Hors sujet"), ("signatoryName", "Noa")], c.first)
    #expect(unsigned.status == 422 && unsigned.body.contains("href=\"#signatoryFunction-findInadmissible\""))
    #expect(unsigned.body.contains("value=\"Noa\"") && unsigned.body.contains("Hors sujet"))
    #expect(try await c.post([("do", "propose"), ("reasons", "Hors <b>sujet</b>.")] + signed, c.first).status == 303)

    let own = try await c.get(c.first)
    #expect(own.contains("Hors &lt;b&gt;sujet") && own.contains("Changer les motifs"))
    #expect(!own.contains("name=\"confirm\""))
    let read = try await c.get(c.administrator)
    #expect(read.contains("Hors &lt;b&gt;sujet") && !read.contains("name=\"confirm\"") && !read.contains("propose\""))
    let other = try await c.get(c.second)
    #expect(other.contains("Confirmer l’irrecevabilité") && other.contains("Proposée par"))
    #expect(!other.contains("Proposer l’irrecevabilité"))
    let mark = String(try #require(other.firstMatch(of: /name="confirm" value="([^"]+)"/)?.1))
    #expect(try await c.post([("confirm", mark)], c.first).status == 409)
    #expect(try await c.house.load(c.dossier.id).state == .submitted)
    #expect(try await c.post([("confirm", mark)], c.second).status == 303)
    #expect(try await c.house.load(c.dossier.id).state == .inadmissible)
    #expect(try await c.post([("confirm", mark)], c.second).status == 409)
  }

  @Test func `reasons that somebody wrote while another person proposed, or moved the dossier, are shown to them`()
    async throws
  {
    let c = try await submitted()
    #expect(try await c.post([("do", "propose"), ("reasons", "Le premier")] + signed, c.first).status == 303)
    let late = try await c.post([("do", "propose"), ("reasons", "Toute une matinée")], c.second)
    #expect(late.status == 409 && late.body.contains("Toute une matinée") && late.body.contains("Le premier"))
    #expect(!(try await c.get(c.second)).contains("Toute une matinée"))
    try await c.house.operations.moveDossier(
      c.dossier.id, version: c.dossier.version, by: .findAdmissible, reasons: nil,
      principal: try await c.house.person(.instructor, "sacha"))
    let moved = try await c.post([("do", "propose"), ("reasons", "Toute une soirée")], c.first)
    #expect(moved.status == 409 && moved.body.contains("Toute une soirée"))
  }
}
