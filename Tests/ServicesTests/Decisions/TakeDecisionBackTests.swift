import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct TakeDecisionBackTests {
  private func decided(_ terms: DecisionTerms = DecisionTerms(together: true)) async throws -> (
    HandsHouse, ID<Dossier>, ID<DecisionProposal>
  ) {
    let house = try await HandsHouse(terms)
    let id = try await house.deliberated()
    try await house.decide(id)
    let proposals = try await house.operations.decisionWork(of: id, for: house.preparer).proposals
    return (house, id, try #require(proposals.first).id)
  }

  @Test func `an approved decision is taken back for correction, and decided again by two people`() async throws {
    let (house, id, proposal) = try await decided()
    let operations = house.operations
    #expect(
      try await house.refusal {
        try await operations.takeDecisionBack(proposal, of: id, reasons: " ", by: house.preparer)
      } == .invalid([Finding(field: "checkReasons", problem: .missing)]))
    try await operations.takeDecisionBack(proposal, of: id, reasons: "Une coquille.", by: house.preparer)
    #expect(
      try await house.refusal {
        try await operations.takeDecisionBack(proposal, of: id, reasons: "Encore.", by: house.checker)
      } == .changedMeanwhile)
    let file = try await operations.dossier(id, for: house.checker)
    #expect(file.dossier.state == .deliberated && file.decision == nil)
    let work = try await operations.decisionWork(of: id, for: house.checker)
    #expect(work.isWritable && work.proposals.first?.recall?.reasons == "Une coquille.")
    var better = HandsHouse.draft()
    better.reasons = "Corrigé."
    // Whoever wrote the text that was taken back is still one of its hands.
    let again = try await house.propose(better, of: id, by: house.checker)
    #expect(
      try await house.refusal { try await operations.approveDecision(again, of: id, by: house.preparer) }
        == .decision(.sameHand))
    let third = try await house.house.person(.instructor, "thaïs")
    try await operations.approveDecision(again, of: id, by: third)
    #expect(try await operations.dossier(id, for: third).decision?.reasons == "Corrigé.")
    #expect(try await house.desk.journal("decision.takenBack").count == 1)
    #expect(try await house.desk.isJournalIntact())
  }

  @Test func `a decision is not taken back while its hour is set, and never once it is told`() async throws {
    let (house, id, proposal) = try await decided()
    let (operations, slug) = (house.operations, house.desk.wave.slug)
    let day = Day(house.house.clock.world.now()).adding(days: 32)
    try await operations.setPublication(
      WavePublication.Draft(day: "\(day)", hour: "10:00"), of: slug, version: 0, by: house.checker)
    #expect(
      try await house.refusal {
        try await operations.takeDecisionBack(proposal, of: id, reasons: "Non.", by: house.checker)
      } == .decision(.hourSet))
    try await operations.cancelPublication(of: slug, version: 1, by: house.preparer)
    #expect(
      try await house.refusal { try await operations.cancelPublication(of: slug, version: 1, by: house.checker) }
        == .changedMeanwhile)
    house.house.clock.set(day.end)
    #expect(try await operations.publishDueWaves() == 0)
    #expect(try await operations.nextPublication() == nil)
    try await operations.takeDecisionBack(proposal, of: id, reasons: "Une coquille.", by: house.checker)
    try await house.decide(id)
    let later = day.adding(days: 10)
    #expect(
      try await house.refusal {
        try await operations.setPublication(
          WavePublication.Draft(day: "\(later)", hour: "10:00"), of: slug, version: 1, by: house.checker)
      } == .changedMeanwhile)
    try await operations.setPublication(
      WavePublication.Draft(day: "\(later)", hour: "10:00"), of: slug, version: 2, by: house.checker)
    house.house.clock.set(later.end)
    #expect(
      try await house.refusal { try await operations.cancelPublication(of: slug, version: 3, by: house.checker) }
        == .decision(.hourPassed))
    #expect(try await operations.publishDueWaves() == 1)
    #expect(
      try await house.refusal {
        try await operations.takeDecisionBack(proposal, of: id, reasons: "Trop tard.", by: house.checker)
      } == .changedMeanwhile)
    #expect(try await operations.publishedCounts().territories == 1)
  }

  @Test func `a deepening that nobody was told of goes with its decision`() async throws {
    let house = try await HandsHouse(DecisionTerms())
    let id = try await house.deliberated()
    try await house.decide(id, .deepening)
    let proposal = try #require(
      try await house.operations.decisionWork(of: id, for: house.preparer).proposals.first)
    try await house.operations.takeDecisionBack(proposal.id, of: id, reasons: "Erreur.", by: house.checker)
    try await house.decide(id)
    try await house.operations.notifyDecision(
      id, version: try await house.house.load(id).version, by: house.preparer)
    await #expect(throws: Refusal.notFound) {
      _ = try await house.operations.deepening(of: id, for: house.desk.applicant)
    }
  }
}
