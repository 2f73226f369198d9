import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The rules of the repository's own programme, applied.
@Suite struct RetentionTests {
  private func removed(_ results: [RetentionResult], _ kind: RetentionRule.Kind) -> Int? {
    results.first { $0.kind == kind }?.removed
  }

  /// A trial says what follows; then it is done, and a second time there is nothing left to do.
  private func apply(_ house: TestHouse) async throws -> [RetentionResult] {
    let entries = try await house.journalCount()
    let trial = try await house.operations.applyRetention(isTrial: true, by: .setUp)
    #expect(try await house.journalCount() == entries)
    let done = try await house.operations.applyRetention(isTrial: false, by: .setUp)
    #expect(trial == done)
    let again = try await house.operations.applyRetention(isTrial: false, by: .setUp)
    #expect(again.allSatisfy { $0.removed == 0 })
    guard case .intact = try await verifyJournal(of: house.database) else {
      Issue.record("the journal is broken")
      return done
    }
    return done
  }

  private func count(_ house: TestHouse, _ table: String) async throws -> Int {
    // A name of the test, not input.
    try await house.database.read { try $0.count(SQL(stringLiteral: "SELECT COUNT(*) AS count FROM \(table)")) }
  }

  private func move(_ house: TestHouse, months: Int, days: Int = 0) {
    house.clock.set(Day(house.clock.world.now()).adding(months: months).adding(days: days).start)
  }

  @Test func `young things stay`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.stepInto(try #require(EmailAddress("camille-applicant@exemple.example")))
    house.clock.advance(seconds: 12 * 3600)
    #expect(try await apply(house).allSatisfy { $0.removed == 0 && $0.spared == 0 })
    #expect(try await house.load(draft.id) == draft)
  }

  @Test func `sessions, links and messages go when their time is over, in batches`() async throws {
    let house = try await TestHouse()
    let id = try #require(try await house.person(.applicant).person)
    let email = try #require(EmailAddress("camille-applicant@exemple.example"))
    let now = house.clock.world.now()
    try await house.database.write { transaction in
      let sessions = SessionRecords(transaction)
      for number in 0..<450 {
        try sessions.insertSession(
          hash: "s\(number)", id: house.clock.world.newIdentity(), person: id, csrf: "c", origin: .unknown,
          identityToken: nil, at: now)
      }
      for number in 0..<4 {
        try SignInLinkRecords(transaction).insert(
          hash: "l\(number)", email: email, language: .french, person: id, browserHash: "b", at: now, expires: now)
      }
    }
    try await house.operations.requestSignInLink(
      for: email, browser: "b", network: "192.0.2.1", language: .french,
      address: { $0 })
    house.clock.advance(seconds: 2 * 86_400)
    let first = try await apply(house)
    #expect(removed(first, .signIn) == 455)
    #expect(try await count(house, "sessions") == 0)
    #expect(try await count(house, "sign_in_links") == 0)
    #expect(removed(first, .messages) == 0)
    move(house, months: 12, days: 1)
    #expect(removed(try await apply(house), .messages) == 1)
    #expect(try await count(house, "outbox") == 0)
  }

  @Test func `a draft goes a year after its last change and the closing of its wave, whichever is later`()
    async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    _ = try await house.draft(in: wave, by: applicant)
    let submitted = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(submitted.id, version: submitted.version, by: applicant)
    house.clock.set(Day(wave.closesAt).adding(months: 12).start)
    #expect(removed(try await apply(house), .unsubmittedDrafts) == 0)
    move(house, months: 0, days: 2)
    #expect(removed(try await apply(house), .unsubmittedDrafts) == 1)
    #expect(try await count(house, "dossiers") == 1)
    #expect(try await house.load(submitted.id).answers == submitted.answers)
  }

  @Test func `a refused candidacy is emptied, its decision and digest stay; a labelled one is not touched`()
    async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    var dossiers: [Dossier] = []
    for outcome in [Decision.Outcome.rejected, .labelled] {
      var answers = ExampleProgramme.candidacy
      answers["name"] = .text("Pays \(outcome.rawValue)")
      let dossier = try await house.draft(answers, in: wave, by: applicant)
      _ = try await house.operations.submitDossier(dossier.id, version: dossier.version, by: applicant)
      try await house.examine(dossier.id, by: instructor)
      try await house.decideAndPublish(dossier.id, outcome, by: instructor)
      dossiers.append(dossier)
    }
    move(house, months: 25)
    #expect(removed(try await apply(house), .refusedCandidacies) == 0)
    move(house, months: 1, days: 1)
    #expect(removed(try await apply(house), .refusedCandidacies) == 1)
    let refused = try await house.load(dossiers[0].id)
    #expect(refused.answers == Answers() && refused.title == refused.reference)
    #expect(try await house.load(dossiers[1].id).answers == dossiers[1].answers)
    let id = dossiers[0].id
    let (decision, digest, kept) = try await house.database.read { transaction in
      let row = try transaction.row(
        "SELECT answers, digest FROM submissions WHERE dossier_id = \(id)")
      return (
        try DecisionRecords(transaction).find(id), try row?.text("digest"), try row?.text("answers")
      )
    }
    #expect(decision?.outcome == .rejected)
    #expect(digest == sha256(dossiers[0].answers.json.canonical))
    #expect(kept == "{}")
  }

  @Test func `an account without activity goes; one in use and the only administrator stay`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let quiet = try await house.person(.applicant, "quiet")
    _ = try await house.person(.administrator, "boss")
    let waiting = try await house.person(.applicant, "waiting")
    let dossier = try await house.draft(in: wave, by: waiting)
    _ = try await house.operations.submitDossier(dossier.id, version: dossier.version, by: waiting)
    let busy = try await house.person(.applicant, "busy")
    move(house, months: 36, days: 1)
    house.clock.advance(seconds: -86_400 * 2)
    _ = try await house.operations.stepInto(try #require(EmailAddress("busy-applicant@exemple.example")))
    house.clock.advance(seconds: 86_400 * 2)

    let result = try #require(try await apply(house).first { $0.kind == .inactiveAccounts })

    #expect(result.removed == 1 && result.spared == 2)
    let left = try await house.operations.people(addressBeginning: "", .longest, for: .setUp).items.map(\.person.id)
    #expect(!left.contains(try #require(quiet.person)))
    #expect(left.contains(try #require(busy.person)))
    #expect(left.contains(try #require(waiting.person)))
  }

  @Test func `only an administrator applies them`() async throws {
    let house = try await TestHouse()
    let instructor = try await house.person(.instructor)
    await #expect(throws: Refusal.notAllowed(.applyRetention)) {
      try await house.operations.applyRetention(isTrial: true, by: instructor)
    }
  }
}
