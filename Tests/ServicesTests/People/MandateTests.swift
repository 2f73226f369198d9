import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct MandateTests {
  private func email(_ name: String) throws -> EmailAddress { try #require(EmailAddress("\(name)@exemple.example")) }

  private func held(_ id: ID<Person>, _ house: TestHouse) async throws -> Set<HeldRole> {
    let now = house.clock.world.now()
    return try await house.database.read { try MandateRecords($0).held(by: id, at: now) }
  }

  @Test func `a role holds from the moment it is given until it is withdrawn, and both are told and journalled`()
    async throws
  {
    let house = try await TestHouse()
    let admin = try await house.person(.administrator)
    let id = try await house.operations.grantRole(.jury, to: try email("alix"), name: "Alix", by: admin)
    #expect(try await held(id, house) == [HeldRole(.jury)])
    let file = try await house.operations.personFile(id, for: admin)
    try await house.operations.withdrawRole(mandate: file.mandates[0].number, of: id, by: admin)
    #expect(try await held(id, house) == [])
    let mails = try await house.operations.outbox(.longest, for: .setUp).items
    #expect(Set(mails.map(\.kind)) == ["roleGranted", "roleWithdrawn"])
    let actions = try await house.database.read {
      try $0.rows("SELECT action, author FROM journal WHERE subject = \("person:\(id)") ORDER BY number")
        .map { "\(try $0.text("action")) \(try $0.text("author"))" }
    }
    #expect(actions == ["role.granted \(admin.actor)", "role.withdrawn \(admin.actor)"])
  }

  @Test func `a role ends after its last day in Paris`() async throws {
    let house = try await TestHouse()
    let today = Day(house.clock.world.now())
    let id = try await house.operations.grantRole(.expert, until: today, to: try email("claude"), name: "C", by: .setUp)
    house.clock.set(today.end.addingTimeInterval(-1))
    #expect(try await held(id, house) == [HeldRole(.expert)])
    house.clock.set(today.end)
    #expect(try await held(id, house) == [])
    // Given anew after its term, it holds again.
    try await house.operations.grantRole(.expert, to: try email("claude"), name: "C", by: .setUp)
    #expect(try await held(id, house) == [HeldRole(.expert)])
  }

  @Test func `given twice it is held once, and told once`() async throws {
    let house = try await TestHouse()
    for _ in 0..<2 { try await house.operations.grantRole(.jury, to: try email("alix"), name: "A", by: .setUp) }
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == 1)
  }

  @Test func `the last administrator stays`() async throws {
    let house = try await TestHouse()
    let first = try await house.person(.administrator)
    let id = try #require(first.person)
    await #expect(throws: Refusal.lastAdministrator) {
      try await house.operations.withdrawRole(mandate: 1, of: id, by: first)
    }
    await #expect(throws: Refusal.lastAdministrator) {
      let soon = Day(house.clock.world.now()).adding(days: 3)
      try await house.operations.grantRole(
        .administrator, until: soon, to: try email("camille-administrator"), name: "C", by: first)
    }
    _ = try await house.person(.administrator, "noa")
    try await house.operations.withdrawRole(mandate: 1, of: id, by: first)
    #expect(try await held(id, house) == [])
  }

  @Test func `of two administrators who withdraw each other at once one stays`() async throws {
    let house = try await TestHouse()
    let (one, two) = (try await house.person(.administrator), try await house.person(.administrator, "noa"))
    let (a, b) = (try #require(one.person), try #require(two.person))
    async let first: Void? = try? house.operations.withdrawRole(mandate: 1, of: b, by: one)
    async let second: Void? = try? house.operations.withdrawRole(mandate: 1, of: a, by: two)
    _ = await (first, second)
    #expect(try await held(a, house).count + held(b, house).count == 1)
  }

  @Test func `only an administrator gives roles, never for a day that is past, nor limits one that cannot be`()
    async throws
  {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    for role in Role.allCases where role != .administrator {
      let principal = try await house.person(role)
      await #expect(throws: Refusal.notAllowed(.grantRole)) {
        try await house.operations.grantRole(.administrator, to: try email("x"), name: "X", by: principal)
      }
    }
    let yesterday = Day(house.clock.world.now()).adding(days: -1)
    await #expect(throws: Refusal.invalid([Finding(field: "until", problem: .dayPast)])) {
      try await house.operations.grantRole(.jury, until: yesterday, to: try email("x"), name: "X", by: .setUp)
    }
    await #expect(throws: Refusal.invalid([Finding(field: "scope", problem: .roleNotLimited)])) {
      try await house.operations.grantRole(
        .administrator, in: .wave(wave.id), to: try email("x"), name: "X", by: .setUp)
    }
  }

  @Test func `an instructor of one wave finds nothing of another: not in the queue, not by its address`() async throws {
    let house = try await TestHouse()
    let (one, two) = (try await house.openWave("un"), try await house.openWave("deux"))
    let applicant = try await house.person(.applicant)
    var dossiers: [Dossier] = []
    for wave in [one, two] {
      let draft = try await house.draft(in: wave, by: applicant)
      dossiers.append(try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant))
    }
    let id = try await house.operations.grantRole(
      .instructor, in: .wave(one.id), to: try email("dominique"), name: "D", by: .setUp)
    let instructor = Principal(person: id, held: try await held(id, house))
    let queue = try await house.operations.queue(QueueFilter(state: nil, wave: nil), for: instructor, .longest)
    #expect(queue.items.map(\.id) == [dossiers[0].id] && queue.total == 1)
    #expect(try await house.operations.dossier(dossiers[0].id, for: instructor).dossier.id == dossiers[0].id)
    await #expect(throws: Refusal.notFound) { try await house.operations.dossier(dossiers[1].id, for: instructor) }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.moveDossier(
        dossiers[1].id, version: dossiers[1].version, by: .findAdmissible, reasons: nil, principal: instructor)
    }
  }
}
