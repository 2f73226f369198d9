import Domain
import Foundation
import Server
import Services
import Storage
import TestSupport
import Testing

/// Conflicts of interest over HTTP: a dossier does not exist for whom it binds, on no route.
@Suite struct ConflictRoutesTests {
  private static let note = "Réserve gardée par le service"
  private static let message = "Question posée par le collectif"

  /// The words of a dossier that may stand nowhere in what somebody bound by it can open.
  private func words(_ one: ConflictWorld.Case) -> [String] {
    [
      one.marker, one.reference, "\(ConflictRoutesTests.note) \(one.reference)",
      "\(ConflictRoutesTests.message) \(one.reference)",
    ]
  }

  private func paths(_ client: SiteClient, _ world: ConflictWorld, _ one: ConflictWorld.Case) -> [String] {
    let routes = client.declarations.filter {
      $0.method == "GET" && !$0.pattern.contains("deconnexion") && !$0.pattern.contains("/demo")
    }
    let direct = routes.map {
      $0.pattern.replacing(":slug", with: world.wave.slug.value).replacing(":section", with: "territory")
        .replacing(":id", with: "\(one.id)").replacing(":number", with: "1").replacing(":token", with: "x")
    }
    // Written otherwise than in the dossier: what somebody types is shown to them again.
    let searched = one.marker.lowercased().replacing("è", with: "e").replacing(" ", with: "%20")
    return direct + [
      "/instruction?q=\(searched)", "/recherche?q=\(searched)", "/service/conflits?wave=\(world.wave.slug)",
    ]
  }

