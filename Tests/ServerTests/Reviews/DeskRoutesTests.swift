import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// The examination desk over HTTP.
@Suite struct DeskRoutesTests {
  private static let secret = "Une réserve que personne d’autre ne lit"
  private typealias Session = (cookie: String, csrf: String)

  private struct Desk {
    let house: TestHouse
    let client: SiteClient
    let applicant: Principal
    let dossier: Dossier

    var examination: String { "/instruction/\(dossier.id)" }
  }

  private func desk() async throws -> Desk {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    return Desk(house: house, client: try SiteClient(house), applicant: applicant, dossier: dossier)
  }

  @Test func `a note is written and taken back in the site`() async throws {
    let desk = try await desk()
    let session = try await desk.client.session(.instructor)
    let notes = desk.examination + "/notes"
    let empty = try await desk.client.post(notes, [("csrf", session.csrf), ("body", " ")], cookie: session.cookie)
    #expect(empty.status == 422 && empty.body.contains("href=\"#body\""))
    let written = try await desk.client.post(
      notes, [("csrf", session.csrf), ("body", "Première ligne\r\n<b>x</b>")], cookie: session.cookie)
    #expect(written.status == 303 && written.location == notes)
    // Pressed twice, it is written once.
    let twice = try await desk.client.post(
      notes, [("csrf", session.csrf), ("body", "Première ligne\r\n<b>x</b>")], cookie: session.cookie)
    #expect(twice.status == 303)
    let page = try await desk.client.get(notes, cookie: session.cookie).body
    #expect(page.components(separatedBy: "Première ligne<br>&lt;b&gt;x&lt;/b&gt;").count == 2)
    #expect(try await desk.client.get(desk.examination, cookie: session.cookie).body.contains("Première ligne"))
    let id = String(try #require(page.firstMatch(of: /name="note" value="([^"]+)"/)?.1))
    let taken = try await desk.client.post(
      notes + "/reprise", [("csrf", session.csrf), ("note", id)], cookie: session.cookie)
    #expect(taken.status == 303)
    let after = try await desk.client.get(notes, cookie: session.cookie).body
    #expect(!after.contains("Première ligne") && after.contains("Note reprise"))
  }

  @Test func `on no page that anybody else can open stands a trace of the desk, whatever their role`() async throws {
    let desk = try await desk()
    let instructor = try await desk.house.person(.instructor)
    try await desk.house.operations.writeNote(DeskRoutesTests.secret, on: desk.dossier.id, by: instructor)
    let asked = DossierToGive(desk.dossier.id, heldBy: nil)
    let name = "gardien-secret"
    let holder = try await desk.house.person(.instructor, name)
    _ = try await desk.house.operations.giveDossiers([asked], to: holder.person, by: instructor) { "\($0)" }
    let routes = desk.client.declarations.filter { $0.method == "GET" && !$0.pattern.contains("deconnexion") }
    var (opened, told, leaks): (Int, Set<Role>, [String]) = (0, [], [])
    for role in Role.allCases {
      // The applicant of this session is the one who filed the dossier.
      let session = try await desk.client.session(role)
      for route in routes {
        let path = route.pattern.replacing(":slug", with: "exemple").replacing(":section", with: "territory")
          .replacing(":id", with: "\(desk.dossier.id)").replacing(":number", with: "1").replacing(":token", with: "x")
        let answer = try await desk.client.get(path, cookie: session.cookie)
        if answer.status == 200 { opened += 1 }
        let isTold = answer.body.contains(DeskRoutesTests.secret) || answer.body.contains(name)
        // The demonstration shows every letter to everybody: it is refused on a server that others reach.
        guard isTold, !route.pattern.contains("/demo") else { continue }
        if [.instructor, .administrator].contains(role) { told.insert(role) } else { leaks.append("\(role) \(path)") }
      }
    }
    #expect(opened > 100)
    #expect(told == [.instructor, .administrator])
    #expect(leaks == [])
  }

  @Test func `a dossier is taken from its page, and whoever comes second is told`() async throws {
    let desk = try await desk()
    let (first, second) = (
      try await desk.client.session(.instructor), try await desk.client.session(.instructor, named: "sacha")
    )
    func take(_ session: Session) async throws -> SiteClient.Answer {
      let page = try await desk.client.get(desk.examination, cookie: session.cookie).body
      let person = String(try #require(page.firstMatch(of: /name="person" value="([^"]+)"/)?.1))
      return try await desk.client.post(
        desk.examination + "/attribution",
        [("csrf", session.csrf), ("dossier", "\(desk.dossier.id)"), ("person", person)], cookie: session.cookie)
    }
    #expect(try await take(first).status == 303)
    let late = try await take(second)
    #expect(late.status == 409 && late.body.contains("role=\"alert\""))
    let other = try await desk.client.post(
      desk.examination + "/attribution",
      [("csrf", first.csrf), ("dossier", "00000000-0000-7000-8000-000000000000"), ("person", "nobody")],
      cookie: first.cookie)
    #expect(other.status == 404)
  }

  @Test func `several dossiers are given in one go from the queue, which stays filtered; sent again it does no harm`()
    async throws
  {
    let desk = try await desk()
    let session = try await desk.client.session(.instructor)
    let target = try #require(try await desk.house.person(.instructor, "sacha").person)
    let form = [
      ("csrf", session.csrf), ("dossier", "\(desk.dossier.id)"),
      ("dossier", "00000000-0000-7000-8000-000000000000"), ("person", "\(target)"),
    ]
    let path = "/service/attributions?state=submitted&given=nobody"
    let answer = try await desk.client.post(path, form, cookie: session.cookie)
    #expect(answer.status == 200)
    #expect(answer.body.contains("Confiés à sacha\u{a0}: \(desk.dossier.reference)"))
    #expect(answer.body.contains("un dossier\u{a0}: "))
    #expect(answer.body.contains("value=\"submitted\" selected") && answer.body.contains("value=\"nobody\" selected"))
    let again = try await desk.client.post(path, form, cookie: session.cookie)
    #expect(again.status == 200 && again.body.contains("Déjà confiés à sacha"))
    let none = try await desk.client.post(
      path, [("csrf", session.csrf), ("person", "\(target)")], cookie: session.cookie)
    #expect(none.status == 422 && none.body.contains("Aucun dossier n’est coché"))
    // The choice that stands there first does nothing, and nothing that was ticked is lost.
    let (held, ticked) = ("\(desk.dossier.id)/\(target)", "value=\"\(desk.dossier.id)/\(target)\"")
    let silent = try await desk.client.post(
      "/service/attributions", [("csrf", session.csrf), ("dossier", held), ("person", "")], cookie: session.cookie)
    #expect(silent.status == 422 && silent.body.contains("Choisissez à qui confier"))
    #expect(silent.body.contains("href=\"#person\"") && silent.body.contains(/checkbox"[^>]*checked/))
    #expect(silent.body.contains(ticked))
    let shared = try await desk.client.get("/service/attributions?state=submitted", cookie: session.cookie)
    #expect(shared.status == 303 && shared.location == "/instruction?state=submitted")
    let mine = try await desk.client.get("/instruction?given=\(target)", cookie: session.cookie).body
    #expect(mine.contains(desk.dossier.reference))
    #expect(
      !(try await desk.client.get("/instruction?given=me", cookie: session.cookie).body.contains(desk.dossier.reference))
    )
  }

  @Test func `two people of one name are told apart by their addresses`() async throws {
    let desk = try await desk()
    _ = try await desk.house.person(.instructor, "sacha")
    let email = try #require(EmailAddress("autre-sacha@exemple.example"))
    try await desk.house.operations.grantRole(.instructor, to: email, name: "sacha", isTold: false, by: .setUp)
    let session = try await desk.client.session(.instructor)
    for path in ["/instruction", desk.examination] {
      let page = try await desk.client.get(path, cookie: session.cookie).body
      #expect(page.contains("sacha (autre-sacha@exemple.example)") && page.contains("sacha (sacha-instructor@"))
    }
  }

  @Test func `a view is kept from the present filter, shown at the top, and deleted`() async throws {
    let desk = try await desk()
    let session = try await desk.client.session(.administrator)
    let path = "/service/vues?given=nobody&q=%C3%A9t%C3%A9"
    let empty = try await desk.client.post(path, [("csrf", session.csrf), ("name", "")], cookie: session.cookie)
    #expect(empty.status == 422 && empty.body.contains("href=\"#name\""))
    let kept = try await desk.client.post(
      path, [("csrf", session.csrf), ("name", "À prendre")], cookie: session.cookie)
    #expect(kept.status == 303 && kept.location == "/instruction?given=nobody&q=%C3%A9t%C3%A9")
    let page = try await desk.client.get("/instruction", cookie: session.cookie).body
    #expect(page.contains("<a href=\"/instruction?given=nobody&amp;q=%C3%A9t%C3%A9\">À prendre</a>"))
    let view = String(try #require(page.firstMatch(of: /name="view" value="([^"]+)"/)?.1))
    let gone = try await desk.client.post(
      "/service/vues/fin", [("csrf", session.csrf), ("view", view)], cookie: session.cookie)
    #expect(gone.status == 303)
    #expect(!(try await desk.client.get("/instruction", cookie: session.cookie).body.contains("À prendre")))
  }

  @Test func `the list of admissibility is ticked in the site, and what is open stands beside the steps`() async throws
  {
    let house = try await TestHouse()
    let label = try #require(house.operations.programme.currentProcedures.first { $0.id == "label-candidacy" })
    let procedure = Procedure(
      id: "label-candidacy", version: "list", name: label.name, effect: label.effect, isHistorical: false,
      requiresSignatory: true, receipt: label.receipt, sections: ExampleProgramme.procedure.sections,
      admissibility: label.admissibility)
    let wave = try await house.openWave(procedure: procedure)
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let client = try SiteClient(house)
    let session = try await client.session(.instructor)
    let page = "/instruction/\(draft.id)/recevabilite"
    let refused = try await client.post(
      page, [("csrf", session.csrf), ("verdict.kinds", "no"), ("remark.kinds", "")], cookie: session.cookie)
    #expect(refused.status == 422 && refused.body.contains("href=\"#remark-kinds\""))
    #expect(refused.body.contains("value=\"no\" checked"))
    let saved = try await client.post(
      page, [("csrf", session.csrf), ("verdict.kinds", "no"), ("remark.kinds", "Deux familles.")],
      cookie: session.cookie)
    #expect(saved.status == 303)
    // A colleague whose page is older changes another item, then the same one.
    let drawn = [
      ("was.verdict.kinds", ""), ("was.remark.kinds", ""), ("was.verdict.signatures", ""),
      ("was.remark.signatures", ""),
    ]
    let late = try await client.session(.instructor, named: "sacha")
    let beside = try await client.post(
      page, [("csrf", late.csrf), ("verdict.kinds", ""), ("remark.kinds", ""), ("verdict.signatures", "yes")] + drawn,
      cookie: late.cookie)
    #expect(beside.status == 303)
    let against = try await client.post(
      page, [("csrf", late.csrf), ("verdict.kinds", "yes"), ("remark.kinds", "Trois.")] + drawn, cookie: late.cookie)
    #expect(against.status == 409 && against.body.contains("Deux familles.") && against.body.contains("Trois."))
    let again = try await client.post(
      page, [("csrf", late.csrf), ("verdict.signatures", ""), ("was.verdict.signatures", "yes")], cookie: late.cookie)
    #expect(again.status == 303)
    let examination = try await client.get("/instruction/\(draft.id)", cookie: session.cookie).body
    #expect(examination.contains("Points renseignés\u{a0}: 1 sur 7"))
    #expect(examination.contains("Non\u{a0}: Plusieurs familles"))
    let own = try await client.session(.applicant)
    #expect(try await client.get(page, cookie: own.cookie).status == 403)
    let administrator = try await client.session(.administrator)
    let locked = try await client.get(page, cookie: administrator.cookie)
    #expect(locked.status == 200 && locked.body.contains("disabled"))
  }
}
