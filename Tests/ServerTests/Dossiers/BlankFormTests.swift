import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

@Suite struct BlankFormTests {
  private struct Printer: MailCarrier, WebhookCaller, DocumentPrinter {
    func carry(_: OutgoingMail) async -> Delivery { .done }
    func call(_: String, headers _: [(name: String, value: String)], body _: Data) async -> Delivery { .done }
    func pdf(_ html: String) async throws -> Data { Data("%PDF-\(html)".utf8) }
  }

  @Test func `the form of a call is made once for each language, and then given to everybody`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let printer = Printer()
    let carriers = Carriers(mail: printer, webhooks: printer, printer: printer) { _, _ in "" }
    for path in ["/appels/exemple/formulaire", "/en/appels/exemple/formulaire"] {
      for _ in 0..<3 {
        let early = try await client.get(path)
        #expect(early.status == 202 && early.headers[.retryAfter] != nil)
      }
      #expect(try await house.operations.deliverNext([.document], by: carriers))
      #expect(try await !house.operations.deliverNext([.document], by: carriers))
      let form = try await client.get(path)
      #expect(form.status == 200 && form.headers[.contentType] == "application/pdf")
      for field in ExampleProgramme.procedure.fields { #expect(form.body.contains(field.label.fr), "\(field.id)") }
      #expect(form.body.contains("lang=\"\(path.hasPrefix("/en") ? "en" : "fr")\""))
    }
    #expect(try await client.get("/appels/nulle-part/formulaire").status == 404)
  }

  @Test func `an applicant downloads their dossier, copies it, and nobody else gets either`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let one = try await client.session(.applicant)
    func start(_ session: (cookie: String, csrf: String)) async throws -> String {
      try #require(
        try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie).location)
    }
    let first = try await start(one)
    _ = try await client.post(
      first + "/sections/territory", [("csrf", one.csrf), ("version", "1"), ("name", "Un <nom>")], cookie: one.cookie)
    let file = try await client.get(first + "/dossier.json", cookie: one.cookie)
    #expect(file.status == 200 && file.body.contains("\"name\":\"Un <nom>\""))
    #expect(file.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
    // The button pressed again at once would lead to the first.
    house.clock.advance(seconds: 60)
    let second = try await start(one)
    let overview = try await client.get(second, cookie: one.cookie).body
    #expect(overview.contains("Un &lt;nom&gt;") && overview.contains(second + "/copie"))
    let earlier = String(first.dropFirst("/dossiers/".count))
    let copied = try await client.post(
      second + "/copie", [("csrf", one.csrf), ("version", "1"), ("earlier", earlier)], cookie: one.cookie)
    let page = try await client.get(try #require(copied.location), cookie: one.cookie)
    #expect(
      page.status == 200 && page.body.contains("ont été reprises") && page.body.contains("<h1>Un &lt;nom&gt;</h1>"))
    let other = try await client.session(.applicant, named: "autre")
    let third = try await start(other)
    #expect(try await client.get(first + "/dossier.json", cookie: other.cookie).status == 404)
    #expect(
      try await client.post(
        third + "/copie", [("csrf", other.csrf), ("version", "1"), ("earlier", earlier)], cookie: other.cookie
      ).status == 404)
  }
}
