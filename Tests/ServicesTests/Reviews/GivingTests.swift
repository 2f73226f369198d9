import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Who examines a dossier.
@Suite struct GivingTests {
  @Test func `a dossier is taken, given to somebody else who is told, and given back, all of it journalled`()
    async throws
  {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    #expect(try await desk.give([dossier], to: desk.instructor, by: desk.instructor).given == [dossier.reference])
    #expect(try await desk.letters() == [], "whoever takes a dossier knows it")
    let shown = try #require(try await desk.operations.desk(of: dossier.id, for: desk.other))
    #expect(shown.holder?.id == desk.instructor.person && shown.isHolderAble && shown.mayGive)

    try await desk.give([dossier], heldBy: desk.instructor, to: desk.other, by: desk.administrator)
    let letter = try #require(try await desk.letters().first)
    #expect(letter.recipient == "sacha-instructor@exemple.example")
    #expect(letter.body.contains(dossier.reference) && letter.body.contains("/instruction/\(dossier.id)"))
    #expect(letter.body.contains("dominique"))

    try await desk.give([dossier], heldBy: desk.other, to: nil, by: desk.other)
    #expect(try await desk.operations.desk(of: dossier.id, for: desk.other)?.holder == nil)
    #expect(try await desk.journal("dossier.given").count == 2)
    #expect(try await desk.journal("dossier.givenBack").count == 1)
    #expect(try await desk.letters().count == 1)
    #expect(try await desk.isJournalIntact())
    // Nothing of the dossier changed that its applicant could see.
    let after = try await desk.house.load(dossier.id)
    #expect(after.version == dossier.version && after.updatedAt == dossier.updatedAt)
  }

  @Test func `two who take a dossier at once: one has it, the other is told`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    async let first = desk.give([dossier], to: desk.instructor, by: desk.instructor)
    async let second = desk.give([dossier], to: desk.other, by: desk.other)
    let reports = try await [first, second]
    #expect(reports.map(\.given.count).sorted() == [0, 1])
    #expect(
      reports.flatMap(\.refused) == [.init(reference: dossier.reference, refusal: .changedMeanwhile)])
  }

  @Test func `several at once: each one is given or told why not, and the same request again does nothing more`()
    async throws
  {
    let desk = try await DeskHouse()
    let (free, taken) = (try await desk.submitted("Un"), try await desk.submitted("Deux"))
    try await desk.give([taken], to: desk.instructor, by: desk.instructor)
    // The other instructor leads one of them, and has a part in none of the others.
    let both = try #require(desk.other.person)
    let email = try #require(EmailAddress("sacha-instructor@exemple.example"))
    _ = try await desk.operations.grantRole(.applicant, to: email, name: "sacha", isTold: false, by: .setUp)
    let own = try await desk.submitted("Trois", by: Principal(person: both, roles: [.applicant]))
    let draft = try await desk.house.draft(in: desk.wave, by: desk.applicant)

    let asked = [free, taken, own, draft, free]
    let report = try await desk.give(asked, to: desk.other, by: desk.instructor)
    #expect(report.given == [free.reference])
    #expect(
      report.refused == [
        .init(reference: taken.reference, refusal: .changedMeanwhile),
        .init(reference: own.reference, refusal: .notAnExaminer("sacha")),
        .init(reference: nil, refusal: .notFound),
      ])
    let journal = try await desk.house.journalCount()
    let again = try await desk.give(asked, to: desk.other, by: desk.instructor)
    #expect(again.given == [] && again.already == [free.reference] && again.refused == report.refused)
    #expect(try await desk.house.journalCount() == journal)
    #expect(try await desk.letters().count == 1)
  }

  @Test func `only who may examine gets a dossier, and only the service gives one`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    let elsewhere = try await desk.house.openWave("autre")
    let email = try #require(EmailAddress("ailleurs@exemple.example"))
    _ = try await desk.operations.grantRole(
      .instructor, in: .wave(elsewhere.id), to: email, name: "ailleurs", isTold: false, by: .setUp)
    let found = try await desk.house.database.read { try PersonRecords($0).find(email) }
    let limited = Principal(
      person: try #require(found).id, held: [HeldRole(.instructor, in: .wave(elsewhere.id))])
    for target in [limited, desk.administrator, desk.applicant] {
      let report = try await desk.give([dossier], to: target, by: desk.instructor)
      #expect(report.given == [] && report.refused.first?.reference == dossier.reference)
    }
    // An instructor of another wave is told of no dossier of this one.
    #expect(try await desk.give([dossier], to: desk.other, by: limited).refused.map(\.reference) == [nil])
    #expect(try await desk.operations.desk(of: dossier.id, for: limited) == nil)
    for role in Role.allCases where ![.instructor, .administrator].contains(role) {
      let nobody = try await desk.house.person(role, "tiers")
      await #expect(throws: Refusal.notAllowed(.giveDossier)) {
        try await desk.give([dossier], to: desk.other, by: nobody)
      }
    }
  }

  @Test func `with an account goes who examines, and with a dossier what the service kept beside it`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    try await desk.give([dossier], to: desk.instructor, by: desk.administrator)
    try await desk.operations.writeNote("À revoir.", on: dossier.id, by: desk.instructor)
    try await desk.operations.keepQueueView(QueueFilter(given: .me), as: "À moi", by: desk.instructor)
    let id = try #require(desk.instructor.person)
    try await desk.operations.eraseAccount(id, by: desk.instructor)
    let shown = try #require(try await desk.operations.desk(of: dossier.id, for: desk.other))
    #expect(shown.holder == nil && shown.notes.items.map(\.author) == [nil])
    #expect(shown.notes.items.map(\.body) == ["À revoir."])
    #expect(try await desk.operations.queueDesk(QueueFilter(), of: [], for: desk.instructor).views == [])

    try await desk.give([dossier], to: desk.other, by: desk.administrator)
    try await desk.operations.moveDossier(
      dossier.id, version: dossier.version, by: .resume, reasons: nil, principal: desk.applicant)
    try await desk.operations.eraseAccount(try #require(desk.applicant.person), by: desk.applicant)
    let left = try await desk.house.database.read { transaction in
      try ["dossier_examiners", "internal_notes", "admissibility_answers"].map { table in
        // Names of the test, not input.
        try transaction.count(SQL(stringLiteral: "SELECT COUNT(*) AS count FROM \(table)"))
      }
    }
    #expect(left == [0, 0, 0])
  }

  @Test func `whoever lost the role is shown as unable, and the dossier can be given to another`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    try await desk.give([dossier], to: desk.instructor, by: desk.administrator)
    try await desk.house.database.write { transaction in
      let person = try #require(desk.instructor.person)
      try MandateRecords(transaction).withdraw(
        1, of: person, by: desk.administrator.actor, at: desk.house.clock.world.now())
    }
    let shown = try #require(try await desk.operations.desk(of: dossier.id, for: desk.other))
    #expect(shown.holder?.id == desk.instructor.person && !shown.isHolderAble)
    #expect(shown.candidates.map(\.id) == [try #require(desk.other.person)])
    #expect(
      try await desk.give([dossier], heldBy: desk.instructor, to: desk.other, by: desk.other).given.count == 1)
  }
}
