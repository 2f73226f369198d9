import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// A decision in several hands, over HTTP.
@Suite struct DecisionRoutesTests {
  private typealias Session = (cookie: String, csrf: String)

  private struct Case {
    let house: TestHouse
    let client: SiteClient
    let dossier: ID<Dossier>
    let first: Session
    let second: Session
    let owner: Session

    var draft: String { "/instruction/\(dossier)/projet" }

    func post(_ path: String, _ form: [(String, String)], _ session: Session) async throws -> SiteClient.Answer {
      try await client.post(path, [("csrf", session.csrf)] + form, cookie: session.cookie)
    }
  }

  private func deliberated(_ terms: DecisionTerms) async throws -> Case {
    let base = ExampleProgramme.procedure
    let procedure = Procedure(
      id: base.id, version: "hands", name: base.name, effect: base.effect, isHistorical: false,
      requiresSignatory: true, receipt: base.receipt, sections: base.sections, decision: terms)
    let house = try await TestHouse()
    let wave = try await house.openWave(procedure: procedure)
    let owner = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: owner)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: owner)
    try await house.examine(draft.id, by: try await house.person(.instructor))
    let client = try SiteClient(house)
    return Case(
      house: house, client: client, dossier: draft.id, first: try await client.session(.instructor),
      second: try await client.session(.instructor, named: "sacha"), owner: try await client.session(.applicant))
  }

  private func fields(_ outcome: String, number: Int = 0, act: String, reasons: String = "Motifs.") -> [(
    String, String
  )] {
    [
      ("number", "\(number)"), ("act", act), ("outcome", outcome), ("reasons", reasons), ("criterion-c1", "Premier"),
      ("criterion-c2", "Deuxième"), ("criterion-c3", "Troisième"), ("criterion-c4", "Quatrième"),
      ("criterion-c5", "Cinquième"), ("signatoryName", "Noa"), ("signatoryFunction", "Directrice"),
    ]
      + (outcome == "deepening"
        ? [("conditions", "Une\r\nDeux"), ("coach", "Une animatrice"), ("due", "01/06/2027")] : [])
  }

  @Test func `a draft is saved, changed by two, proposed and approved in the site`() async throws {
    let c = try await deliberated(DecisionTerms(perCriterion: true))
    let page = try await c.client.get(c.draft, cookie: c.first.cookie).body
    #expect(page.contains("plus exigeante que la loi") && page.contains("id=\"criterion-c5\""))
    #expect(try await c.post(c.draft, fields("labelled", act: "save"), c.first).status == 303)
    let late = try await c.post(c.draft, fields("rejected", act: "save", reasons: "Autres."), c.second)
    #expect(late.status == 409 && late.body.contains("Autres.") && late.body.contains("Motifs."))
    #expect(late.body.contains("name=\"number\" value=\"1\""))
    let short = try await c.post(
      c.draft, [("number", "1"), ("act", "propose"), ("outcome", "rejected"), ("reasons", "Gardé")], c.first)
    #expect(short.status == 422 && short.body.contains("href=\"#criterion-c1\"") && short.body.contains("Gardé"))
    #expect(try await c.post(c.draft, fields("labelled", number: 1, act: "propose"), c.first).status == 303)
    let own = try await c.client.get(c.draft, cookie: c.first.cookie).body
    #expect(!own.contains("value=\"approved\""))
    let other = try await c.client.get(c.draft, cookie: c.second.cookie).body
    let proposal = String(try #require(other.firstMatch(of: /name="proposal" value="([^"]+)"/)?.1))
    let same = try await c.post(c.draft + "/avis", [("proposal", proposal), ("verdict", "approved")], c.first)
    #expect(same.status == 409)
    let back = try await c.post(c.draft + "/avis", [("proposal", proposal), ("verdict", "sentBack")], c.second)
    #expect(back.status == 422 && back.body.contains("href=\"#checkReasons\""))
    let approved = try await c.post(c.draft + "/avis", [("proposal", proposal), ("verdict", "approved")], c.second)
    #expect(approved.status == 303)
    let twice = try await c.post(c.draft + "/avis", [("proposal", proposal), ("verdict", "approved")], c.second)
    #expect(twice.status == 409)
    #expect(try await c.house.load(c.dossier).state == .decided)
    #expect(try await c.client.get(c.draft, cookie: c.owner.cookie).status == 403)
  }

  @Test func `what somebody wrote while another person proposed is shown to them, not lost`() async throws {
    let c = try await deliberated(DecisionTerms(perCriterion: true))
    #expect(try await c.post(c.draft, fields("labelled", act: "save"), c.first).status == 303)
    #expect(try await c.post(c.draft, fields("labelled", number: 1, act: "propose"), c.second).status == 303)
    for act in ["save", "propose"] {
      let late = try await c.post(
        c.draft, fields("labelled", number: 1, act: act, reasons: "Deux heures de travail"), c.first)
      #expect(late.status == 409 && late.body.contains("Deux heures de travail") && late.body.contains("a proposé"))
    }
    let other = try await c.client.get(c.draft, cookie: c.first.cookie).body
    #expect(!other.contains("value=\"approved\"") && !other.contains("Deux heures"))
  }

  @Test func `an answer that comes too late is shown to whoever wrote it`() async throws {
    let c = try await deliberated(DecisionTerms(perCriterion: true, replyDays: 15))
    let page = "/dossiers/\(c.dossier)/motifs-envisages"
    #expect(try await c.post(c.draft, fields("deepening", act: "ask"), c.first).status == 303)
    let shown = try await c.client.get(page, cookie: c.owner.cookie).body
    #expect(shown.contains("Une animatrice") && shown.contains("01/06/2027"))
    #expect(try await c.post(page, [("answer", "La première")], c.owner).status == 303)
    let late = try await c.post(page, [("answer", "Toute une soirée")], c.owner)
    #expect(late.status == 409 && late.body.contains("La première") && late.body.contains("Toute une soirée"))
  }

  @Test func `an appeal is written by the applicant, or recorded by the service, in the site`() async throws {
    let c = try await deliberated(DecisionTerms())
    let (operations, id) = (c.house.operations, c.dossier)
    let (own, desk) = ("/dossiers/\(id)/recours", "/instruction/\(id)/recours")
    #expect(try await c.client.get(own, cookie: c.owner.cookie).status == 404)
    #expect(try await c.post(c.draft, fields("rejected", act: "propose"), c.first).status == 303)
    let second = try await c.house.person(.instructor, "sacha")
    let open = try #require(try await operations.decisionWork(of: id, for: second).openProposal)
    try await operations.approveDecision(open.id, of: id, by: second)
    #expect(try await c.client.get(own, cookie: c.owner.cookie).status == 404)
    try await operations.notifyDecision(id, version: try await c.house.load(id).version, by: second)
    #expect(try await c.client.get("/dossiers/\(id)", cookie: c.owner.cookie).body.contains(own))
    #expect(try await c.client.get("/instruction/\(id)", cookie: c.first.cookie).body.contains(desk))
    let version = ("version", "\(try await c.house.load(id).version)")
    let wrong = try await c.post(
      desk, [version, ("reasons", "Une lettre"), ("receivedOn", "hier")], c.first)
    #expect(wrong.status == 422 && wrong.body.contains("Une lettre") && wrong.body.contains("href=\"#receivedOn\""))
    #expect(try await c.client.get(desk, cookie: c.owner.cookie).status == 403)
    #expect(try await c.post(own, [version, ("reasons", "Nous\r\ncontestons")], c.owner).status == 303)
    let late = try await c.post(
      desk, [version, ("reasons", "Une lettre"), ("receivedOn", "23/11/2026")], c.first)
    #expect(late.status == 409 && late.body.contains("Une lettre"))
    let page = try await c.client.get("/instruction/\(id)", cookie: c.first.cookie).body
    let shown = page.split(separator: "\n").filter { $0.contains("ecours") }.joined(separator: "\n")
    #expect(shown.contains("Recours gracieux reçu le 23\u{a0}novembre\u{a0}2026"))
    #expect(shown.contains("23\u{a0}janvier\u{a0}2027"))
  }

  @Test func `the applicant answers the considered reasons in the site`() async throws {
    let c = try await deliberated(DecisionTerms(perCriterion: true, replyDays: 15))
    let page = "/dossiers/\(c.dossier)/motifs-envisages"
    #expect(try await c.client.get(page, cookie: c.owner.cookie).status == 404)
    let early = try await c.post(c.draft, fields("rejected", act: "propose"), c.first)
    #expect(early.status == 409 && early.body.contains("role=\"alert\""))
    #expect(try await c.post(c.draft, fields("rejected", act: "ask"), c.first).status == 303)
    #expect(try await c.client.get("/dossiers/\(c.dossier)", cookie: c.owner.cookie).body.contains(page))
    let shown = try await c.client.get(page, cookie: c.owner.cookie).body
    #expect(shown.contains("Premier") && shown.contains("Vous seul les voyez"))
    let empty = try await c.post(page, [("answer", " ")], c.owner)
    #expect(empty.status == 422 && empty.body.contains("href=\"#answer\""))
    #expect(try await c.post(page, [("answer", "Le besoin\r\nest prouvé.")], c.owner).status == 303)
    #expect(try await c.client.get(c.draft, cookie: c.second.cookie).body.contains("est prouvé."))
    #expect(try await c.post(c.draft, fields("rejected", number: 1, act: "propose"), c.first).status == 303)
  }

  @Test func `the hour of a wave is set in the site, and shown in every zone`() async throws {
    let c = try await deliberated(DecisionTerms(together: true))
    let page = "/service/publication/exemple"
    let day = "\(Day(c.house.clock.world.now()).adding(days: 33))"
    let missing = try await c.post(page, [("version", "0"), ("day", day), ("hour", "9h30")], c.first)
    #expect(missing.status == 409 && missing.body.contains("/instruction/\(c.dossier)"))
    #expect(try await c.post(c.draft, fields("labelled", act: "propose"), c.first).status == 303)
    let check = try await c.client.get(c.draft, cookie: c.second.cookie).body
    let proposal = String(try #require(check.firstMatch(of: /name="proposal" value="([^"]+)"/)?.1))
    _ = try await c.post(c.draft + "/avis", [("proposal", proposal), ("verdict", "approved")], c.second)
    let wrong = try await c.post(page, [("version", "0"), ("day", day), ("hour", "midi")], c.first)
    #expect(wrong.status == 422 && wrong.body.contains("href=\"#hour\"") && wrong.body.contains("value=\"midi\""))
    #expect(try await c.post(page, [("version", "0"), ("day", day), ("hour", "9h30")], c.first).status == 303)
    let shown = try await c.client.get(page, cookie: c.second.cookie).body
    #expect(shown.contains("Mayotte\u{a0}: 26") && shown.contains("Temps universel (UTC)\u{a0}: 26"))
    #expect(!shown.contains("heure de Paris), heure de Paris") && !shown.contains("vide pour minuit"))
    let late = try await c.post(page, [("version", "0"), ("day", day), ("hour", "11:00")], c.second)
    #expect(late.status == 409)
    let early = "\(Day(c.house.clock.world.now()).adding(days: 3))"
    let open = try await c.post(page, [("version", "1"), ("day", early), ("hour", "11:00")], c.second)
    #expect(open.status == 422 && open.body.contains("href=\"#day\"") && open.body.contains("value=\"\(early)\""))
    let recall = [("proposal", proposal), ("verdict", "recalled"), ("checkReasons", "Une coquille")]
    let kept = try await c.post(c.draft + "/avis", recall, c.second)
    #expect(kept.status == 409 && kept.body.contains("Une coquille"))
    #expect(try await c.post(page, [("version", "1"), ("act", "cancel")], c.second).status == 303)
    let cancelled = try await c.client.get(page, cookie: c.second.cookie).body
    #expect(cancelled.contains("Aucune heure") && !cancelled.contains("value=\"cancel\""))
    #expect(try await c.post(c.draft + "/avis", recall, c.second).status == 303)
    #expect(try await c.house.load(c.dossier).state == .deliberated)
    #expect(try await c.client.get(page, cookie: c.owner.cookie).status == 403)
  }

  @Test func `a deepening is agreed, worked on, looked at again and decided in the site`() async throws {
    let c = try await deliberated(DecisionTerms())
    let (operations, dossier) = (c.house.operations, c.dossier)
    #expect(try await c.post(c.draft, fields("deepening", act: "propose"), c.first).status == 303)
    let second = try await c.house.person(.instructor, "sacha")
    let open = try #require(try await operations.decisionWork(of: dossier, for: second).openProposal)
    try await operations.approveDecision(open.id, of: dossier, by: second)
    let page = "/dossiers/\(dossier)/approfondissement"
    #expect(try await c.client.get(page, cookie: c.owner.cookie).status == 404)
    try await operations.notifyDecision(dossier, version: try await c.house.load(dossier).version, by: second)
    func step(_ name: String, _ session: Session, _ more: [(String, String)] = []) async throws -> SiteClient.Answer {
      let body = try await c.client.get(page, cookie: session.cookie).body
      let version = String(body.firstMatch(of: /name="version" value="([^"]+)"/)?.1 ?? "0")
      return try await c.post(page, [("version", version), ("step", name)] + more, session)
    }
    #expect(try await step("agree", c.owner).status == 303)
    #expect(try await step("start", c.first).status == 303)
    let half = try await step("reassess", c.first, [("met-1", "yes"), ("why-1", "Gardé"), ("why-2", "")])
    #expect(half.status == 422 && half.body.contains("href=\"#met-2\"") && half.body.contains("Gardé"))
    let whole = try await step(
      "reassess", c.first, [("met-1", "yes"), ("why-1", "A"), ("met-2", "yes"), ("why-2", "B")])
    #expect(whole.status == 303)
    let decided = try await step("decide", c.first)
    #expect(decided.status == 303 && decided.location == c.draft)
    #expect(try await c.client.get(c.draft, cookie: c.first.cookie).body.contains("value=\"labelled\" checked"))
  }
}
