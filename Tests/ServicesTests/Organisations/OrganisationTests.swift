import Domain
import Foundation
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct OrganisationTests {
  private func entry(_ name: String = "Atelier d’exemple", siren: String = "", siret: String = "") -> OrganisationEntry
  {
    var entry = OrganisationEntry()
    entry.name = name
    entry.form = "cooperative"
    entry.siren = siren
    entry.siret = siret
    return entry
  }

  private func email(_ name: String) throws -> EmailAddress { try #require(EmailAddress("\(name)@exemple.example")) }

  /// Invites an address and tells the token that the letter bears.
  private func invite(
    _ address: EmailAddress, as role: Membership.Role = .member, to id: ID<Organisation>, by principal: Principal,
    _ house: TestHouse
  ) async throws -> String {
    let token = Token()
    try await house.operations.inviteMember(address, as: role, to: id, language: .french, by: principal) {
      token.set($0)
      return "https://exemple.example/invitations/\($0)"
    }
    return token.value
  }

  private func member(
    _ name: String, as role: Membership.Role = .member, of id: ID<Organisation>, by manager: Principal,
    _ house: TestHouse
  ) async throws -> Principal {
    let person = try await house.person(.applicant, name)
    let token = try await invite(
      try #require(EmailAddress("\(name)-applicant@exemple.example")), as: role, to: id, by: manager, house)
    _ = try await house.operations.acceptInvitation(token, by: person)
    return person
  }

  @Test func `who registers an organisation answers for it, and its number is taken from then on`() async throws {
    let house = try await TestHouse()
    let (one, two) = (try await house.person(.applicant), try await house.person(.applicant, "noa"))
    let made = try await house.operations.registerOrganisation(entry(siret: "732 829 320 00074"), by: one)
    let file = try await house.operations.organisationFile(made.id, for: one)
    #expect(file.mayManage && file.own?.role == .manager && file.members.total == 1)
    await #expect(throws: Refusal.invalid([Finding(field: "siret", problem: .numberTaken)])) {
      try await house.operations.registerOrganisation(entry("Autre", siret: "73282932000074"), by: two)
    }
    await #expect(throws: Refusal.notFound) { try await house.operations.organisationFile(made.id, for: two) }
    let number = try #require(RegisterNumber("73282932000074"))
    #expect(try await house.operations.organisation(number, for: two)?.id == made.id)
    // Another establishment of the same legal unit is another organisation.
    _ = try await house.operations.registerOrganisation(entry("Antenne", siren: "732829320"), by: two)
  }

  @Test func `of two who register one number at once one is told that it is taken`() async throws {
    let house = try await TestHouse()
    let (one, two) = (try await house.person(.applicant), try await house.person(.applicant, "noa"))
    async let first = try? house.operations.registerOrganisation(entry(siren: "732829320"), by: one)
    async let second = try? house.operations.registerOrganisation(entry(siren: "732829320"), by: two)
    let made = await [first, second].compactMap { $0 }
    #expect(made.count == 1)
  }

  @Test func `an invitation lets its address in once`() async throws {
    let house = try await TestHouse()
    let manager = try await house.person(.applicant)
    let made = try await house.operations.registerOrganisation(entry(), by: manager)
    let (noa, other) = (try await house.person(.expert, "noa"), try await house.person(.expert, "lou"))
    let address = try #require(EmailAddress("noa-expert@exemple.example"))
    let token = try await invite(address, as: .manager, to: made.id, by: manager, house)
    await #expect(throws: Refusal.invitedAtAnotherAddress) {
      try await house.operations.acceptInvitation(token, by: other)
    }
    #expect(try await house.operations.invitation(token, for: noa).role == .manager)
    _ = try await house.operations.acceptInvitation(token, by: noa)
    #expect(try await house.operations.organisationFile(made.id, for: noa).mayManage)
    await #expect(throws: Refusal.linkNotValid) { try await house.operations.acceptInvitation(token, by: noa) }
    await #expect(throws: Refusal.invalid([Finding(field: "email", problem: .alreadyMember)])) {
      try await invite(address, to: made.id, by: manager, house)
    }
    let stored = try await house.database.read {
      try $0.rows("SELECT change FROM journal").map { try $0.text("change") }
    }
    #expect(!stored.joined().contains("noa-expert"))
  }

  @Test func `an invitation runs out, is withdrawn, and gives way to a later one`() async throws {
    let house = try await TestHouse()
    let manager = try await house.person(.applicant)
    let noa = try await house.person(.applicant, "noa")
    let made = try await house.operations.registerOrganisation(entry(), by: manager)
    let address = try #require(EmailAddress("noa-applicant@exemple.example"))
    let first = try await invite(address, to: made.id, by: manager, house)
    let second = try await invite(address, to: made.id, by: manager, house)
    await #expect(throws: Refusal.linkNotValid) { try await house.operations.acceptInvitation(first, by: noa) }
    let pending = try await house.operations.organisationFile(made.id, for: manager).invitations
    #expect(pending.count == 1)
    for invitation in pending {
      try await house.operations.withdrawInvitation(invitation.id, of: made.id, by: manager)
    }
    await #expect(throws: Refusal.linkNotValid) { try await house.operations.acceptInvitation(second, by: noa) }
    let third = try await invite(address, to: made.id, by: manager, house)
    house.clock.set(house.clock.world.now().addingTimeInterval(14 * 86_400))
    await #expect(throws: Refusal.linkNotValid) { try await house.operations.acceptInvitation(third, by: noa) }
  }

  @Test func `the last manager neither leaves nor is demoted nor removed`() async throws {
    let house = try await TestHouse()
    let manager = try await house.person(.applicant)
    let admin = try await house.person(.administrator)
    let made = try await house.operations.registerOrganisation(entry(), by: manager)
    let noa = try await member("noa", of: made.id, by: manager, house)
    let (me, other) = (try #require(manager.person), try #require(noa.person))
    for principal in [manager, admin] {
      await #expect(throws: Refusal.lastManager) {
        try await house.operations.removeMember(me, of: made.id, by: principal)
      }
      await #expect(throws: Refusal.lastManager) {
        try await house.operations.changeMember(me, of: made.id, to: .member, by: principal)
      }
    }
    await #expect(throws: Refusal.lastManagerOf("Atelier d’exemple")) {
      try await house.operations.eraseAccount(me, by: manager)
    }
    try await house.operations.changeMember(other, of: made.id, to: .manager, by: manager)
    try await house.operations.removeMember(me, of: made.id, by: manager)
    await #expect(throws: Refusal.notFound) { try await house.operations.organisationFile(made.id, for: manager) }
    #expect(try await house.operations.organisationFile(made.id, for: noa).members.total == 1)
  }

  @Test func `of two managers who remove each other at once one stays`() async throws {
    let house = try await TestHouse()
    let one = try await house.person(.applicant)
    let made = try await house.operations.registerOrganisation(entry(), by: one)
    let two = try await member("noa", as: .manager, of: made.id, by: one, house)
    let (a, b) = (try #require(one.person), try #require(two.person))
    async let first: Void? = try? house.operations.removeMember(b, of: made.id, by: one)
    async let second: Void? = try? house.operations.removeMember(a, of: made.id, by: two)
    _ = await (first, second)
    let managers = try await house.database.read { try MembershipRecords($0).count(.manager, in: made.id) }
    #expect(managers == 1)
  }

  @Test func `a member reads and leaves, and manages nothing`() async throws {
    let house = try await TestHouse()
    let manager = try await house.person(.applicant)
    let made = try await house.operations.registerOrganisation(entry(), by: manager)
    let noa = try await member("noa", of: made.id, by: manager, house)
    let file = try await house.operations.organisationFile(made.id, for: noa)
    #expect(!file.mayManage && file.members.total == 2)
    let boss = try #require(manager.person)
    await #expect(throws: Refusal.notAllowed(.manageOrganisation)) {
      try await house.operations.removeMember(boss, of: made.id, by: noa)
    }
    await #expect(throws: Refusal.notAllowed(.manageOrganisation)) {
      try await house.operations.editOrganisation(made.id, version: 1, entry("X"), by: noa)
    }
    await #expect(throws: Refusal.notAllowed(.manageOrganisation)) {
      _ = try await invite(try email("x"), to: made.id, by: noa, house)
    }
    try await house.operations.removeMember(try #require(noa.person), of: made.id, by: noa)
  }

  @Test func `of two who edit at once the second is told`() async throws {
    let house = try await TestHouse()
    let manager = try await house.person(.applicant)
    let made = try await house.operations.registerOrganisation(entry(), by: manager)
    try await house.operations.editOrganisation(made.id, version: 1, entry("Un"), by: manager)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await house.operations.editOrganisation(made.id, version: 1, entry("Deux"), by: manager)
    }
    try await house.operations.editOrganisation(made.id, version: 1, entry("Un"), by: manager)
  }

  @Test func `a request to join goes to the managers, and to the administrators where there is none`() async throws {
    let house = try await TestHouse()
    let (manager, admin) = (try await house.person(.applicant), try await house.person(.administrator))
    let noa = try await house.person(.applicant, "noa")
    let made = try await house.operations.registerOrganisation(entry(), by: manager)
    let orphan = Organisation(
      id: house.clock.world.newIdentity(),
      card: OrganisationCard(
        name: "Sans membre", number: nil, form: .association, kinds: [], municipality: nil, website: nil))
    let now = house.clock.world.now()
    try await house.database.write { try OrganisationRecords($0).insert(orphan, at: now) }
    for id in [made.id, orphan.id] {
      try await house.operations.askToJoin(id, by: noa) { "https://exemple.example/organisations/\($0)" }
    }
    let letters = try await house.operations.outbox(.longest, for: .setUp).items.filter { $0.kind == "joinRequest" }
    #expect(
      Set(letters.map(\.recipient)) == ["camille-applicant@exemple.example", "camille-administrator@exemple.example"])
    _ = admin
  }

  @Test func `two records of one organisation become one, with the members of both`() async throws {
    let house = try await TestHouse()
    let admin = try await house.person(.administrator)
    let (one, two) = (try await house.person(.applicant), try await house.person(.applicant, "noa"))
    let kept = try await house.operations.registerOrganisation(entry("Atelier", siren: "732829320"), by: one)
    let duplicate = try await house.operations.registerOrganisation(
      entry("L’atelier", siret: "73282932000074"), by: two)
    _ = try await member("lou", of: kept.id, by: one, house)
    let token = try await invite(
      try #require(EmailAddress("lou-applicant@exemple.example")), as: .manager,
      to: duplicate.id, by: two, house)
    try await house.operations.mergeOrganisations(duplicate.id, into: kept.id, by: admin)
    try await house.operations.mergeOrganisations(duplicate.id, into: kept.id, by: admin)
    let file = try await house.operations.organisationFile(duplicate.id, for: two)
    #expect(file.organisation.id == kept.id && file.members.total == 3)
    #expect(file.organisation.card.number?.description == "73282932000074")
    #expect(file.members.items.filter { $0.membership.role == .manager }.count == 2)
    // An invitation to the record that went opens the one that stayed.
    let lou = try await house.person(.applicant, "lou")
    _ = try await house.operations.acceptInvitation(token, by: lou)
    #expect(try await house.operations.organisationFile(kept.id, for: lou).mayManage)
    // Both numbers stay taken.
    await #expect(throws: Refusal.self) {
      try await house.operations.registerOrganisation(entry("Z", siren: "732829320"), by: two)
    }
  }

  @Test func `records of two legal units, or one and the same, do not become one`() async throws {
    let house = try await TestHouse()
    let admin = try await house.person(.administrator)
    let one = try await house.person(.applicant)
    let a = try await house.operations.registerOrganisation(entry("A", siren: "732829320"), by: one)
    let b = try await house.operations.registerOrganisation(entry("B", siren: "404833048"), by: one)
    for (left, right) in [(a.id, b.id), (a.id, a.id)] {
      await #expect(throws: Refusal.differentOrganisations) {
        try await house.operations.mergeOrganisations(left, into: right, by: admin)
      }
    }
    await #expect(throws: Refusal.notAllowed(.mergeOrganisations)) {
      try await house.operations.mergeOrganisations(a.id, into: b.id, by: one)
    }
  }

  @Test func `a search finds by the beginning of a name without its accents, and of a number`() async throws {
    let house = try await TestHouse()
    let one = try await house.person(.applicant)
    _ = try await house.operations.registerOrganisation(entry("Étincelle d’exemple", siren: "732829320"), by: one)
    for (text, count) in [("etinc", 1), ("ÉTIN", 1), ("732 829", 1), ("incelle", 0), ("e", 0), ("%", 0), ("9", 0)] {
      #expect(try await house.operations.findOrganisations(text, .longest, for: one).total == count, "\(text)")
    }
  }
}

/// The token that a letter was written with.
private final class Token: Sendable {
  private let text = Mutex("")
  var value: String { text.withLock { $0 } }
  func set(_ token: String) { text.withLock { $0 = token } }
}
