import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The calls that the programme's files declare.
@Suite struct OpenCallsTests {
  @Test func `declared calls are opened once, journalled, and the second start adds nothing`() async throws {
    let house = try await TestHouse()
    let before = try await house.journalCount()
    let opened = try await house.operations.openDeclaredCalls()
    #expect(
      opened.map(\.value) == [
        "bilan-annuel", "entreprises", "fonds", "france-experimentation-2019", "ingenierie", "mesure-impact",
        "obstacles",
      ])
    #expect(try await house.journalCount() == before + opened.count)
    #expect(try await house.operations.openDeclaredCalls() == [])
    #expect(try await house.journalCount() == before + opened.count)
  }

  @Test func `a standing call takes dossiers at any time, and the call of 2019 takes none`() async throws {
    let house = try await TestHouse()
    _ = try await house.operations.openDeclaredCalls()
    let applicant = try await house.person(.applicant)
    let closed = try await house.operations.wave(Slug(naming: "france-experimentation-2019"))
    #expect(closed.phase(at: house.clock.world.now()) == .closed)
    #expect(Day(closed.opensAt).description == "2019-02-25")
    #expect(closed.closesAt == Day("2019-06-30")?.end)
    #expect(!closed.isExample)
    await #expect(throws: Refusal.waveNotOpen) {
      _ = try await house.operations.startDossier(in: closed.slug, by: applicant)
    }
    house.clock.set(TestWorld.noon(2190, 1, 1))
    let standing = try await house.operations.wave(Slug(naming: "fonds"))
    #expect(standing.isPermanent && standing.isExample)
    let dossier = try await house.operations.startDossier(in: standing.slug, by: applicant)
    #expect(dossier.reference == "FI-FONDS-0001")
  }

  @Test func `a draft that nobody touched goes from a standing call too`() async throws {
    let house = try await TestHouse()
    _ = try await house.operations.openDeclaredCalls()
    let applicant = try await house.person(.applicant)
    let dossier = try await house.operations.startDossier(in: Slug(naming: "fonds"), by: applicant)
    let later = house.clock.world.now().addingTimeInterval(86_400)
    let found = try await house.database.read { try DossierErasure($0).unsubmitted(before: later, limit: 10) }
    #expect(found == [dossier.id])
  }

  @Test func `the demonstration has an open call for every procedure`() async throws {
    let house = try await TestHouse()
    _ = try await house.operations.openDeclaredCalls()
    try await house.operations.prepareDemonstration()
    let now = house.clock.world.now()
    let open = try await house.operations.waves(.longest).items.filter { $0.phase(at: now) == .open }
    #expect(Set(open.map(\.procedure.id)) == Set(house.operations.programme.procedures.map(\.id)))
    // The label first: it is what the page of the calls begins with.
    #expect(open.first { !$0.isPermanent }?.procedure.id == "label-candidacy")
    let count = open.count
    try await house.operations.prepareDemonstration()
    #expect(try await house.operations.waves(.longest).items.filter { $0.phase(at: now) == .open }.count == count)
  }
}
