import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Taking back, complements, reopening: what time lets be done with a dossier.
@Suite struct ComplementTests {
  private struct Case {
    let house: TestHouse
    let wave: Wave
    let applicant: Principal
    let instructor: Principal
    let id: ID<Dossier>

    func version() async throws -> Int { try await house.load(id).version }
    func letters(_ kind: String) async throws -> [OutboxMessage] {
      try await house.operations.outbox(.longest, for: .setUp).items.filter { $0.kind == kind }
    }
    func submit() async throws -> Dossier {
      try await house.operations.submitDossier(id, version: try await version(), by: applicant)
    }
    func move(_ event: DossierEvent, by principal: Principal) async throws {
      try await house.operations.moveDossier(
        id, version: try await version(), by: event, reasons: nil, principal: principal)
    }
    func save(_ change: (inout Answers) -> Void) async throws -> Dossier {
      var answers = try await house.load(id).answers
      change(&answers)
      return try await house.operations.saveAnswers(answers, of: id, version: try await version(), by: applicant)
    }
    func ask(_ fields: [String], indispensable: Set<String> = []) async throws {
      try await house.operations.askForComplements(
        ComplementDraft(fields: fields, indispensable: indispensable, reason: "Précisez.", due: "10/12/2026"),
        of: id, version: try await version(), by: instructor)
    }
    func timing(for principal: Principal) async throws -> DossierTiming {
      try await house.operations.dossier(id, for: principal).timing
    }
  }

  private func make(submitted: Bool) async throws -> Case {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let made = Case(
      house: house, wave: wave, applicant: applicant, instructor: try await house.person(.instructor),
      id: try await house.draft(in: wave, by: applicant).id)
    if submitted { _ = try await made.submit() }
    return made
  }

