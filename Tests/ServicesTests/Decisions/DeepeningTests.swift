import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct DeepeningTests {
  private struct Case {
    let house: HandsHouse
    let id: ID<Dossier>

    func move(
      _ step: DeepeningStep, by principal: Principal? = nil, _ verdicts: DeepeningVerdicts = .init(),
      reasons: String = ""
    ) async throws {
      let version = try await house.operations.deepening(of: id, for: house.preparer).deepening.version
      try await house.operations.moveDeepening(
        of: id, version: version, by: step, verdicts: verdicts, reasons: reasons, principal: principal ?? house.preparer
      )
    }

    func state() async throws -> Deepening.State {
      try await house.operations.deepening(of: id, for: house.desk.applicant).deepening.state
    }
  }

  private func opened() async throws -> Case {
    let house = try await HandsHouse(DecisionTerms(perCriterion: true))
    let id = try await house.deliberated()
    try await house.decide(id, .deepening)
    await #expect(throws: Refusal.notFound) {
      _ = try await house.operations.deepening(of: id, for: house.desk.applicant)
    }
    try await publish(id, house)
    return Case(house: house, id: id)
  }

  private func publish(_ id: ID<Dossier>, _ house: HandsHouse) async throws {
    let operations = house.operations
    try await operations.notifyDecision(id, version: try await house.house.load(id).version, by: house.preparer)
    try await operations.publishDecision(id, version: try await house.house.load(id).version, by: house.preparer)
  }

  @Test func `a deepening that needs conditions, somebody who goes along and a day is refused without them`()
    async throws
  {
    let house = try await HandsHouse(DecisionTerms())
    let id = try await house.deliberated()
    var draft = HandsHouse.draft(.deepening)
    (draft.conditions, draft.coach, draft.due) = ("", "", "01/01/2020")
    let expected = Refusal.invalid([
      Finding(field: "conditions", problem: .missing), Finding(field: "coach", problem: .missing),
      Finding(field: "due", problem: .dayPast),
    ])
    #expect(try await house.refusal { _ = try await house.propose(draft, of: id) } == expected)
  }

  @Test func `a deepening goes from its list to a label on its conditions alone`() async throws {
    let c = try await opened()
    let applicant = c.house.desk.applicant
    let file = try await c.house.operations.deepening(of: c.id, for: applicant)
    #expect(file.deepening.conditions.map(\.text) == ["Prouver le besoin", "Nommer un chef de file"])
    #expect(file.possibleSteps == [.agree, .renounce])
    #expect(try await c.house.refusal { try await c.move(.agree) } == .notAllowed(.answerDecision))
    try await c.move(.agree, by: applicant)
    #expect(try await c.house.refusal { try await c.move(.start, by: applicant) } == .notAllowed(.examineDossier))
    try await c.move(.start)
    let half = DeepeningVerdicts([1: .init(isMet: true, reasons: "Enquête jointe.")])
    #expect(
      try await c.house.refusal { try await c.move(.reassess, half) }
        == .invalid([Finding(field: "met-2", problem: .missing), Finding(field: "why-2", problem: .missing)]))
    try await c.move(
      .reassess,
      DeepeningVerdicts([1: .init(isMet: true, reasons: "Enquête."), 2: .init(isMet: true, reasons: "Acte.")]))
    try await c.move(.decide)
    #expect(try await c.house.house.load(c.id).state == .deliberated)
    let work = try await c.house.operations.decisionWork(of: c.id, for: c.house.preparer)
    #expect(work.criteria.isEmpty && work.latest?.content.outcome == "labelled")
    #expect(work.latest?.content.reasons.contains("Enquête.") ?? false)
    for outcome in [Decision.Outcome.rejected, .deepening] {
      let other = try await c.house.refusal { _ = try await c.house.propose(HandsHouse.draft(outcome), of: c.id) }
      #expect(other == .invalid([Finding(field: "outcome", problem: .conditionsMet)]))
    }
    let proposal = try await c.house.propose(HandsHouse.draft(), of: c.id)
    try await c.house.operations.approveDecision(proposal, of: c.id, by: c.house.checker)
    #expect(try await c.state() == .reassessed)
    try await publish(c.id, c.house)
    #expect(try await c.state() == .labelled)
    #expect(try await c.house.operations.publishedCounts().territories == 1)
    #expect(try await c.house.desk.isJournalIntact())
  }

  @Test func `the service ends no deepening: without the label it ends by a decision of two, not before its day`()
    async throws
  {
    let c = try await opened()
    let (house, due) = (c.house, try #require(Day("2027-06-01")))
    #expect(try await house.refusal { try await c.move(.renounce) } == .notAllowed(.answerDecision))
    let unmet = DeepeningVerdicts([
      1: .init(isMet: true, reasons: "Enquête."), 2: .init(isMet: false, reasons: "Personne n’est nommé."),
    ])
    // A list that the collective has not begun to work on is not looked at before its day.
    #expect(try await house.refusal { try await c.move(.reassess, unmet) } == .decision(.deepeningNotDue(on: due)))
    try await c.move(.agree, by: house.desk.applicant)
    try await c.move(.start)
    try await c.move(.reassess, unmet)
    #expect(try await house.operations.deepening(of: c.id, for: house.preparer).possibleSteps == [.reassess])
    #expect(try await house.refusal { try await c.move(.decide) } == .decision(.deepeningNotDue(on: due)))
    house.house.clock.set(due.start)
    try await c.move(.decide)
    let draft = HandsHouse.draft(.rejected)
    _ = try await house.operations.decisionWork(of: c.id, for: house.preparer)
    try await house.operations.approveDecision(
      try await house.propose(draft, of: c.id), of: c.id, by: house.checker)
    try await publish(c.id, house)
    #expect(try await c.state() == .closed)
  }

  @Test func `a collective that never agreed is looked at on its day`() async throws {
    let c = try await opened()
    c.house.house.clock.set(try #require(Day("2027-06-01")).start)
    try await c.move(
      .reassess,
      DeepeningVerdicts([1: .init(isMet: false, reasons: "Rien."), 2: .init(isMet: false, reasons: "Rien.")]))
    #expect(try await c.state() == .reassessed)
  }

  @Test func `two who take a step at once: one is told`() async throws {
    let c = try await opened()
    let version = try await c.house.operations.deepening(of: c.id, for: c.house.preparer).deepening.version
    try await c.move(.renounce, by: c.house.desk.applicant, reasons: "Le collectif renonce.")
    await #expect(throws: Refusal.changedMeanwhile) {
      try await c.house.operations.moveDeepening(
        of: c.id, version: version, by: .agree, principal: c.house.desk.applicant)
    }
    let file = try await c.house.operations.deepening(of: c.id, for: c.house.desk.applicant)
    #expect(file.deepening.state == .closed && file.deepening.closingReasons == "Le collectif renonce.")
    #expect(file.possibleSteps.isEmpty)
  }
}
