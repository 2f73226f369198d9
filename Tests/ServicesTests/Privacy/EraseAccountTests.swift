import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct EraseAccountTests {
  private func intact(_ house: TestHouse) async throws -> Bool {
    if case .intact = try await verifyJournal(of: house.database) { true } else { false }
  }

  /// Every text of the database, to look for what should be gone.
  private func texts(_ house: TestHouse) async throws -> [String] {
    try await house.database.read { transaction in
      let columns = [
        ("people", "email"), ("people", "name"), ("outbox", "recipient"), ("outbox", "body"), ("journal", "change"),
        ("journal", "subject"), ("mandates", "granted_by"),
      ]
      return try columns.flatMap { table, column in
        // Names of the test, not input.
        try transaction.rows(SQL(stringLiteral: "SELECT \(column) AS value FROM \(table)")).map { try $0.text("value") }
      }
    }
  }

  @Test func `nothing of the person is left but an id, what they submitted stays, and the journal verifies`()
    async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant, "zoe")
    let instructor = try await house.person(.instructor)
    let id = try #require(applicant.person)
    let email = try #require(EmailAddress("zoe-applicant@exemple.example"))
    let secret = try await house.operations.stepInto(email)
    let submitted = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(submitted.id, version: submitted.version, by: applicant)
    try await house.examine(submitted.id, by: instructor)
    try await house.decideAndPublish(submitted.id, by: instructor)
    // Whoever leads a label in force gives it up first.
    let territory = try #require(try await house.operations.label(of: submitted.id, for: applicant))
    try await house.operations.takeLabelStep(
      .relinquish("Nous arrêtons."), of: territory,
      version: try await house.operations.label(territory, for: applicant).version, site: "https://exemple.example",
      by: applicant)
    let draft = try await house.draft(in: wave, by: applicant)
    let preview = try await house.operations.erasurePreview(for: applicant)
    #expect(preview == ErasurePreview(drafts: [draft.reference], kept: [submitted.reference], obstacle: nil))
    #expect(try await texts(house).contains { $0.contains("zoe") })

    try await house.operations.eraseAccount(id, by: applicant)

    #expect(try await texts(house).filter { $0.contains("zoe") } == [])
    #expect(try await house.operations.session(secret) == nil)
    await #expect(throws: Refusal.notFound) { try await house.load(draft.id) }
    #expect(try await house.load(submitted.id).owner == .person(id))
    #expect(try await house.operations.territory(Slug(naming: "Pays d’Exemple")).profile.challenges.count == 3)
    #expect(try await house.database.read { try MandateRecords($0).held(by: id, at: house.clock.world.now()) } == [])
    #expect(try await intact(house))
    let last = try await house.database.read {
      try $0.row("SELECT action, author, subject FROM journal ORDER BY number DESC LIMIT 1")
    }
    #expect(try last?.text("action") == "person.erased")
    #expect(try last?.text("author") == "person:\(id)")
  }

  @Test func `the address is free again: the next account of it is another`() async throws {
    let house = try await TestHouse()
    let first = try await house.person(.applicant)
    try await house.operations.eraseAccount(try #require(first.person), by: first)
    let second = try await house.person(.applicant)
    #expect(second.person != first.person)
    await #expect(throws: Refusal.notFound) {
      try await house.operations.eraseAccount(try #require(first.person), by: .setUp)
    }
  }

  @Test func `an erased account cannot be asked for, listed or given a role`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let id = try #require(applicant.person)
    try await house.operations.eraseAccount(id, by: applicant)
    let left = try #require(EmailAddress(Person.erasedAddress(of: id)))
    try await house.operations.requestSignInLink(
      for: left, browser: "b", language: .french, address: { "http://site/" + $0 })
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == 0)
    #expect(try await house.operations.people(addressBeginning: "", .longest, for: .setUp).items == [])
    await #expect(throws: Refusal.notFound) { try await house.operations.personFile(id, for: .setUp) }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.grantRole(.administrator, to: left, name: "x", by: .setUp)
    }
    await #expect(throws: Refusal.notFound) { try await house.operations.eraseAccount(of: left, by: .setUp) }
  }

  @Test func `while a dossier is examined the account stays, and all that it holds`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let id = try #require(applicant.person)
    let dossier = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(dossier.id, version: dossier.version, by: applicant)
    let refusal = Refusal.dossierUnderExamination(reference: dossier.reference)
    #expect(try await house.operations.erasurePreview(for: applicant).obstacle == refusal)
    let entries = try await house.journalCount()
    await #expect(throws: refusal) { try await house.operations.eraseAccount(id, by: applicant) }
    #expect(try await house.journalCount() == entries)
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == 1)

    try await house.operations.moveDossier(
      dossier.id, version: try await house.load(dossier.id).version, by: .withdrawDossier, reasons: nil,
      principal: applicant)
    try await house.operations.eraseAccount(id, by: applicant)
    #expect(try await house.load(dossier.id).state == .withdrawn)
  }

  @Test func `the only administrator cannot leave, nor one who would leave it to a term`() async throws {
    let house = try await TestHouse()
    let first = try await house.person(.administrator, "a")
    let id = try #require(first.person)
    await #expect(throws: Refusal.lastAdministrator) { try await house.operations.eraseAccount(id, by: first) }
    let email = try #require(EmailAddress("b@exemple.example"))
    try await house.operations.grantRole(
      .administrator, until: Day(house.clock.world.now()).adding(days: 3), to: email, name: "b", by: .setUp)
    await #expect(throws: Refusal.lastAdministrator) { try await house.operations.eraseAccount(id, by: first) }
    _ = try await house.person(.administrator, "c")
    try await house.operations.eraseAccount(id, by: first)
    try await house.operations.eraseAccount(of: email, by: .setUp)
  }

  @Test func `of two administrators who leave at once one stays`() async throws {
    let house = try await TestHouse()
    let both = [try await house.person(.administrator, "a"), try await house.person(.administrator, "b")]
    let left = await withTaskGroup(of: Bool.self) { group in
      for one in both {
        group.addTask {
          guard let id = one.person else { return false }
          return (try? await house.operations.eraseAccount(id, by: one)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(left == 1)
  }

  @Test func `nobody erases somebody else's account but the operator`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    await #expect(throws: Refusal.notAllowed(.eraseAccount)) {
      try await house.operations.eraseAccount(try #require(applicant.person), by: instructor)
    }
  }
}
