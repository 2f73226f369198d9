import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct WavePublicationTests {
  private let terms = DecisionTerms(together: true)

  private func hour(_ house: HandsHouse, days: Int = 32) -> (WavePublication.Draft, Date) {
    let day = Day(house.house.clock.world.now()).adding(days: days)
    return (WavePublication.Draft(day: "\(day)", hour: "10:00"), day.start.addingTimeInterval(36_000))
  }

  @Test func `an hour is set once all decisions are taken, and the missing ones are listed`() async throws {
    let house = try await HandsHouse(terms)
    let (first, second) = (try await house.deliberated("Un"), try await house.deliberated("Deux"))
    try await house.decide(first)
    let (typed, _) = hour(house)
    let slug = house.desk.wave.slug
    await #expect(throws: Refusal.decision(.decisionsMissing)) {
      try await house.operations.setPublication(typed, of: slug, version: 0, by: house.preparer)
    }
    let file = try await house.operations.wavePublication(of: slug, for: house.preparer)
    #expect(file.missing.map(\.dossier) == [second] && file.ready == 1)
    try await house.decide(second)
    try await house.operations.setPublication(typed, of: slug, version: 0, by: house.preparer)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await house.operations.setPublication(typed, of: slug, version: 0, by: house.checker)
    }
    let (later, at) = hour(house, days: 34)
    try await house.operations.setPublication(later, of: slug, version: 1, by: house.checker)
    #expect(try await house.operations.wavePublication(of: slug, for: house.preparer).publication?.at == at)
    for role in [Role.applicant, .expert, .jury] {
      let somebody = try await house.house.person(role, "quidam")
      await #expect(throws: Refusal.notFound) {
        _ = try await house.operations.wavePublication(of: slug, for: somebody)
      }
    }
  }

  @Test func `no hour is set over a decision that somebody took whom an interest binds by now`() async throws {
    let house = try await HandsHouse(terms)
    let id = try await house.deliberated("Un")
    try await house.decide(id)
    let (third, fourth) = (
      try await house.house.person(.instructor, "thaïs"), try await house.house.person(.instructor, "quentin")
    )
    let (slug, typed) = (house.desk.wave.slug, hour(house).0)
    #expect(try await house.operations.wavePublication(of: slug, for: third).missing.isEmpty)
    try await house.operations.declareConflict(id, words: "Un lien.", by: house.checker)
    let missing = try await house.operations.wavePublication(of: slug, for: third).missing
    #expect(missing.map(\.dossier) == [id] && missing.map(\.state) == [.decided] && !missing[0].isUnsigned)
    await #expect(throws: Refusal.decision(.decisionsMissing)) {
      try await house.operations.setPublication(typed, of: slug, version: 0, by: third)
    }
    let taken = try #require(try await house.operations.decisionWork(of: id, for: third).recallable)
    try await house.operations.takeDecisionBack(taken.id, of: id, reasons: "À reprendre.", by: third)
    let again = try await house.propose(HandsHouse.draft(), of: id, by: third)
    try await house.operations.approveDecision(again, of: id, by: fourth)
    try await house.operations.setPublication(typed, of: slug, version: 0, by: third)
  }

  @Test func `one by one no decision is told before the hour`() async throws {
    let house = try await HandsHouse(terms)
    let id = try await house.deliberated()
    try await house.decide(id)
    let file = try await house.operations.dossier(id, for: house.preparer)
    #expect(!file.possibleEvents.contains(.notify))
    await #expect(throws: Refusal.decision(.publishedTogether)) {
      try await house.operations.notifyDecision(id, version: file.dossier.version, by: house.preparer)
    }
  }

  @Test func `nothing is public a millisecond before the hour, and everything at it, in one commit`() async throws {
    let house = try await HandsHouse(terms)
    var ids: [ID<Dossier>] = []
    for number in 1...12 { ids.append(try await house.deliberated("Pays \(number)")) }
    for (index, id) in ids.enumerated() { try await house.decide(id, index % 3 == 2 ? .rejected : .labelled) }
    let (typed, at) = hour(house)
    let slug = house.desk.wave.slug
    try await house.operations.setPublication(typed, of: slug, version: 0, by: house.preparer)
    let (operations, clock) = (house.operations, house.house.clock)
    let before = operations.publishedVersion.current
    clock.set(at.addingTimeInterval(-0.001))
    #expect(try await operations.publishDueWaves() == 0)
    #expect(try await operations.publishedCounts().territories == 0)
    #expect(try await house.desk.letters("decision").isEmpty && operations.publishedVersion.current == before)
    clock.set(at)
    #expect(try await operations.publishDueWaves() == 12)
    #expect(try await operations.publishedCounts().territories == 8)
    #expect(try await house.desk.letters("decision").count == 12)
    #expect(operations.publishedVersion.current == before + 1)
    #expect(try await operations.dossier(ids[0], for: house.desk.applicant).decision?.publishedAt == at)
    // Again, and on another node: nothing is left to do.
    #expect(try await operations.publishDueWaves() == 0)
    await #expect(throws: Refusal.decision(.hourPassed)) {
      try await operations.setPublication(typed, of: slug, version: 1, by: house.preparer)
    }
    #expect(try await house.desk.isJournalIntact())
  }

  @Test func `an hour that passed while the program was down is kept when it starts`() async throws {
    let house = try await HandsHouse(terms)
    let id = try await house.deliberated()
    try await house.decide(id)
    let (typed, at) = hour(house)
    try await house.operations.setPublication(typed, of: house.desk.wave.slug, version: 0, by: house.preparer)
    house.house.clock.set(at.addingTimeInterval(40_000))
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 { group.addTask { try await house.operations.publishDueWaves() } }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(counts.sorted() == [0, 0, 1])
    #expect(try await house.house.load(id).state == .published)
  }

  @Test func `no hour is set before the call closes, nor further away than a year`() async throws {
    let house = try await HandsHouse(terms)
    let id = try await house.deliberated()
    try await house.decide(id)
    let slug = house.desk.wave.slug
    for (days, problem) in [
      (29, Finding.Problem.beforeClosing), (500, .dayTooFar(months: 12)), (2_900_000, .dayTooFar(months: 12)),
    ] {
      let (typed, _) = hour(house, days: days)
      #expect(
        try await house.refusal {
          try await house.operations.setPublication(typed, of: slug, version: 0, by: house.preparer)
        } == .invalid([Finding(field: "day", problem: problem)]), "\(days)")
    }
  }

  @Test func `whoever a dossier of the wave binds reads no count, and sets no hour`() async throws {
    let house = try await HandsHouse(terms)
    let (first, second) = (try await house.deliberated("Un"), try await house.deliberated("Deux"))
    try await house.operations.declareConflict(second, words: "Un lien.", by: house.checker)
    let slug = house.desk.wave.slug
    let before = try await house.operations.wavePublication(of: slug, for: house.checker)
    let third = try await house.house.person(.instructor, "thaïs")
    for id in [first, second] {
      try await house.operations.approveDecision(try await house.propose(HandsHouse.draft(), of: id), of: id, by: third)
    }
    let after = try await house.operations.wavePublication(of: slug, for: house.checker)
    for file in [before, after] { #expect(file.isReaderBound && file.ready == 0 && file.missing.isEmpty) }
    let (typed, _) = hour(house)
    await #expect(throws: Refusal.decision(.boundInWave)) {
      try await house.operations.setPublication(typed, of: slug, version: 0, by: house.checker)
    }
    #expect(try await house.operations.wavePublication(of: slug, for: third).ready == 2)
    try await house.operations.setPublication(typed, of: slug, version: 0, by: third)
  }

  @Test func `one wave is published at a moment of its own, without the others`() async throws {
    let house = try await HandsHouse(terms)
    let id = try await house.deliberated()
    try await house.decide(id)
    let (typed, at) = hour(house)
    try await house.operations.setPublication(typed, of: house.desk.wave.slug, version: 0, by: house.preparer)
    house.house.clock.set(at)
    #expect(try await house.operations.publishDueWaves(only: house.house.clock.world.newIdentity()) == 0)
    #expect(try await house.operations.publishDueWaves(only: house.desk.wave.id) == 1)
  }

  @Test func `the call of a wave of examples is closed at once, to publish after it`() async throws {
    let house = try await HandsHouse(terms)
    let id = try await house.deliberated()
    try await house.decide(id)
    let slug = house.desk.wave.slug
    await #expect(throws: Refusal.notFound) {
      try await house.operations.closeExampleCall(slug, by: house.desk.applicant)
    }
    try await house.operations.closeExampleCall(slug, by: house.preparer)
    let (soon, _) = hour(house, days: 1)
    try await house.operations.setPublication(soon, of: slug, version: 0, by: house.preparer)
    await #expect(throws: Refusal.waveNotOpen) {
      _ = try await house.operations.startDossier(in: slug, by: house.desk.applicant)
    }
    #expect(try await house.desk.journal("wave.closed").count == 1)
  }
}
