import Domain
import Foundation
import HTTPTypes
import Services
import TestSupport
import Testing

/// A call as people meet it: before they sign in, while they write, and after it closed.
@Suite struct CallPagesTests {
  private func id(in answer: SiteClient.Answer) throws -> String {
    try #require(answer.location).split(separator: "/").last.map(String.init) ?? ""
  }

  private func version(_ body: String) throws -> String {
    String(try #require(body.firstMatch(of: /name="version" value="(\d+)"/)?.1))
  }

  private func wholeDossier(_ house: TestHouse, _ client: SiteClient) async throws -> (
    path: String, id: ID<Dossier>, cookie: String, csrf: String
  ) {
    let session = try await client.session(.applicant)
    let started = try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    let id = try #require(ID<Dossier>(try id(in: started)))
    let applicant = try await house.person(.applicant)
    _ = try await house.operations.saveAnswers(ExampleProgramme.candidacy, of: id, version: 1, by: applicant)
    return ("/dossiers/\(id)", id, session.cookie, session.csrf)
  }

  @Test func `pressing submit ten times submits once`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let made = try await wholeDossier(house, client)
    let version = try version(try await client.get(made.path, cookie: made.cookie).body)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<10 {
        group.addTask {
          try await client.post(
            made.path + "/depot", [("csrf", made.csrf), ("version", version)], cookie: made.cookie
          ).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 303, count: 10))
    let submissions = try await house.operations.dossier(made.id, for: try await house.person(.applicant)).submissions
    #expect(submissions.count == 1)
    let mails = try await house.operations.outbox(.longest, for: .setUp).items
    #expect(mails.count { $0.kind == "receipt" } == 1)
  }

