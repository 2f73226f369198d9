import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// What outsiders see of decisions before the hour of their publication, and after it.
@Suite struct EmbargoTests {
  private struct Case {
    let house: TestHouse
    let client: SiteClient
    let wave: Wave
    let dossiers: [ID<Dossier>]
    let instructor: Principal
    let checker: Principal
    /// Fourteen kinds of people, and their cookies; nobody signed in has none.
    let outsiders: [(kind: String, cookie: String?)]
  }

  private static var procedure: Procedure {
    let base = ExampleProgramme.procedure
    return Procedure(
      id: base.id, version: "embargo", name: base.name, effect: base.effect, isHistorical: false,
      requiresSignatory: true, receipt: base.receipt, sections: base.sections,
      decision: DecisionTerms(perCriterion: true, together: true))
  }

  private func deliberated() async throws -> Case {
    let house = try await TestHouse()
    let wave = try await house.openWave(procedure: EmbargoTests.procedure)
    let client = try SiteClient(house, metricsToken: "jeton")
    let owner = try await house.person(.applicant, "zoé")
    let members: [(String, DossierMember.Part)] = [
      ("redactrice", .writer), ("relecteur", .commenter), ("lectrice", .reader),
    ]
    var ids: [ID<Dossier>] = []
    for name in ["Pays d’Exemple", "Vallée d’Exemple"] {
      var answers = ExampleProgramme.candidacy
      answers["name"] = .text(name)
      let draft = try await house.draft(answers, in: wave, by: owner)
      for (address, part) in members {
        let member = try await house.person(.applicant, address)
        try await house.join(draft.id, ledBy: owner, member, "\(address)-applicant", as: part)
      }
      _ = try await house.operations.submitDossier(
        draft.id, version: try await house.load(draft.id).version, by: owner)
      ids.append(draft.id)
    }
    let instructor = try await house.person(.instructor, "alix")
    for id in ids { try await house.examine(id, by: instructor) }
    // The decisions of a wave are published after its call closed.
    house.clock.advance(seconds: 31 * 86_400)
    var outsiders: [(String, String?)] = [
      ("anonymous", nil), ("owner", try await client.session(.applicant, named: "zoé").cookie),
    ]
    for (address, _) in members {
      outsiders.append((address, try await client.session(.applicant, named: address).cookie))
    }
    for role in Role.allCases where ![.instructor, .administrator].contains(role) {
      outsiders.append(("\(role)", try await client.session(role, named: "quidam").cookie))
    }
    return Case(
      house: house, client: client, wave: wave, dossiers: ids, instructor: instructor,
      checker: try await house.person(.instructor, "sacha"), outsiders: outsiders)
  }