  @Test(arguments: 1...3) func `on no route, list, search or export stands a word of a dossier that binds the reader`(
    seed: UInt64
  ) async throws {
    let world = try await ConflictWorld(seed: seed, in: try await TestHouse())
    let client = try SiteClient(world.house)
    let operations = world.house.operations
    for one in world.cases {
      // Whoever may, leaves words of the service; the applicant asks something, of which the service is told by mail.
      let free = world.people.first { $0.role == .instructor && !world.binds(one, $0.id) }
      if let free {
        try await operations.writeNote(
          "\(ConflictRoutesTests.note) \(one.reference)", on: one.id, by: free.principal)
      }
      let owner = Principal(person: one.owner, roles: [.applicant])
      try await operations.sendMessage(
        "\(ConflictRoutesTests.message) \(one.reference)", on: one.id, scanner: nil, by: owner)
    }
    var (opened, seen, leaks): (Int, Int, [String]) = (0, 0, [])
    for person in world.service {
      let session = try await client.session(person.role, named: person.name)
      for one in world.cases where !one.isFiled(by: person.id) {
        let isBound = world.binds(one, person.id)
        for path in paths(client, world, one) {
          let answer = try await client.get(path, cookie: session.cookie)
          if answer.status == 200 { opened += 1 }
          // An id that somebody typed into an address stands in forms that say nothing of it.
          let told = words(one).contains { answer.body.contains($0) }
          if told && isBound { leaks.append("\(person.name) \(path)") }
          if told && !isBound { seen += 1 }
        }
        let letters = try await operations.outbox(.longest, for: .setUp).items.filter { $0.person == person.id }
        if isBound, letters.contains(where: { letter in words(one).contains { letter.body.contains($0) } }) {
          leaks.append("\(person.name): mail")
        }
      }
    }
    #expect(leaks == [])
    #expect(opened > 100)
    #expect(
      seen > 0
        || !world.cases.contains { one in
          world.service.contains {
            [.instructor, .administrator].contains($0.role) && !world.binds(one, $0.id) && !one.isFiled(by: $0.id)
          }
        })
  }

  @Test func `an interest is declared, ended and stated in the site; what is wrong stands at its field`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.expert)
    let page = "/espace/liens-d-interets"
    #expect(try await client.get("/espace", cookie: session.cookie).body.contains(page))
    let refused = try await client.post(
      page, [("csrf", session.csrf), ("kind", "residence"), ("name", "Saint-Exemple"), ("words", "mes mots")],
      cookie: session.cookie)
    #expect(refused.status == 422 && refused.body.contains("href=\"#name\"") && refused.body.contains("mes mots"))
    let saved = try await client.post(
      page, [("csrf", session.csrf), ("kind", "organisation"), ("name", "La Ruche <b>")], cookie: session.cookie)
    #expect(saved.status == 303)
    let shown = try await client.get(page + "?fait=declaration", cookie: session.cookie).body
    #expect(shown.contains("La Ruche &lt;b&gt;") && shown.contains("Le lien est déclaré"))
    let id = String(try #require(shown.firstMatch(of: /name="interest" value="([^"]+)"/)?.1))
    let wrong = try await client.post(
      page + "/fin", [("csrf", session.csrf), ("interest", id), ("endedOn", "hier")], cookie: session.cookie)
    #expect(wrong.status == 422 && wrong.body.contains("href=\"#end-\(id)\""))
    let early = try await client.post(
      page + "/fin", [("csrf", session.csrf), ("interest", id), ("endedOn", "01/01/1990")], cookie: session.cookie)
    #expect(
      early.status == 422 && early.body.contains("href=\"#end-\(id)\"") && early.body.contains("déclaré plus tard"))
    let today = Day(house.clock.world.now())
    let ended = try await client.post(
      page + "/fin", [("csrf", session.csrf), ("interest", id), ("endedOn", today.description)],
      cookie: session.cookie)
    #expect(ended.status == 303)
    let stated = try await client.post(
      page + "/attestation", [("csrf", session.csrf), ("wave", "exemple")], cookie: session.cookie)
    #expect(stated.status == 303)
    let after = try await client.get(page, cookie: session.cookie).body
    #expect(after.contains("terminé le \(today.day)\u{a0}") && after.contains("Déclaration complète le"))
    let applicant = try await client.session(.applicant)
    #expect(try await client.get(page, cookie: applicant.cookie).status == 403)
  }

  @Test func `one steps aside from a dossier, and somebody else judges it in the register`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant, "lea")
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let client = try SiteClient(house)
    let (bound, judge) = (
      try await client.session(.instructor, named: "ines"), try await client.session(.administrator, named: "ali")
    )
    let (page, dossier) = ("/instruction/\(draft.id)/deport", "/instruction/\(draft.id)")
    #expect(try await client.get(dossier, cookie: bound.cookie).body.contains(page))
    let empty = try await client.post(page, [("csrf", bound.csrf), ("words", " ")], cookie: bound.cookie)
    #expect(empty.status == 422 && empty.body.contains("href=\"#words\""))
    let done = try await client.post(page, [("csrf", bound.csrf), ("words", "Ma sœur")], cookie: bound.cookie)
    #expect(done.status == 303 && done.location == "/espace/liens-d-interets?fait=deport")
    #expect(try await client.get(dossier, cookie: bound.cookie).status == 404)
    let register = try await client.get("/service/conflits", cookie: judge.cookie).body
    #expect(register.contains(draft.reference) && register.contains("Ma sœur"))
    #expect(!(try await client.get("/service/conflits", cookie: bound.cookie).body.contains(draft.reference)))
    func hidden(_ name: String) throws -> (String, String) {
      let pattern = try Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
      return (name, String(try #require(register.firstMatch(of: pattern)?.1)))
    }
    let finding = [("csrf", judge.csrf)] + (try ["person", "dossier", "ground", "basis"].map(hidden))
    let refused = try await client.post(
      "/service/conflits/ecart", finding + [("reason", "")], cookie: judge.cookie)
    #expect(refused.status == 422 && refused.body.contains("<details open>"))
    let aside = try await client.post(
      "/service/conflits/ecart", finding + [("reason", "Une homonyme.")], cookie: judge.cookie)
    #expect(aside.status == 303)
    #expect(try await client.get(dossier, cookie: bound.cookie).status == 200)
    #expect(try await client.get("/service/conflits", cookie: judge.cookie).body.contains("Une homonyme."))
    let back = try await client.post("/service/conflits/retour", finding, cookie: judge.cookie)
    #expect(back.status == 303)
    #expect(try await client.get(dossier, cookie: bound.cookie).status == 404)
  }
}