  @Test func `a submission is taken back and submitted again until closing, and both stay as they were`() async throws {
    let made = try await make(submitted: true)
    try await made.move(.resume, by: made.applicant)
    let draft = try await made.house.load(made.id)
    #expect(draft.state == .draft && draft.submittedAt == nil)
    await #expect(throws: Refusal.notFound) {
      try await made.house.operations.dossier(made.id, for: made.instructor)
    }
    _ = try await made.save { $0["name"] = .text("Un nom meilleur") }
    #expect(try await made.submit().state == .submitted)
    let submissions = try await made.house.operations.dossier(made.id, for: made.applicant).submissions
    #expect(submissions.map(\.number) == [1, 2] && Set(submissions.map(\.digest)).count == 2)
    #expect(try await made.letters("receipt").count == 2)
    #expect(try await made.letters("step").count == 1)
  }

  @Test func `nothing lapses before the end of the day that was given, nor where nothing was asked`() async throws {
    let made = try await make(submitted: true)
    let operations = made.house.operations
    func lapse() async throws {
      try await operations.moveDossier(
        made.id, version: try await made.version(), by: .lapse, reasons: "Sans réponse.", principal: made.instructor)
    }
    func isOffered() async throws -> Bool {
      try await operations.dossier(made.id, for: made.instructor).possibleEvents.contains(.lapse)
    }
    await #expect(throws: Refusal.notPossible(.lapse, from: .submitted)) { try await lapse() }
    try await made.ask(["presentation"])
    let due = try #require(Day("2026-12-10"))
    for moment in [made.house.clock.world.now(), due.end.addingTimeInterval(-1)] {
      made.house.clock.set(moment)
      #expect(try await !isOffered())
      await #expect(throws: Refusal.complementsAwaited(until: due)) { try await lapse() }
    }
    made.house.clock.set(due.end)
    #expect(try await isOffered())
    try await lapse()
    #expect(try await made.house.load(made.id).state == .lapsed)
  }

  @Test func `after closing nothing is taken back, and a draft can be read but not written`() async throws {
    let made = try await make(submitted: true)
    let other = try await made.house.draft(in: made.wave, by: made.applicant)
    made.house.clock.set(made.wave.closesAt)
    await #expect(throws: Refusal.waveNotOpen) { try await made.move(.resume, by: made.applicant) }
    var answers = other.answers
    answers["name"] = .text("Trop tard")
    await #expect(throws: Refusal.waveNotOpen) {
      try await made.house.operations.saveAnswers(answers, of: other.id, version: other.version, by: made.applicant)
    }
    let file = try await made.house.operations.dossier(other.id, for: made.applicant)
    #expect(file.timing.openFields == .none && file.dossier.answers == other.answers)
  }

  @Test func `only the fields that were asked for can be changed, even after closing`() async throws {
    let made = try await make(submitted: true)
    made.house.clock.set(made.wave.closesAt.addingTimeInterval(-15 * 86_400))
    try await made.ask(["presentation"], indispensable: ["presentation"])
    await #expect(throws: Refusal.invalid([Finding(field: "name", problem: .notAsked)])) {
      try await made.save {
        $0["presentation"] = .text("Une présentation plus précise.")
        $0["name"] = .text("Un autre nom")
      }
    }
    made.house.clock.set(made.wave.closesAt.addingTimeInterval(86_400))
    _ = try await made.save { $0["presentation"] = .text("Une présentation plus précise.") }
    #expect(try await made.submit().state == .submitted)
    let mail = try #require(try await made.letters("complements").first)
    for words in ["presentation", "Précisez.", "10\u{a0}décembre\u{a0}2026", "indispensable"] {
      #expect(mail.body.contains(words), "\(words)")
    }
  }

  @Test func `what is written for complements is its authors' alone until it is sent`() async throws {
    let made = try await make(submitted: true)
    let (operations, before) = (made.house.operations, try await made.house.load(made.id).answers)
    try await made.ask(["presentation"])
    _ = try await made.save { $0["presentation"] = .text("Pas encore envoyé") }
    func seen(by principal: Principal) async throws -> Answers {
      try await operations.dossier(made.id, for: principal).dossier.answers
    }
    #expect(try await seen(by: made.instructor) == before)
    #expect(try await seen(by: made.applicant).text("presentation") == "Pas encore envoyé")
    _ = try await made.submit()
    #expect(try await seen(by: made.instructor).text("presentation") == "Pas encore envoyé")
  }

  @Test func `the clock stands still for what is indispensable and begins again when it came`() async throws {
    let made = try await make(submitted: true)
    let rule = ExampleProgramme.procedure.receipt.silence
    let start = try #require(try await made.house.load(made.id).submittedAt)
    try await made.ask(["name"])
    #expect(try await made.timing(for: made.instructor).clock == LegalClock(rule, submittedAt: start, requests: []))
    _ = try await made.submit()
    try await made.ask(["name"], indispensable: ["name"])
    #expect(try await made.timing(for: made.applicant).clock == .standing(since: Day(start)))
    made.house.clock.set(TestWorld.noon(2026, 12, 11))
    let late = try await made.house.operations.queueTimes(of: [made.id], for: made.instructor)
    #expect(late[made.id]?.isLate == true && late[made.id]?.clock == .standing(since: Day(start)))
    #expect(try await made.house.load(made.id).state == .incomplete)
    _ = try await made.submit()
    let clock = try await made.timing(for: made.applicant).clock
    #expect(clock == .running(from: Day(TestWorld.noon(2026, 12, 11)), silenceOn: Day(TestWorld.noon(2027, 2, 11))))
    #expect(try await made.letters("receipt").contains { $0.body.contains("11\u{a0}février\u{a0}2027") })
  }

  @Test func `a draft of a closed wave is reopened by its number until an instant`() async throws {
    let made = try await make(submitted: false)
    let reference = try await made.house.load(made.id).reference
    let draft = ReopeningDraft(
      reference: reference.lowercased(), day: "31/12/2026", hour: "17:00", reason: "Panne de réseau constatée.")
    let refused = Refusal.invalid([Finding(field: "reference", problem: .notReopenable)])
    await #expect(throws: refused) { try await made.house.operations.reopenDossier(draft, by: made.instructor) }
    made.house.clock.set(made.wave.closesAt)
    await #expect(throws: Refusal.notAllowed(.reopenDossier)) {
      try await made.house.operations.reopenDossier(draft, by: made.applicant)
    }
    let made2 = try await made.house.operations.reopenDossier(draft, by: made.instructor)
    #expect(made2.until == TestWorld.noon(2026, 12, 31).addingTimeInterval(5 * 3600))
    #expect(try await made.letters("reopened").first?.body.contains("Panne de réseau constatée.") == true)
    _ = try await made.save { $0["name"] = .text("Encore à temps") }
    made.house.clock.set(made2.until)
    await #expect(throws: Refusal.waveNotOpen) { _ = try await made.submit() }
    made.house.clock.set(made2.until.addingTimeInterval(-1))
    #expect(try await made.submit().state == .submitted)
    await #expect(throws: refused) { try await made.house.operations.reopenDossier(draft, by: made.instructor) }
    guard case .intact = try await verifyJournal(of: made.house.database) else {
      Issue.record("the journal is broken")
      return
    }
  }

  @Test func `a draft that was taken back is deleted whole with its account`() async throws {
    let made = try await make(submitted: true)
    try await made.move(.resume, by: made.applicant)
    let person = try #require(made.applicant.person)
    try await made.house.operations.eraseAccount(person, by: made.applicant)
    await #expect(throws: Refusal.notFound) { try await made.house.load(made.id) }
    let left = try await made.house.database.read { try $0.count("SELECT COUNT(*) AS count FROM submissions") }
    #expect(left == 0)
  }
}
