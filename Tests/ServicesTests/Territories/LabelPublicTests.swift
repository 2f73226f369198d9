import Domain
import Foundation
import Services
import TestSupport
import Testing

/// What everybody is told of a label that is over: it is counted nowhere, and named as what it is.
@Suite struct LabelPublicTests {
  private func withdrawn() async throws -> LabelHouse {
    let label = try await LabelHouse()
    label.pass(days: 5)
    try await label.take(label.notice(), by: label.first)
    label.pass(days: 16)
    try await label.take(.withdraw("Motifs"), by: label.second)
    return label
  }

  @Test func `a label that is withdrawn counts nowhere, and its territory is told as what it is`() async throws {
    let label = try await withdrawn()
    let (operations, expected) = (label.operations, PublicLabel(.withdrawn, endedOn: label.today))
    let counts = try await operations.publishedCounts()
    #expect(counts.territories == 0 && counts.challenges == 0)
    #expect(try await operations.allTerritories(isInForce: true).isEmpty)
    #expect(try await operations.latestTerritories(limit: 6).isEmpty)
    #expect(try await operations.challenges(theme: nil, isInForce: true, .longest).total == 0)
    #expect(try await operations.territories(overlapping: ["90001"]).isEmpty)
    let inForce = TerritoryFilter(isInForce: true)
    #expect(try await operations.territories(inForce, in: .french, .longest).total == 0)
    // Whoever asks for them finds them, marked.
    #expect(try await operations.allTerritories().map(\.label) == [expected])
    #expect(try await operations.locate(.code("90001")).first?.territories.map(\.label) == [expected])
    #expect(try await operations.territory(try await label.file().facts.slug).label == expected)
    #expect(try await operations.challenges(theme: nil, .longest).total > 0)
  }

  @Test func `while it holds it counts, suspended too, and its state is told`() async throws {
    let label = try await LabelHouse()
    #expect(try await label.operations.publishedCounts().territories == 1)
    #expect(try await label.operations.allTerritories(isInForce: true).map(\.label) == [PublicLabel(.valid)])
    try await label.take(label.notice(.suspension), by: label.first)
    #expect(try await label.operations.allTerritories().map(\.label) == [PublicLabel(.valid)])
    label.pass(days: 16)
    try await label.take(.suspend("Motifs"), by: label.second)
    #expect(try await label.operations.allTerritories(isInForce: true).map(\.label) == [PublicLabel(.suspended)])
    #expect(try await label.operations.publishedCounts().territories == 1)
  }

  @Test func `a term that ran out counts no more from its day on, before the clock looked`() async throws {
    let label = try await LabelHouse()
    let end = try #require(try await label.file().standing.endsOn)
    label.house.clock.set(end.start.addingTimeInterval(43_200))
    #expect(try await label.operations.publishedCounts().territories == 1)
    label.pass(days: 1)
    #expect(try await label.operations.publishedCounts().territories == 0)
    #expect(
      try await label.operations.allTerritories().map(\.label) == [PublicLabel(.expired, endedOn: end.adding(days: 1))])
  }

  @Test func `a label given up on the day of its grant ended that day`() async throws {
    let label = try await LabelHouse()
    try await label.take(.relinquish("Fin"), by: label.lead)
    #expect(try await label.operations.publishedCounts().territories == 0)
    #expect(
      try await label.operations.allTerritories().map(\.label) == [PublicLabel(.relinquished, endedOn: label.today)])
  }

  @Test func `who held a label that is over begins no report on it`() async throws {
    let label = try await withdrawn()
    let review = try #require(label.operations.programme.procedures.first { $0.id == "label-review" })
    let wave = try await label.house.openWave("bilan", procedure: review)
    await #expect(throws: Refusal.label(.notAHolder)) {
      _ = try await label.operations.startDossier(in: wave.slug, by: label.lead)
    }
  }

  @Test func `an instructor of another wave finds no label in the list that opens for nobody of that wave`()
    async throws
  {
    let label = try await LabelHouse()
    let other = try await label.house.openWave("autre")
    let person = try #require(label.first.person)
    let limited = Principal(person: person, held: [HeldRole(.instructor, in: .wave(other.id))])
    #expect(try await label.operations.labels(nil, .longest, for: limited).total == 0)
    #expect(try await label.operations.labels(nil, .longest, for: label.first).total == 1)
  }
}
