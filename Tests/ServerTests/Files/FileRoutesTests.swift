import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Server
import Services
import Storage
import TestSupport
import Testing

@Suite struct FileRoutesTests {
  private struct Applicant {
    let client: SiteClient
    let path: String
    let cookie: String
    let csrf: String

    func send(_ content: String, named name: String, csrf other: String? = nil) async throws -> SiteClient.Answer {
      let body =
        "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(other ?? csrf)\r\n--XX\r\n"
        + "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/html\r\n\r\n"
        + content + "\r\n--XX--\r\n"
      return try await client.send(
        .post, path + "/pieces", cookie: cookie, headers: [.contentType: "multipart/form-data; boundary=XX"], body: body
      )
    }

    func list() async throws -> SiteClient.Answer { try await client.get(path + "/pieces", cookie: cookie) }

    func links() async throws -> [String] {
      try await list().body.matches(of: /href="(\/dossiers\/[^"]+\/pieces\/[^"]+)"/).map { String($0.1) }
    }
  }

  private struct Scanner: FileScanner {
    let verdict: Result<Bool, Outage>
    func isInfected(_: URL) async throws -> Bool { try verdict.get() }
  }

  private func applicant(scanner: (any FileScanner)? = nil) async throws -> Applicant {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house, scanner: scanner)
    let session = try await client.session(.applicant)
    let answer = try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    return Applicant(
      client: client, path: try #require(answer.location), cookie: session.cookie, csrf: session.csrf)
  }

  private func rows(_ table: SQL, _ house: TestHouse) async throws -> Int {
    try await house.database.read { try $0.count("SELECT COUNT(*) AS count FROM \(table)") }
  }

