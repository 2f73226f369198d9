import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The replay needs the real geography for the régions; codes are taken as they are where it is not there.
@Suite struct ReplayWaveTests {
  private func replayed(_ house: TestHouse) async throws -> ReplayReport {
    let record = try #require(house.operations.programme.waves.first)
    let procedure = try #require(house.operations.programme.procedure(record.procedure))
    return try await house.operations.replay(record, procedure: procedure)
  }

  private func house() async throws -> TestHouse {
    let reference = ReferenceFiles(folder: ExampleProgramme.reference)
    return try await TestHouse(gazetteer: try reference.loadGazetteer())
  }

  @Test func `the first wave goes through the workflow at its own dates, and again adds nothing`()
    async throws
  {
    let house = try await house()
    _ = try await replayed(house)
    let entries = try await house.journalCount()
    let counts = try await house.operations.publishedCounts()
    #expect(counts.territories == 20)
    #expect(counts.challenges == 61)

    let second = try await replayed(house)

    #expect(second.stepsTaken == 0)
    #expect(try await house.journalCount() == entries)
    #expect(try await verifyJournal(of: house.database) != .broken(at: 1))
    let wave = try await house.operations.wave(Slug(naming: "2018-10"))
    #expect(wave.decidedOn?.description == "2019-02-25")
    #expect(wave.publishedOn?.description == "2019-02-25")
    #expect(wave.decisionPromisedBy?.description == "2018-12-31")
    #expect(wave.ceremonyOn == nil)
    let first = try await house.database.read {
      try $0.row("SELECT at FROM journal WHERE number = 1")?.text("at")
    }
    #expect(first == "2018-07-02T22:00:00.000Z")
  }

  @Test func `a replay that stopped anywhere goes on where it stopped`() async throws {
    let house = try await house()
    let record = try #require(house.operations.programme.waves.first)
    let procedure = try #require(house.operations.programme.procedure(record.procedure))
    let one = WaveRecord(
      slug: record.slug, name: record.name, procedure: record.procedure, call: record.call,
      callNote: record.callNote, openedOn: record.openedOn, closedOn: record.closedOn,
      decisionPromisedBy: record.decisionPromisedBy, decidedOn: record.decidedOn,
      publishedOn: record.publishedOn, ceremonyOn: nil, stated: record.stated,
      steps: Array(record.steps.prefix(3)), territories: Array(record.territories.prefix(7)))
    _ = try await house.operations.replay(one, procedure: procedure)
    // As if the process had died between the start of a dossier and its answers.
    _ = try await house.operations.at(TestWorld.noon(2018, 10, 22)).startDossier(
      in: record.slug, by: .replay, origin: "2018-10/\(record.territories[7].slug)")

    _ = try await replayed(house)

    #expect(try await house.operations.publishedCounts().territories == 20)
    let dossiers = try await house.database.read { try $0.count("SELECT COUNT(*) AS count FROM dossiers") }
    #expect(dossiers == 20)
  }

  @Test func `a place in two territories is answered with both`() async throws {
    let house = try await house()
    _ = try await replayed(house)
    let places = try await house.operations.locate(.code("93048"))
    #expect(places.first?.territories.map(\.slug.value) == ["est-ensemble", "territoire-olympique-2024"])
    #expect(
      try await house.operations.locate(.code("29019")).first?.territories.map(\.name) == ["Région Bretagne"])
    #expect(try await house.operations.locate(.code("75056")).first?.territories == [])
    await #expect(throws: Refusal.notFound) { try await house.operations.locate(.code("00000")) }
  }

  @Test func `réparer finds réparation, and words without accents are found too`() async throws {
    let house = try await house()
    _ = try await replayed(house)
    for (typed, written) in [("réparer", "réparation"), ("reemploi", "réemploi"), ("mobilite", "mobilités")] {
      let found = try await house.operations.search(typed, in: .french, .longest)
      let exact = try await house.operations.search(written, in: .french, .longest)
      #expect(found.total > 0, "\(typed)")
      #expect(Set(found.items).isSubset(of: exact.items), "\(typed)")
    }
  }
}
