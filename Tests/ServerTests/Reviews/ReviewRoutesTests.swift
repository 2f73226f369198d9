import Domain
import Foundation
import HTTPTypes
import Server
import Services
import Storage
import TestSupport
import Testing

/// Reviews over HTTP: an expert is asked, writes a sheet and hands it in; the service reads all of them.
@Suite struct ReviewRoutesTests {
  private typealias Session = (cookie: String, csrf: String)

  private struct Bench {
    let house: TestHouse
    let client: SiteClient
    let dossier: Dossier
    let rubric: Rubric

    var review: String { "/evaluations/\(dossier.id)" }
    var desk: String { "/service/dossiers/\(dossier.id)/evaluations" }
  }

  private func bench() async throws -> Bench {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    return Bench(
      house: house, client: try SiteClient(house), dossier: dossier,
      rubric: try #require(house.operations.programme.rubric))
  }

  /// Asks an expert in the site.
  private func ask(_ bench: Bench, _ expert: Principal) async throws {
    let person = "\(try #require(expert.person))"
    let session = try await bench.client.session(.instructor)
    let page = try await bench.client.get(bench.desk, cookie: session.cookie)
    #expect(page.status == 200 && page.body.contains("value=\"\(person)\""))
    let answer = try await bench.client.post(
      "/service/dossiers/\(bench.dossier.id)/evaluateurs",
      [("csrf", session.csrf), ("person", person), ("due", "2026-12-20")],
      cookie: session.cookie)
    #expect(answer.status == 303 && answer.location == bench.desk)
  }

  private func whole(_ rubric: Rubric, _ score: String = "3") -> [(String, String)] {
    rubric.fields.compactMap { field in
      switch field {
      case .score: (field.name, score)
      case .comment, .opinion: (field.name, "Une phrase qui dit pourquoi.")
      case .proof: (field.name, "Page 3")
      case .gate: (field.name, "yes")
      case .confidence: (field.name, "high")
      case .questions, .reason: nil
      }
    }
  }

  @Test func `an expert is asked, accepts, writes with gaps, hands in, and amends`() async throws {
    let bench = try await bench()
    let client = bench.client
    let expert = try await bench.house.person(.expert, "ottoline")
    let session = try await client.session(.expert, named: "ottoline")
    #expect(try await client.get(bench.review, cookie: session.cookie).status == 404)
    try await ask(bench, expert)
    let space = try await client.get("/espace", cookie: session.cookie).body
    #expect(space.contains("Évaluation demandée") && space.contains("href=\"\(bench.review)\""))
    let asked = try await client.get(bench.review, cookie: session.cookie).body
    #expect(asked.contains("Association Exemple") && !asked.contains("Un pays qui sert d’exemple."))
    let silent = try await client.post(
      bench.review + "/reponse", [("csrf", session.csrf), ("answer", "decline"), ("reason", " ")],
      cookie: session.cookie)
    #expect(silent.status == 422 && silent.body.contains("href=\"#reason\""))
    let accepted = try await client.post(
      bench.review + "/reponse", [("csrf", session.csrf), ("answer", "accept")], cookie: session.cookie)
    #expect(accepted.status == 303 && accepted.location == bench.review)
    let form = try await client.get(bench.review, cookie: session.cookie).body
    #expect(form.contains("Un pays qui sert d’exemple.") && form.contains("name=\"score-1.1\""))
    #expect(form.contains("data-autosave=\"\(bench.review)/champs\""))
    // Fields save themselves; then the whole form, which lacks something.
    let saved = try await client.post(
      bench.review + "/champs", [("csrf", session.csrf), ("version", "0"), ("score-1.1", "4")], cookie: session.cookie)
    #expect(saved.status == 200 && saved.body.contains("\"version\":1"))
    let other = try await client.post(
      bench.review + "/champs", [("csrf", session.csrf), ("version", "0"), ("score-1.1", "2")], cookie: session.cookie)
    #expect(other.body.contains("\"path\":\"score-1\\/1\"") && other.body.contains("\"value\":\"4\""))
    let gaps = try await client.post(
      bench.review, [("csrf", session.csrf), ("version", "1"), ("submit", "1"), ("comment-1.1", "Voilà")],
      cookie: session.cookie)
    #expect(gaps.status == 422 && gaps.body.contains("href=\"#comment-1.1\"") && gaps.body.contains("Voilà"))
    #expect(gaps.body.contains("href=\"#proof-1.1\"") && gaps.body.contains("Lignes renseignées\u{a0}: 1 sur"))
    let all = [("csrf", session.csrf), ("version", "2"), ("submit", "1")] + whole(bench.rubric)
    for _ in 1...2 {
      let done = try await client.post(bench.review, all, cookie: session.cookie)
      #expect(done.status == 303 && done.location == bench.review)
    }
    let read = try await client.get(bench.review, cookie: session.cookie).body
    #expect(read.contains("Votre évaluation") && !read.contains("name=\"score-1.1\""))
    #expect(try await client.get("/evaluations", cookie: session.cookie).body.contains("rendues\u{a0}: 1"))
    let late = try await client.post(
      bench.review + "/champs", [("csrf", session.csrf), ("version", "0"), ("score-1.1", "0")], cookie: session.cookie)
    #expect(late.status == 409)
    let amended = try await client.post(
      bench.review + "/modification", [("csrf", session.csrf)], cookie: session.cookie)
    #expect(amended.status == 303)
    let again = try await client.get(bench.review, cookie: session.cookie).body
    #expect(again.contains("name=\"reason\"") && again.contains("value=\"3\" checked"))
  }

  @Test func `the service sees sheets side by side and the results of the wave; an expert sees neither`() async throws {
    let bench = try await bench()
    let (client, operations) = (bench.client, bench.house.operations)
    let secret = "Une réserve que l’autre ne lit pas encore"
    var sessions: [Session] = []
    for (name, score) in [("ottoline", "4"), ("luz", "1")] {
      let expert = try await bench.house.person(.expert, name)
      try await ask(bench, expert)
      try await operations.answerReview(.accept, of: bench.dossier.id, by: expert)
      sessions.append(try await client.session(.expert, named: name))
      guard name == "ottoline" else { continue }
      var sheet = Dictionary(whole(bench.rubric, score)) { first, _ in first }
      sheet["opinion"] = secret
      sheet["questions"] = "Qui finance la suite ?"
      try await operations.submitReview(sheet, of: bench.dossier.id, version: 0, by: expert)
    }
    // Nowhere does the second one find a trace of the first, before their own is in.
    for path in [
      "/evaluations", bench.review, bench.review + "/impression", bench.desk, "/service/evaluations/exemple",
    ] {
      let answer = try await client.get(path, cookie: sessions[1].cookie)
      #expect(!answer.body.contains(secret) && !answer.body.contains("ottoline"))
      if path.hasPrefix("/service") { #expect(answer.status == 403) } else { #expect(answer.status == 200) }
    }
    let own = [("csrf", sessions[1].csrf), ("version", "0"), ("submit", "1")] + whole(bench.rubric, "1")
    #expect(try await client.post(bench.review, own, cookie: sessions[1].cookie).status == 303)
    let seen = try await client.get(bench.review, cookie: sessions[1].cookie).body
    #expect(seen.contains(secret) && !seen.contains("ottoline") && seen.contains("conciliation"))
    let instructor = try await client.session(.instructor)
    let sheets = try await client.get(bench.desk, cookie: instructor.cookie).body
    #expect(sheets.contains(secret) && sheets.contains("ottoline") && sheets.contains("Médiane 2,5 · écart 3"))
    let wave = try await client.get("/service/evaluations/exemple", cookie: instructor.cookie)
    #expect(wave.status == 200 && wave.body.contains("62,50") && wave.body.contains("1 évaluation manque"))
    #expect(wave.body.contains("C’est la médiane de la grille (version \(bench.rubric.version)) qui compte"))
    // A note without words is refused at its field; with words it is written.
    let path = bench.review + "/conciliation"
    func note(_ body: String) -> [(String, String)] {
      [("csrf", instructor.csrf), ("line", "1.1"), ("last", "0"), ("settled", "yes"), ("body", body)]
    }
    let empty = try await client.post(path, note(" "), cookie: instructor.cookie)
    #expect(empty.status == 422 && empty.body.contains("href=\"#body-1.1\""))
    let written = try await client.post(path, note("Deux lectures d’une lettre."), cookie: instructor.cookie)
    #expect(written.status == 303 && written.location == bench.desk)
    let after = try await client.get(bench.desk, cookie: instructor.cookie).body
    #expect(after.contains("Deux lectures d’une lettre.") && after.contains("Notes éloignées, conciliées"))
    // Questions stay with the service until it passes them on, in its own name.
    let applicant = try await client.session(.applicant)
    let exchange = "/dossiers/\(bench.dossier.id)/messages"
    #expect(!(try await client.get(exchange, cookie: applicant.cookie).body.contains("Qui finance")))
    let person = String(
      try #require(after.firstMatch(of: /name="person" value="([^"]+)"><input type="hidden" name="number"/)?.1))
    // What the service wrote in its own words is shown again where it is not taken.
    let long = "Nos mots" + String(repeating: " x", count: 6_000)
    let refused = try await client.post(
      bench.desk + "/questions",
      [("csrf", instructor.csrf), ("person", person), ("number", "1"), ("text", long)], cookie: instructor.cookie)
    #expect(refused.status == 422 && refused.body.contains(long) && refused.body.contains("href=\"#text-\(person)\""))
    let passed = try await client.post(
      bench.desk + "/questions",
      [("csrf", instructor.csrf), ("person", person), ("number", "1"), ("text", "Qui finance la suite ?")],
      cookie: instructor.cookie)
    #expect(passed.status == 303)
    let told = try await client.get(exchange, cookie: applicant.cookie).body
    #expect(told.contains("Qui finance") && !told.contains("ottoline"))
    #expect(try await client.get(bench.desk, cookie: instructor.cookie).body.contains("Questions transmises"))
  }

  @Test func `a day that is past is refused at its field, and a review is taken back from the page`() async throws {
    let bench = try await bench()
    let client = bench.client
    let expert = try await bench.house.person(.expert, "ottoline")
    let session = try await client.session(.administrator)
    let person = "\(try #require(expert.person))"
    let refused = try await client.post(
      "/service/dossiers/\(bench.dossier.id)/evaluateurs",
      [("csrf", session.csrf), ("person", person), ("due", "2020-01-01")], cookie: session.cookie)
    #expect(refused.status == 422 && refused.body.contains("href=\"#due\"") && refused.body.contains("2020-01-01"))
    try await ask(bench, expert)
    let page = try await client.get(bench.desk, cookie: session.cookie).body
    let assignment = String(try #require(page.firstMatch(of: /name="assignment" value="([^"]+)"/)?.1))
    let gone = try await client.post(
      "/service/dossiers/\(bench.dossier.id)/evaluateurs/retrait",
      [("csrf", session.csrf), ("assignment", assignment)], cookie: session.cookie)
    #expect(gone.status == 303)
    #expect(try await client.get(bench.desk, cookie: session.cookie).body.contains("N’est plus sollicité"))
    // What was typed in a window that was still open is not lost, and nothing of the dossier is shown.
    let own = try await client.session(.expert, named: "ottoline")
    let former = try await client.get(bench.review, cookie: own.cookie)
    #expect(former.status == 200 && former.body.contains("On ne vous demande plus cette évaluation"))
    let late = try await client.post(
      bench.review, [("csrf", own.csrf), ("version", "0"), ("opinion", "Ma phrase tapée trop tard")], cookie: own.cookie
    )
    #expect(late.status == 409 && late.body.contains("Ma phrase tapée trop tard"))
    #expect(!late.body.contains("Association Exemple"))
    let other = try await client.session(.expert, named: "luz")
    #expect(try await client.get(bench.review, cookie: other.cookie).status == 404)
  }

  @Test func `the last day moves at its field, and a sheet that is in is taken out with a reason at its field`()
    async throws
  {
    let bench = try await bench()
    let (client, operations) = (bench.client, bench.house.operations)
    let expert = try await bench.house.person(.expert, "ottoline")
    let session = try await client.session(.instructor)
    try await ask(bench, expert)
    try await operations.answerReview(.accept, of: bench.dossier.id, by: expert)
    let page = try await client.get(bench.desk, cookie: session.cookie).body
    let assignment = String(try #require(page.firstMatch(of: /name="assignment" value="([^"]+)"/)?.1))
    let ask = "/service/dossiers/\(bench.dossier.id)/evaluateurs"
    func move(_ day: String) async throws -> SiteClient.Answer {
      try await client.post(
        ask, [("csrf", session.csrf), ("person", "\(try #require(expert.person))"), ("due", day)],
        cookie: session.cookie)
    }
    let refused = try await move("9999-12-31")
    #expect(refused.status == 422 && refused.body.contains("href=\"#due-\(assignment)\""))
    #expect(try await move("2026-12-24").status == 303)
    #expect(try await client.get(bench.desk, cookie: session.cookie).body.contains("value=\"2026-12-24\""))
    let sheet = Dictionary(whole(bench.rubric)) { first, _ in first }
    try await operations.submitReview(sheet, of: bench.dossier.id, version: 0, by: expert)
    func withdraw(_ reason: String) async throws -> SiteClient.Answer {
      try await client.post(
        ask + "/retrait", [("csrf", session.csrf), ("assignment", assignment), ("reason", reason)],
        cookie: session.cookie)
    }
    let silent = try await withdraw(" ")
    #expect(silent.status == 422 && silent.body.contains("href=\"#reason-\(assignment)\""))
    #expect(try await withdraw("Hors sujet").status == 303)
    let after = try await client.get(bench.desk, cookie: session.cookie).body
    #expect(after.contains("écartée du calcul par le service. Motif\u{a0}: Hors sujet"))
  }
}
