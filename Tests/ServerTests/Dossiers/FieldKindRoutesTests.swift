import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// Fields that offer choices, and the builder of a perimeter, as a browser without scripts uses them.
@Suite struct FieldKindRoutesTests {
  private struct Applicant {
    let client: SiteClient
    let path: String
    let cookie: String
    let csrf: String

    var dossier: ID<Dossier>? { path.split(separator: "/").last.flatMap { ID(String($0)) } }

    func save(_ form: [(String, String)], in section: String = "territory") async throws -> SiteClient.Answer {
      let id = dossier ?? ID(UUID())
      let version = try await client.house.load(id).version
      return try await client.post(
        "\(path)/sections/\(section)", [("csrf", csrf), ("version", "\(version)")] + form, cookie: cookie)
    }

    func page(_ section: String = "territory") async throws -> String {
      try await client.get("\(path)/sections/\(section)", cookie: cookie).body
    }

    func answers() async throws -> Answers { try await client.house.load(dossier ?? ID(UUID())).answers }
  }

  private static func field(_ id: String, _ kind: FieldKind, format: Field.TextFormat? = nil) -> Field {
    Field(
      id: id, label: LocalisedText(fr: id, en: id), help: nil, example: nil, isRequired: false, kind: kind,
      format: format)
  }

  /// The example procedure with more kinds of fields in its first section.
  private static let procedure: Procedure = {
    let example = ExampleProgramme.procedure
    let first = example.sections[0]
    let fields = [
      field("seat", .commune), field("host", .organisation), field("letter", .attachment), field("term", .period),
      field("story", .longText(maximumLength: 500), format: .markdown),
    ]
    let section = Procedure.Section(
      id: first.id, title: first.title, intro: nil, criterion: nil,
      guidance: [LocalisedText(fr: "Des faits.", en: "Facts.")], fields: first.fields + fields)
    return Procedure(
      id: example.id, version: "kinds", name: example.name, effect: example.effect, isHistorical: false,
      requiresSignatory: true, receipt: example.receipt, sections: [section] + example.sections.dropFirst())
  }()

  private func applicant() async throws -> Applicant {
    let house = try await TestHouse()
    _ = try await house.openWave(procedure: FieldKindRoutesTests.procedure)
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let answer = try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    return Applicant(
      client: client, path: try #require(answer.location), cookie: session.cookie, csrf: session.csrf)
  }

  @Test func `a commune that one name means is taken by it, an ambiguous one is chosen`() async throws {
    let one = try await applicant()
    #expect(try await one.save([("seat", "l’ile exemple")]).status == 303)
    #expect(try await one.answers()["seat"] == .text("commune:91002"))
    #expect(try await one.page().contains("Île-Exemple (91002)\""))

    #expect(try await one.save([("seat", "Saint-Exemple")]).status == 303)
    let page = try await one.page()
    #expect(page.contains("value=\"seat|commune:90002\"") && page.contains("value=\"seat|commune:91001\""))
    #expect(page.contains("aria-invalid=\"true\""))
    #expect(try await one.save([("seat", "Saint-Exemple"), ("pick", "seat|commune:90002")]).status == 303)
    #expect(try await one.answers()["seat"] == .text("commune:90002"))
  }

  @Test func `an organisation is found in the register, taken, or only named`() async throws {
    let one = try await applicant()
    let person = try #require(try await one.client.house.operations.session(String(one.cookie.dropFirst(8))))
    var entry = OrganisationEntry()
    (entry.name, entry.siren, entry.form) = ("Régie d’Exemple", "732829320", LegalForm.association.rawValue)
    _ = try await one.client.house.operations.registerOrganisation(entry, by: person.principal)

    for query in [("host.name", "régie"), ("host.number", "732 829 320")] {
      let found = try await one.save([query, ("searchOrganisation", "host")])
      #expect(found.status == 200 && found.body.contains("value=\"host|732829320|Régie d’Exemple\""), "\(query)")
    }
    #expect(try await one.save([("pick", "host|732829320|Régie d’Exemple")]).status == 303)
    #expect(try await one.answers()["host"] == .list(["Régie d’Exemple", "732829320"]))
    let nothing = try await one.save([("host.name", "Inconnue"), ("searchOrganisation", "host")])
    #expect(nothing.body.contains("role=\"status\"") && !nothing.body.contains("value=\"host|"))
    #expect(try await one.answers()["host"] == .list(["Inconnue", ""]))
  }

  @Test func `a text is previewed as it will be read, and never as HTML`() async throws {
    let one = try await applicant()
    let story = "Un **mot** et [un lien](https://exemple.example), <b>pas</b> [lui](javascript:x)."
    let page = try await one.save([("story", story), ("preview", "story")])
    #expect(page.status == 200)
    #expect(page.body.contains("<strong>mot</strong>"))
    #expect(page.body.contains("<a href=\"https://exemple.example\" rel=\"nofollow noopener\">un lien</a>"))
    #expect(!page.body.contains("<b>") && !page.body.contains("href=\"javascript"))
    #expect(try await one.answers().text("story") == story, "what is previewed is saved")
  }

  @Test func `an attachment is one of the dossier's files, and one that is gone keeps it from being submitted`()
    async throws
  {
    let one = try await applicant()
    let house = one.client.house
    let person = try #require(try await house.operations.session(String(one.cookie.dropFirst(8)))).principal
    let id = try #require(one.dossier)
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data("%PDF-1.7 lettre".utf8).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let file = try await house.operations.attachFile(
      IncomingFile(name: "Lettre d’accord.pdf", place: place), to: id, scanner: nil, by: person)
    #expect(try await one.page().contains("value=\"\(file.id) Lettre d’accord.pdf\""))
    #expect(try await one.save([("letter", "\(file.id) Lettre d’accord.pdf")]).status == 303)
    #expect(try await one.answers()["letter"] == .list(["\(file.id)", "Lettre d’accord.pdf"]))
    func findings() async throws -> [Finding.Problem] {
      try await house.operations.dossier(id, for: person).findings.filter { $0.field == "letter" }.map(\.problem)
    }
    #expect(try await findings() == [])
    try await house.operations.removeFile(file.id, from: id, by: person)
    #expect(try await findings() == [.noSuchFile("Lettre d’accord.pdf")])
  }

  @Test func `a perimeter is built from a search, a whole EPCI, pasted codes, and taken apart again`() async throws {
    let one = try await applicant()
    let found = try await one.save([("placeQuery", "bourg"), ("searchPlace", "1")], in: "perimeter")
    #expect(found.body.contains("value=\"epci:200000001\"") && found.body.contains("value=\"departement:90\""))
    #expect(try await one.save([("addPlace", "epci:200000001")], in: "perimeter").status == 303)
    let more = [("perimeter", "epci:200000001 90001 90003"), ("neighbour", "commune:91001")]
    #expect(try await one.save(more, in: "perimeter").status == 303)
    let codes = ["epci:200000001", "commune:90001", "commune:90003", "commune:91001"]
    #expect(try await one.answers().list("perimeter") == codes)
    let page = try await one.page("perimeter")
    #expect(page.contains("3 communes") && page.contains("6\u{202f}500 habitants (recensement de 2017)"))
    #expect(page.contains("déjà dans CC de l"))
    #expect(page.contains("aujourd’hui Le Bourg-Exemple (90001)"))
    let all = ("perimeter", codes.joined(separator: " "))
    #expect(try await one.save([all, ("removePlace", "commune:90001")], in: "perimeter").status == 303)
    #expect(try await one.answers().list("perimeter").count == 3)
  }
}