  @Test func `a submission is taken back on its page, changed and sent again`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let made = try await wholeDossier(house, client)
    func post(_ place: String) async throws -> Int {
      let version = try version(try await client.get(made.path, cookie: made.cookie).body)
      return try await client.post(
        made.path + place, [("csrf", made.csrf), ("version", version)], cookie: made.cookie
      ).status
    }
    #expect(try await post("/depot") == 303)
    let page = try await client.get(made.path, cookie: made.cookie).body
    #expect(page.contains(made.path + "/reprise") && page.contains("23\u{a0}janvier\u{a0}2027"))
    #expect(try await post("/reprise") == 303)
    #expect(try await client.get(made.path, cookie: made.cookie).body.contains("/sections/territory"))
    #expect(try await post("/depot") == 303)
    #expect(try await house.operations.dossier(made.id, for: try await house.person(.applicant)).submissions.count == 2)
  }

  @Test func `of a section only what was asked for can be written, and a made-up form is told so`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let made = try await wholeDossier(house, client)
    let instructor = try await client.session(.instructor)
    let first = try version(try await client.get(made.path, cookie: made.cookie).body)
    _ = try await client.post(made.path + "/depot", [("csrf", made.csrf), ("version", first)], cookie: made.cookie)
    let examination = "/instruction/\(made.id)"
    let form = [
      ("csrf", instructor.csrf), ("version", "3"), ("field", "presentation"), ("indispensable", "presentation"),
      ("reason.presentation", "Dites qui y vit."),
    ]
    let refused = try await client.post(examination + "/complements", form, cookie: instructor.cookie)
    #expect(refused.status == 422 && refused.body.contains("Dites qui y vit.") && refused.body.contains("#due"))
    let asked = try await client.post(
      examination + "/complements", form + [("due", "15/12/2026")], cookie: instructor.cookie)
    #expect(asked.status == 303)

    let page = try await client.get(made.path, cookie: made.cookie).body
    #expect(page.contains("Dites qui y vit.") && page.contains("15\u{a0}décembre\u{a0}2026"))
    let section = made.path + "/sections/territory"
    let shown = try await client.get(section, cookie: made.cookie).body
    #expect(shown.contains("name=\"presentation\"") && !shown.contains("name=\"name\""))
    // The sections in which nothing was asked for lead back.
    #expect(try await client.get(made.path + "/sections/perimeter", cookie: made.cookie).status == 303)
    let version = try version(shown)
    let hostile = try await client.post(
      section, [("csrf", made.csrf), ("version", version), ("presentation", "Oui."), ("name", "Autre")],
      cookie: made.cookie)
    #expect(hostile.status == 422 && hostile.body.contains("n’est pas demandé"))
    let saved = try await client.post(
      section, [("csrf", made.csrf), ("version", version), ("presentation", "Qui y vit.")], cookie: made.cookie)
    #expect(saved.status == 303)
    let answers = try await house.load(made.id).answers
    #expect(answers.text("presentation") == "Qui y vit." && answers.text("name") == "Pays d’Exemple")
  }

  @Test func `the self-check answers without an account, keeps nothing and is not held in a cache`() async throws {
    let house = try await TestHouse()
    let procedure = try #require(ExampleProgramme.data().currentProcedure("label-candidacy"))
    _ = try await house.openWave(procedure: procedure)
    let client = try SiteClient(house)
    let before = try await house.journalCount()
    let calls = try await client.get("/appels").body
    #expect(calls.contains("/appels/exemple/verifier") && calls.contains("data-closing"))
    let page = try await client.get("/appels/exemple/verifier").body
    #expect(page.contains("method=\"get\"") && !page.contains("csrf"))
    let some = try await client.get("/appels/exemple/verifier?lead=no&collective=several")
    #expect(some.status == 200 && some.body.contains("Pas encore tout à fait"))
    #expect(some.headers[.eTag] == nil)
    let right = (procedure.selfCheck ?? []).map { "\($0.id)=\($0.right[0])" }.joined(separator: "&")
    #expect(try await client.get("/en/appels/exemple/verifier?\(right)").body.contains("You can apply"))
    #expect(try await house.journalCount() == before)
  }

  @Test func `the page of a call says which hour decides, and what hour that is overseas`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let page = try await SiteClient(house).get("/vagues/exemple").body
    #expect(page.contains("L’heure d’arrivée sur le serveur fait foi"))
    // The wave closes at noon in Paris, in winter.
    #expect(Day(wave.closesAt) == Day("2026-12-23"))
    #expect(page.contains("Mayotte\u{a0}: 23\u{a0}décembre\u{a0}2026 à 14\u{a0}h\u{a0}00"))
    #expect(page.contains("Guadeloupe et Martinique\u{a0}: 23\u{a0}décembre\u{a0}2026 à 7\u{a0}h\u{a0}00"))
  }

  @Test func `an answer is on the public page at once, without the name of who asked`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let (applicant, instructor) = (try await client.session(.applicant), try await client.session(.instructor))
    #expect(try await client.get("/appels/exemple/questions").status == 200)
    let asked = try await client.post(
      "/appels/exemple/questions/nouvelle", [("csrf", applicant.csrf), ("question", "Et une île ?")],
      cookie: applicant.cookie)
    #expect(asked.status == 303)
    let waiting = try await client.get("/appels/exemple/questions").body
    #expect(!waiting.contains("île"))
    let pending = try await client.get("/service/questions", cookie: instructor.cookie).body
    let action = try #require(pending.firstMatch(of: /action="(\/service\/questions\/[^"]+)"/)?.1)
    let answered = try await client.post(
      String(action), [("csrf", instructor.csrf), ("question", "Et une île ?"), ("answer", "Oui, aussi.")],
      cookie: instructor.cookie)
    #expect(answered.status == 303)
    let page = try await client.get("/appels/exemple/questions").body
    #expect(page.contains("Oui, aussi.") && !page.contains("camille"))
    #expect(try await client.get("/en/appels/exemple/questions").body.contains("lang=\"fr\""))
  }

  @Test func `the figures and the reopening are the service's`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let client = try SiteClient(house)
    let (applicant, instructor) = (try await client.session(.applicant), try await client.session(.instructor))
    let started = try await client.post(
      "/appels/exemple/dossiers", [("csrf", applicant.csrf)], cookie: applicant.cookie)
    let dossier = try #require(ID<Dossier>(try id(in: started)))
    let figures = try await client.get("/service/statistiques/exemple", cookie: instructor.cookie)
    #expect(figures.status == 200 && figures.body.contains("1 brouillon incomplet"))
    #expect(try await client.get("/service/statistiques/exemple", cookie: applicant.cookie).status == 403)
    // A month later: sessions have run out.
    house.clock.set(wave.closesAt)
    let (author, service) = (try await client.session(.applicant), try await client.session(.instructor))
    #expect(try await client.get("/dossiers/\(dossier)", cookie: author.cookie).body.contains("La vague est close"))
    let reference = try await house.load(dossier).reference
    let form = [
      ("csrf", service.csrf), ("reference", reference), ("day", "31/12/2026"), ("hour", "17:00"),
      ("reason", "Panne."),
    ]
    let reopened = try await client.post("/service/reouverture", form, cookie: service.cookie)
    #expect(reopened.status == 200 && reopened.body.contains(reference))
    let page = try await client.get("/dossiers/\(dossier)", cookie: author.cookie).body
    #expect(page.contains("Panne.") && page.contains("/sections/territory"))
  }
}