  private func decide(_ c: Case) async throws {
    for (id, outcome) in zip(c.dossiers, ["labelled", "rejected"]) {
      let draft = DecisionDraft(
        outcome: outcome, criteria: Dictionary(uniqueKeysWithValues: (1...5).map { ("c\($0)", "Motif-voilé-\($0)") }),
        reasons: "Motifs-voilés", signatoryName: "Noa", signatoryFunction: "Directrice")
      try await c.house.operations.proposeDecision(draft, of: id, over: 0, by: c.instructor)
      let open = try await c.house.operations.decisionWork(of: id, for: c.checker).openProposal
      try await c.house.operations.approveDecision(try #require(open).id, of: id, by: c.checker)
    }
  }

  /// Every address that a GET route declares, with every thing of the case that it may name.
  private func paths(_ c: Case) -> [String] {
    let slugs = ["exemple", "pays-d-exemple", "vallee-d-exemple"]
    return c.client.declarations.filter { $0.method == "GET" && !$0.pattern.contains("deconnexion") }.flatMap { route in
      let pattern = route.pattern.replacing("{slug}", with: ":slug").replacing(":section", with: "territory")
        .replacing(":number", with: "1").replacing(":token", with: "x")
      let bySlug = pattern.contains(":slug") ? slugs.map { pattern.replacing(":slug", with: $0) } : [pattern]
      return bySlug.flatMap { path in
        path.contains(":id") ? c.dossiers.map { path.replacing(":id", with: "\($0)") } : [path]
      }
    } + ["/recherche?q=exemple", "/en/recherche?q=exemple", "/api/v1/search?q=exemple"]
  }

  /// What everybody gets from every address: the status, the headers that tell of a content, and the body.
  private func snapshot(_ c: Case) async throws -> [String: String] {
    var all: [String: String] = [:]
    for (kind, cookie) in c.outsiders {
      for path in paths(c) {
        let isMetrics = path == "/metrics"
        let answer = try await c.client.get(
          path, cookie: cookie, headers: isMetrics ? [.authorization: "Bearer jeton"] : [:])
        let headers = [HTTPField.Name.eTag, .contentLength, .lastModified, .location, .contentType]
          .map { isMetrics ? "-" : answer.headers[$0] ?? "-" }
        // What counts requests and the processor counts this test itself.
        let body =
          isMetrics
          ? answer.body.split(separator: "\n")
            .filter { $0.hasPrefix("frenchimpact_") && !$0.hasPrefix("frenchimpact_http_") }
            .joined(separator: "\n") : answer.body
        all["\(kind) \(path)"] = "\(answer.status) \(headers)\n\(stable(body))"
      }
    }
    return all
  }

  /// Without what is drawn anew for each answer.
  private func stable(_ body: String) -> String {
    body.replacing(
      /name="(?:csrf|once)" value="[^"]*"|nonce-[A-Za-z0-9+\/=_-]+|[Rr]equest[-_ ][Ii][Dd][^<\n]*|<code>[0-9a-f-]{8,}<\/code>|"instance":"[^"]*"/,
      with: "")
  }

  @Test
  func `before the hour fourteen kinds of outsiders see no trace of a decision anywhere, and after it all of them`()
    async throws
  {
    let c = try await deliberated()
    #expect(c.outsiders.count == 14)
    // Twice: the first look notes that a dossier was opened.
    _ = try await snapshot(c)
    let (before, mails) = (try await snapshot(c), try await c.house.operations.outbox(.longest, for: .setUp).items)
    #expect(before.count > 3000)
    #expect(before.values.count { $0.hasPrefix("200") } > 500)

    try await decide(c)
    let day = Day(c.house.clock.world.now())
    try await c.house.operations.setPublication(
      WavePublication.Draft(day: "\(day)", hour: "15:00"), of: c.wave.slug, version: 0, by: c.instructor)
    try await c.house.operations.publishDueWaves()
    let embargoed = try await snapshot(c)
    let leaks = before.keys.filter { before[$0] != embargoed[$0] }.sorted()
    #expect(leaks == [])
    #expect(!embargoed.values.contains { $0.contains("voilé") })
    #expect(try await c.house.operations.outbox(.longest, for: .setUp).items == mails)

    let hour = day.start.addingTimeInterval(54_000)
    c.house.clock.set(hour)
    let started = ContinuousClock.now
    #expect(try await c.house.operations.publishDueWaves() == 2)
    let home = try await c.client.get("/territoires")
    let spent = ContinuousClock.now - started
    #expect(home.body.contains("Pays d’Exemple"))
    print("published and answered in \(spent)")
    try await seen(c)
  }

  /// What everybody sees once it is public.
  private func seen(_ c: Case) async throws {
    for (kind, cookie) in c.outsiders {
      for path in ["/territoires", "/territoires/pays-d-exemple", "/recherche?q=exemple", "/sitemap.xml"] {
        let answer = try await c.client.get(path, cookie: cookie)
        #expect(answer.status == 200 && answer.body.contains("pays-d-exemple"), "\(kind) \(path)")
      }
      #expect(try await c.client.get("/territoires/vallee-d-exemple", cookie: cookie).status == 404)
    }
    let api = try await c.client.get("/api/v1/territories")
    #expect(api.body.contains("pays-d-exemple"))
    // Sessions end when they are idle: these people come back.
    let owner = try await c.client.session(.applicant, named: "zoé").cookie
    for id in c.dossiers {
      #expect(try await c.client.get("/dossiers/\(id)", cookie: owner).body.contains("Motif-voilé-1"))
    }
    let stranger = try await c.client.session(.applicant, named: "quidam").cookie
    #expect(try await c.client.get("/dossiers/\(c.dossiers[1])", cookie: stranger).status == 404)
    let kinds = try await c.house.operations.outbox(.longest, for: .setUp).items.filter { $0.kind == "decision" }
    #expect(kinds.count == 2)
  }
}
