import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct FourEyesTests {
  @Test func `a decision is prepared by one person and approved by another`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let version = try await house.house.load(id).version
    await #expect(throws: Refusal.decision(.fourEyesNeeded)) {
      try await house.operations.decideDossier(
        id, version: version, outcome: .labelled, reasons: "Motifs.",
        signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: house.preparer)
    }
    let proposal = try await house.propose(HandsHouse.draft(), of: id)
    await #expect(throws: Refusal.decision(.sameHand)) {
      try await house.operations.approveDecision(proposal, of: id, by: house.preparer)
    }
    #expect(try await house.house.load(id).state == .deliberated)
    try await house.operations.approveDecision(proposal, of: id, by: house.checker)
    let file = try await house.operations.dossier(id, for: house.checker)
    #expect(file.dossier.state == .decided)
    #expect(file.decision?.criteria["c5"] == "Motif du critère 5.")
    #expect(file.decision?.standing.map(\.fr) == ["Terme."])
    #expect(try await house.operations.dossier(id, for: house.desk.applicant).decision == nil)
    #expect(try await house.desk.isJournalIntact())
  }

  @Test func `an unfavourable decision gives reasons on each criterion, and a text of the program is rewritten`()
    async throws
  {
    let house = try await HandsHouse(DecisionTerms(perCriterion: true))
    let id = try await house.deliberated()
    var draft = HandsHouse.draft(.rejected)
    draft.criteria["c2"] = " "
    draft.criteria["c4"] = "\(DecisionDraft.mark) 4.1 : 1"
    let expected = Refusal.invalid([
      Finding(field: "criterion-c2", problem: .missing), Finding(field: "criterion-c4", problem: .notRewritten),
    ])
    #expect(try await house.refusal { _ = try await house.propose(draft, of: id) } == expected)
    draft.outcome = Decision.Outcome.labelled.rawValue
    draft.criteria["c4"] = ""
    _ = try await house.propose(draft, of: id)
  }

  @Test func `two people write at once: nothing is lost, and the second one is told`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let operations = house.operations
    var (first, second) = (HandsHouse.draft(), HandsHouse.draft())
    first.reasons = "Une."
    second.reasons = "Deux."
    try await operations.saveDecisionDraft(first, of: id, over: 0, by: house.preparer)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await operations.saveDecisionDraft(second, of: id, over: 0, by: house.checker)
    }
    try await operations.saveDecisionDraft(second, of: id, over: 1, by: house.checker)
    // The same again is no new version.
    try await operations.saveDecisionDraft(second, of: id, over: 2, by: house.checker)
    let drafts = try await operations.decisionWork(of: id, for: house.preparer).drafts
    #expect(drafts.map(\.content.reasons) == ["Deux.", "Une."])
    #expect(drafts.map(\.author?.id) == [house.checker.person, house.preparer.person])
  }

  @Test func `two instructors decide one dossier at once: one decision stands, the other person is told`() async throws
  {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let proposal = try await house.propose(HandsHouse.draft(), of: id)
    let third = try await house.house.person(.instructor, "thaïs")
    let refusals = try await withThrowingTaskGroup(of: Refusal?.self) { group in
      group.addTask {
        try await house.refusal {
          try await house.operations.approveDecision(proposal, of: id, by: house.checker)
        }
      }
      group.addTask {
        try await house.refusal {
          try await house.operations.sendDecisionBack(proposal, of: id, reasons: "À revoir.", by: third)
        }
      }
      return try await group.reduce(into: [Refusal?]()) { $0.append($1) }
    }
    #expect(refusals.filter { $0 == nil }.count == 1)
    #expect(refusals.compactMap { $0 } == [.changedMeanwhile])
    let verdicts = try await house.operations.decisionWork(of: id, for: third).proposals.map(\.verdict)
    let state = try await house.house.load(id).state
    #expect((verdicts == [.approved] && state == .decided) || (verdicts == [.sentBack] && state == .deliberated))
  }

  @Test func `two who decide in one form at once: one decision stands, the other person is told`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    try await desk.house.examine(dossier.id, by: desk.instructor)
    let version = try await desk.house.load(dossier.id).version
    let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
      for (principal, outcome) in [(desk.instructor, Decision.Outcome.labelled), (desk.other, .rejected)] {
        group.addTask {
          do {
            try await desk.operations.decideDossier(
              dossier.id, version: version, outcome: outcome, reasons: "Motifs.",
              signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: principal)
            return true
          } catch Refusal.changedMeanwhile {
            return false
          } catch Refusal.notPossible(.decide, from: .decided) {
            return false
          }
        }
      }
      return try await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 }.count == 1)
    #expect(try await desk.journal("dossier.decided").count == 1)
  }

  @Test func `a decision that is sent back says why, and is proposed anew`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let proposal = try await house.propose(HandsHouse.draft(), of: id)
    await #expect(throws: Refusal.decision(.proposedMeanwhile)) {
      try await house.operations.saveDecisionDraft(HandsHouse.draft(.rejected), of: id, over: 1, by: house.preparer)
    }
    await #expect(throws: Refusal.invalid([Finding(field: "checkReasons", problem: .missing)])) {
      try await house.operations.sendDecisionBack(proposal, of: id, reasons: " ", by: house.checker)
    }
    try await house.operations.sendDecisionBack(proposal, of: id, reasons: "Trop bref.", by: house.checker)
    let work = try await house.operations.decisionWork(of: id, for: house.preparer)
    #expect(work.isWritable && work.proposals.first?.reasons == "Trop bref.")
    var better = HandsHouse.draft()
    better.reasons = "Plus long."
    let again = try await house.propose(better, of: id)
    try await house.operations.approveDecision(again, of: id, by: house.checker)
    #expect(try await house.operations.dossier(id, for: house.checker).decision?.reasons == "Plus long.")
  }

  @Test func `those who file and those without the desk see nothing of a draft`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    _ = try await house.propose(HandsHouse.draft(), of: id)
    for role in Role.allCases where ![.instructor, .administrator].contains(role) {
      let somebody = try await house.house.person(role, "quidam")
      await #expect(throws: Refusal.notFound, "\(role)") {
        _ = try await house.operations.decisionWork(of: id, for: somebody)
      }
    }
    for section in Operations.personalSections {
      let exported = try await house.operations.personalData(section, offset: 0, for: house.desk.applicant)
      #expect(!"\(exported)".contains("Des motifs d’exemple"), "\(section)")
    }
  }

  @Test func `before an unfavourable decision the applicant is heard, and nobody else knows of it`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let draft = HandsHouse.draft(.rejected)
    #expect(try await house.refusal { _ = try await house.propose(draft, of: id) } == .decision(.replyNotAsked))
    try await house.ask(draft, of: id)
    let letter = try #require(try await house.desk.letters("projectedDecision").first)
    #expect(letter.person == house.desk.applicant.person && letter.body.contains("https://exemple.example/\(id)"))
    let due = Day(house.house.clock.world.now()).adding(days: 15)
    #expect(
      try await house.refusal { _ = try await house.propose(draft, of: id) } == .decision(.replyAwaited(until: due)))
    let stranger = try await house.house.person(.applicant, "autre")
    for somebody in [stranger, house.checker] {
      await #expect(throws: Refusal.notFound) {
        _ = try await house.operations.projectedDecision(of: id, for: somebody)
      }
    }
    let shown = try await house.operations.projectedDecision(of: id, for: house.desk.applicant)
    #expect(shown.reply.content.criteria["c1"] == "Motif du critère 1.")
    try await house.operations.answerProjectedDecision("Le besoin est prouvé.", of: id, by: house.desk.applicant)
    // Pressed twice it is one answer; another text comes too late.
    try await house.operations.answerProjectedDecision("Le besoin est prouvé.", of: id, by: house.desk.applicant)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await house.operations.answerProjectedDecision("Autre.", of: id, by: house.desk.applicant)
    }
    #expect(
      try await house.operations.decisionWork(of: id, for: house.checker).reply?.answer == "Le besoin est prouvé.")
    let proposal = try await house.propose(draft, of: id)
    try await house.operations.approveDecision(proposal, of: id, by: house.checker)
    #expect(try await house.house.load(id).state == .decided)
  }

  @Test func `whoever lets the time of the answer pass is decided after its last day, and answers no more`()
    async throws
  {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let draft = HandsHouse.draft(.rejected)
    try await house.ask(draft, of: id)
    let end = Day(house.house.clock.world.now()).adding(days: 15).end
    house.house.clock.set(end.addingTimeInterval(-1))
    #expect(try await house.refusal { _ = try await house.propose(draft, of: id) } != nil)
    house.house.clock.set(end)
    await #expect(throws: Refusal.decision(.hourPassed)) {
      try await house.operations.answerProjectedDecision("Trop tard.", of: id, by: house.desk.applicant)
    }
    _ = try await house.propose(draft, of: id)
  }

  @Test func `after an appeal the decision is taken anew by others`() async throws {
    let house = try await HandsHouse(DecisionTerms())
    let id = try await house.deliberated()
    try await house.decide(id, .rejected)
    let operations = house.operations
    try await operations.notifyDecision(id, version: try await house.house.load(id).version, by: house.checker)
    try await operations.recordAppeal(
      AppealDraft(reasons: "Nous contestons."), of: id, version: try await house.house.load(id).version,
      by: house.desk.applicant)
    let facts = try await operations.dossier(id, for: house.checker).facts
    #expect(facts.appealedOn != nil && facts.appeal != nil)
    #expect(try await operations.dossier(id, for: house.desk.applicant).facts.appeal == nil)
    let (third, fourth) = (
      try await house.house.person(.instructor, "thaïs"), try await house.house.person(.instructor, "quentin")
    )
    for event in [DossierEvent.reconsider, .deliberate] {
      for hand in [house.preparer, house.checker] {
        #expect(try await operations.dossier(id, for: hand).possibleEvents.isEmpty)
        let version = try await house.house.load(id).version
        #expect(
          try await house.refusal {
            try await operations.moveDossier(
              id, version: version, by: event, reasons: "Recours reçu.", principal: hand)
          } == .decision(.sameHand))
      }
      try await operations.moveDossier(
        id, version: try await house.house.load(id).version, by: event, reasons: "Recours reçu.", principal: third)
    }
    let draft = HandsHouse.draft()
    for hand in [house.preparer, house.checker] {
      #expect(try await house.refusal { _ = try await house.propose(draft, of: id, by: hand) } == .decision(.sameHand))
    }
    let proposal = try await house.propose(draft, of: id, by: third)
    #expect(
      try await house.refusal { try await operations.approveDecision(proposal, of: id, by: house.checker) }
        == .decision(.sameHand))
    try await operations.approveDecision(proposal, of: id, by: fourth)
    #expect(try await house.house.load(id).state == .decided)
  }
}
