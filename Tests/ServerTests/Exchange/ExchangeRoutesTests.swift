import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

@Suite struct ExchangeRoutesTests {
  private func send(
    _ client: SiteClient, _ path: String, _ session: (cookie: String, csrf: String), text: String,
    file: (name: String, content: String)? = nil
  ) async throws -> SiteClient.Answer {
    var body = ""
    for (name, value) in [("csrf", session.csrf), ("text", text)] {
      body += "--XX\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    if let file {
      body +=
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n\r\n\(file.content)\r\n"
    }
    return try await client.send(
      .post, path, cookie: session.cookie, headers: [.contentType: "multipart/form-data; boundary=XX"],
      body: body + "--XX--\r\n")
  }

  @Test func `both sides write on one page, hostile text stays text, and only the service sees what was opened`()
    async throws
  {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let applicant = try await client.session(.applicant)
    let instructor = try await client.session(.instructor)
    let started = try await client.post(
      "/appels/exemple/dossiers", [("csrf", applicant.csrf)], cookie: applicant.cookie)
    let path = try #require(started.location)
    #expect(try await client.get(path + "/messages", cookie: instructor.cookie).status == 404)

    let hostile = "<script>alert(1)</script>\nseconde ligne"
    #expect(
      try await send(client, path + "/messages", applicant, text: hostile, file: ("a.txt", "joint")).status == 303)
    let seen = try await client.get(path + "/messages", cookie: instructor.cookie)
    #expect(seen.status == 200 && seen.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>seconde ligne<br>"))
    #expect(!seen.body.contains("<script>alert"))
    let link = try #require(seen.body.firstMatch(of: /href="(\/dossiers\/[^"]+\/messages\/pieces\/[^"]+)"/)?.1)
    #expect(try await client.get(String(link), cookie: instructor.cookie).body == "joint")
    let stranger = try await client.session(.applicant, named: "autre")
    #expect(try await client.get(String(link), cookie: stranger.cookie).status == 404)

    #expect(try await send(client, path + "/messages", instructor, text: "Une réponse").status == 303)
    let waiting = try await client.get(path + "/messages", cookie: instructor.cookie).body
    #expect(waiting.contains("Pas encore ouvert par le candidat"))
    let space = try await client.get("/espace", cookie: applicant.cookie).body
    #expect(space.contains("1 message à lire") && space.contains(path + "/messages"))
    let read = try await client.get(path + "/messages", cookie: applicant.cookie).body
    #expect(read.contains("Une réponse") && !read.contains("Ouvert par le candidat"))
    #expect(
      try await client.get(path + "/messages", cookie: instructor.cookie).body.contains("Ouvert par le candidat le"))
  }

  @Test func `a refused message keeps what was typed, with its error at the field`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let applicant = try await client.session(.applicant)
    let started = try await client.post(
      "/appels/exemple/dossiers", [("csrf", applicant.csrf)], cookie: applicant.cookie)
    let path = try #require(started.location) + "/messages"
    let answer = try await send(client, path, applicant, text: "Mon texte", file: ("a.html", "<html></html>"))
    #expect(answer.status == 422 && answer.body.contains("Mon texte") && answer.body.contains("id=\"file-error\""))
    #expect(try await send(client, path, applicant, text: " ").body.contains("id=\"text-error\""))
    #expect(try await client.get(path, cookie: applicant.cookie).body.contains("Personne n’a encore écrit."))
  }
}