  @Test func `a file that was added is listed, given back to be saved only, and removed`() async throws {
    let one = try await applicant()
    #expect(try await one.send("%PDF-1.7 étude", named: "Étude d’impact.html").status == 303)
    let page = try await one.list()
    #expect(page.body.contains("Étude d’impact.html.pdf") && page.body.contains("enctype=\"multipart/form-data\""))
    let link = try #require(try await one.links().first)
    let file = try await one.client.get(link, cookie: one.cookie)
    #expect(file.status == 200 && file.body == "%PDF-1.7 étude")
    #expect(file.headers[.contentType] == "application/pdf")
    #expect(
      file.headers[.contentDisposition]
        == "attachment; filename=\"_tude d_impact.html.pdf\"; filename*=UTF-8''%C3%89tude%20d%E2%80%99impact.html.pdf")
    #expect(file.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
    #expect(file.headers[.xContentTypeOptions] == "nosniff")
    #expect(file.headers[.cacheControl] == "private, no-store")
    let removed = try await one.client.post(link + "/retrait", [("csrf", one.csrf)], cookie: one.cookie)
    #expect(removed.status == 303)
    #expect(try await one.links().isEmpty)
    #expect(try await one.client.get(link, cookie: one.cookie).status == 404)
    #expect(try await rows("file_contents", one.client.house) == 0)
  }

  @Test func `a large file comes back byte for byte, and one content is kept once`() async throws {
    let one = try await applicant()
    let content = "%PDF-1.7 " + String(repeating: "0123456789abcdef\r\n--X", count: 30_000)
    for name in ["a.pdf", "b.pdf"] { #expect(try await one.send(content, named: name).status == 303) }
    let links = try await one.links()
    try #require(links.count == 2)
    #expect(try await one.client.get(links[1], cookie: one.cookie).body == content)
    #expect(try await rows("files", one.client.house) == 1)
    #expect(try await rows("file_contents", one.client.house) == (content.utf8.count + 196_607) / 196_608)
    _ = try await one.client.post(links[0] + "/retrait", [("csrf", one.csrf)], cookie: one.cookie)
    #expect(try await one.client.get(links[1], cookie: one.cookie).body == content)
  }

  @Test(arguments: [
    ("<html><script>alert(1)</script>", "page.pdf", "formats acceptés"), ("<svg/>", "a.png", "formats acceptés"),
    ("MZ\u{0}\u{1}", "a.pdf", "formats acceptés"), ("", "vide.txt", "pas vide"), ("x", "", "pas vide"),
  ])
  func `what cannot be taken in is refused at its field`(content: String, name: String, message: String) async throws {
    let one = try await applicant()
    let answer = try await one.send(content, named: name)
    #expect(answer.status == 422)
    #expect(answer.body.contains("id=\"file-error\"") && answer.body.contains(message))
    #expect(try await rows("files", one.client.house) == 0)
  }

  @Test func `a file over the limit is refused, and so is one too many`() async throws {
    let one = try await applicant()
    let huge = try await one.send(String(repeating: "a", count: Attachment.Limits.bytes + 1), named: "a.txt")
    #expect(huge.status == 422 && huge.body.contains("25\u{a0}Mo"))
    let larger = try await one.send(String(repeating: "a", count: Attachment.Limits.bytes + 2_000_000), named: "a.txt")
    #expect(larger.status == 422 && larger.body.contains("25\u{a0}Mo"))
    for number in 0..<Attachment.Limits.perDossier {
      #expect(try await one.send("texte \(number)", named: "\(number).txt").status == 303)
    }
    #expect(try await one.send("un de trop", named: "x.txt").status == 422)
    #expect(try await one.links().count == Attachment.Limits.perDossier)
  }

  @Test func `who only reads a draft sees its files and is offered no form to change them`() async throws {
    let one = try await applicant()
    #expect(try await one.send("texte", named: "a.txt").status == 303)
    let id = try #require(one.path.split(separator: "/").last.flatMap { ID<Dossier>(String($0)) })
    let lead = try await one.client.house.person(.applicant)
    for (name, part, mayChange) in [("sacha", DossierMember.Part.reader, false), ("alix", .writer, true)] {
      let member = try await one.client.house.person(.applicant, name)
      try await one.client.house.join(id, ledBy: lead, member, "\(name)-applicant", as: part)
      let cookie = try await one.client.session(.applicant, named: name).cookie
      let page = try await one.client.get(one.path + "/pieces", cookie: cookie)
      #expect(page.status == 200 && page.body.contains("a.txt"))
      #expect(page.body.contains("multipart/form-data") == mayChange && page.body.contains("/retrait") == mayChange)
    }
  }

  @Test func `a form without the token of its session takes nothing in`() async throws {
    let one = try await applicant()
    #expect(try await one.send("texte", named: "a.txt", csrf: "wrong").status == 403)
    #expect(try await rows("files", one.client.house) == 0)
  }

  @Test func `an infected file is refused, and nothing comes in unscanned`() async throws {
    let infected = try await applicant(scanner: Scanner(verdict: .success(true)))
    let refused = try await infected.send("texte", named: "a.txt")
    #expect(refused.status == 422 && refused.body.contains("malveillant"))
    let away = try await applicant(scanner: Scanner(verdict: .failure(.scanner)))
    let unscanned = try await away.send("texte", named: "a.txt")
    #expect(unscanned.status == 503 && unscanned.body.contains("antivirus"))
    #expect(unscanned.headers[.retryAfter] != nil)
    #expect(try await rows("files", away.client.house) + (try await rows("files", infected.client.house)) == 0)
    #expect(try await away.client.get("/readyz").status == 200)
    let clean = try await applicant(scanner: Scanner(verdict: .success(false)))
    #expect(try await clean.send("texte", named: "a.txt").status == 303)
  }

  @Test func `the files of a draft are its author's alone, those of a submitted dossier the service's too`()
    async throws
  {
    let one = try await applicant()
    #expect(try await one.send("texte", named: "a.txt").status == 303)
    let link = try #require(try await one.links().first)
    let other = try await one.client.session(.applicant, named: "dominique")
    let instructor = try await one.client.session(.instructor)
    for cookie in [other.cookie, instructor.cookie] {
      #expect(try await one.client.get(one.path + "/pieces", cookie: cookie).status == 404)
      #expect(try await one.client.get(link, cookie: cookie).status == 404)
    }
    #expect(try await one.client.post(link + "/retrait", [("csrf", other.csrf)], cookie: other.cookie).status == 404)
    let id = try #require(ID<Dossier>(String(one.path.dropFirst("/dossiers/".count))))
    let owner = try await one.client.house.load(id).owner
    guard case .person(let person) = owner else { return }
    let principal = Principal(person: person, roles: [.applicant])
    _ = try await one.client.house.operations.saveAnswers(
      ExampleProgramme.candidacy, of: id, version: 1, by: principal)
    _ = try await one.client.house.operations.submitDossier(id, version: 2, by: principal)
    #expect(try await one.client.get(link, cookie: instructor.cookie).body == "texte")
    let page = try await one.client.get(one.path + "/pieces", cookie: instructor.cookie)
    #expect(page.status == 200 && !page.body.contains("type=\"file\""))
    #expect(try await one.client.get(link, cookie: other.cookie).status == 404)
    #expect(try await one.send("trop tard", named: "b.txt").status == 409)
    #expect(
      try await one.client.post(link + "/retrait", [("csrf", one.csrf)], cookie: one.cookie).status == 409)
  }
}
