import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct ExportAccountTests {
  /// All sections, as the server reads them.
  private func export(_ house: TestHouse, _ principal: Principal) async throws -> [String: [JSONValue]] {
    var found: [String: [JSONValue]] = [:]
    for section in Operations.personalSections {
      var rows: [JSONValue] = []
      while true {
        let page = try await house.operations.personalData(section, offset: rows.count, for: principal)
        rows += page.rows
        if !page.hasNext { break }
      }
      found[section] = rows
    }
    return found
  }

  private func values(_ rows: [JSONValue]?, _ member: String) -> [JSONValue?] {
    (rows ?? []).map { row in
      if case .object(let members) = row { members[member] } else { nil }
    }
  }

  @Test func `an account's export holds its sections, without a secret, and nothing of others`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant, "zoe")
    let other = try await house.person(.applicant, "yan")
    let instructor = try await house.person(.instructor)
    let email = try #require(EmailAddress("zoe-applicant@exemple.example"))
    let link = "http://site/lien/"
    try await house.operations.requestSignInLink(
      for: email, browser: "browser-secret", language: .french, address: { link + $0 })
    let secret = try await house.operations.stepInto(email)
    let session = try #require(try await house.operations.session(secret))
    let dossier = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(dossier.id, version: dossier.version, by: applicant)
    let foreign = try await house.draft(in: wave, by: other)
    _ = try await house.operations.submitDossier(foreign.id, version: foreign.version, by: other)
    try await house.examine(dossier.id, by: instructor)

    let found = try await export(house, applicant)

    #expect(values(found["account"], "email") == [.string(email.value)])
    #expect(values(found["roles"], "role") == [.string("applicant")])
    #expect(found["sessions"]?.count == 1)
    #expect(found["signInLinks"]?.count == 1)
    #expect(values(found["dossiers"], "reference") == [.string(dossier.reference)])
    #expect(values(found["dossiers"], "answers") == [dossier.answers.json])
    #expect(found["submissions"]?.count == 1)
    #expect(values(found["messages"], "kind").contains(.string("receipt")))
    #expect(values(found["journal"], "action").contains(.string("dossier.submit")))
    let text = JSONValue.array(found.values.flatMap { $0 }).canonical
    for word in [session.csrf, secret, sha256(secret), link, "yan", "\(foreign.id)", "browser-secret", "browser_hash"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func `the export tells no decision before its notice`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let dossier = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(dossier.id, version: dossier.version, by: applicant)
    for event in [DossierEvent.findAdmissible, .openReview] {
      try await house.operations.moveDossier(
        dossier.id, version: try await house.load(dossier.id).version, by: event, reasons: nil, principal: instructor)
    }
    let before = try await export(house, applicant)
    house.clock.advance(seconds: 3600)
    try await house.operations.moveDossier(
      dossier.id, version: try await house.load(dossier.id).version, by: .deliberate, reasons: "Par écrit.",
      principal: instructor)
    try await house.operations.decideDossier(
      dossier.id, version: try await house.load(dossier.id).version, outcome: .rejected, reasons: "Motifs.",
      signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: instructor)

    #expect(try await export(house, applicant) == before)

    try await house.operations.notifyDecision(
      dossier.id, version: try await house.load(dossier.id).version, by: instructor)
    let after = try await export(house, applicant)
    #expect(values(after["decisions"], "outcome") == [.string("rejected")])
    #expect(values(after["dossiers"], "state") == [.string("notified")])
  }

  @Test func `a long section comes in pages, each row once`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    for _ in 0..<450 {
      try await house.database.write {
        try JournalRecords($0).append("test.entry", on: "x", by: applicant.actor, at: house.clock.world.now())
      }
    }
    let journal = try await export(house, applicant)["journal"] ?? []
    #expect(journal.count == 450)
    #expect(Set(journal).count == 450)
  }
}
