import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Who may approve what, and what was heard before.
@Suite struct DecisionHandsTests {
  @Test func `whoever wrote in an earlier draft does not approve what another person proposes of it`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    try await house.operations.saveDecisionDraft(HandsHouse.draft(), of: id, over: 0, by: house.preparer)
    var dotted = HandsHouse.draft()
    dotted.reasons += "."
    let proposal = try await house.propose(dotted, of: id, by: house.checker)
    let work = try await house.operations.decisionWork(of: id, for: house.preparer)
    #expect(work.isHand(house.preparer.person, in: try #require(work.openProposal)))
    for hand in [house.preparer, house.checker] {
      #expect(
        try await house.refusal { try await house.operations.approveDecision(proposal, of: id, by: hand) }
          == .decision(.sameHand))
    }
    let third = try await house.house.person(.instructor, "thaïs")
    try await house.operations.approveDecision(proposal, of: id, by: third)
    #expect(try await house.house.load(id).state == .decided)
  }

  @Test func `what somebody wrote or proposed whom an interest binds now is not approved until another takes it over`()
    async throws
  {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let third = try await house.house.person(.instructor, "thaïs")
    try await house.operations.saveDecisionDraft(HandsHouse.draft(), of: id, over: 0, by: house.preparer)
    let first = try await house.propose(HandsHouse.draft(), of: id, by: house.checker)
    try await house.operations.declareConflict(id, words: "Un lien.", by: house.preparer)
    #expect(
      try await house.refusal { try await house.operations.approveDecision(first, of: id, by: third) }
        == .decision(.boundHand))
    try await house.operations.sendDecisionBack(first, of: id, reasons: "À reprendre.", by: third)
    #expect(try await house.operations.decisionWork(of: id, for: third).isLatestBound)
    // The very same words, of somebody else now.
    let second = try await house.propose(HandsHouse.draft(), of: id, by: house.checker)
    let work = try await house.operations.decisionWork(of: id, for: third)
    #expect(work.latest?.number == 2 && work.latest?.author?.id == house.checker.person && !work.isLatestBound)
    try await house.operations.approveDecision(second, of: id, by: third)
    #expect(try await house.house.load(id).state == .decided)
  }

  @Test func `whoever decides otherwise than the jury proposed says why, and whoever approves reads it`() async throws {
    let jury = try await JuryHouse(procedure: HandsHouse.procedure(DecisionTerms(perCriterion: true)))
    let dossier = try await jury.reviewed()
    let session = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: session)
    for juror in 0..<4 { try await jury.vote(JuryChoice(.labelled), juror, on: item, in: session) }
    try await jury.close(try await jury.end(item, in: session), in: session)
    try await jury.step(.close, session)
    let operations = jury.operations
    let checker = try await jury.house.person(.instructor, "sacha")
    var draft = HandsHouse.draft(.rejected)
    let missing = Refusal.invalid([Finding(field: "departure", problem: .missing)])
    await #expect(throws: missing) {
      try await operations.proposeDecision(draft, of: dossier.id, over: 0, by: jury.secretary)
    }
    draft.departure = "Une pièce connue depuis la séance."
    try await operations.proposeDecision(draft, of: dossier.id, over: 0, by: jury.secretary)
    let work = try await operations.decisionWork(of: dossier.id, for: checker)
    #expect(work.jury?.outcome == .labelled && work.jury?.session == session)
    #expect(work.latest?.content.departure == draft.departure && draft.departs(from: work.jury))
    try await operations.approveDecision(try #require(work.openProposal).id, of: dossier.id, by: checker)
    #expect(try await jury.house.load(dossier.id).state == .decided)
    #expect(!HandsHouse.draft(.labelled).departs(from: work.jury) && !draft.departs(from: nil))
  }

  @Test func `those who may approve a decision are told that it waits, and nobody else`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let (third, bound) = (
      try await house.house.person(.instructor, "thaïs"), try await house.house.person(.instructor, "lou")
    )
    try await house.operations.declareConflict(id, words: "Un lien.", by: bound)
    try await house.operations.saveDecisionDraft(HandsHouse.draft(), of: id, over: 0, by: house.preparer)
    var dotted = HandsHouse.draft()
    dotted.reasons += "."
    try await house.operations.proposeDecision(dotted, of: id, over: 1, by: third) { "https://exemple.example/\($0)" }
    let letters = try await house.desk.letters("decisionToApprove")
    #expect(letters.map(\.person) == [house.checker.person])
    #expect(letters.allSatisfy { $0.body.contains("https://exemple.example/\(id)") && !$0.body.contains("Labellisé") })
  }

  @Test func `what is decided is what the applicant could answer: another outcome or another reason is shown anew`()
    async throws
  {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    let shown = HandsHouse.draft(.deepening)
    try await house.ask(shown, of: id)
    try await house.operations.answerProjectedDecision("Nous acceptons.", of: id, by: house.desk.applicant)
    #expect(
      try await house.refusal { _ = try await house.propose(HandsHouse.draft(.rejected), of: id) }
        == .decision(.replyChanged))
    for change in [\DecisionDraft.reasons, \DecisionDraft.conditions] {
      var draft = shown
      draft[keyPath: change] += " Nouveau grief."
      #expect(try await house.refusal { _ = try await house.propose(draft, of: id) } == .decision(.replyChanged))
    }
    var other = shown
    other.criteria["c3"] = "Un grief jamais dit."
    #expect(try await house.refusal { _ = try await house.propose(other, of: id) } == .decision(.replyChanged))
    #expect(try await house.refusal { try await house.ask(shown, of: id) } == .decision(.replyHeard))
    house.house.clock.advance(seconds: 60)
    try await house.ask(other, of: id)
    #expect(try await house.desk.letters("projectedDecision").count == 2)
    let work = try await house.operations.decisionWork(of: id, for: house.checker)
    #expect(work.reply?.answer == nil && work.earlierReplies.map(\.answer) == ["Nous acceptons."])
    try await house.operations.answerProjectedDecision("Vu.", of: id, by: house.desk.applicant)
    _ = try await house.propose(other, of: id)
  }

  @Test func `how a text stands on its lines, and who signs it, asks for no new answer`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    try await house.ask(HandsHouse.draft(.rejected), of: id)
    try await house.operations.answerProjectedDecision("Non.", of: id, by: house.desk.applicant)
    var draft = HandsHouse.draft(.rejected)
    draft.reasons = draft.reasons.replacing(" ", with: "\n") + " \n"
    draft.signatoryFunction = "Directrice générale"
    _ = try await house.propose(draft, of: id)
  }

  @Test func `nothing is told to the applicant before anybody deliberated`() async throws {
    let house = try await HandsHouse()
    let dossier = try await house.desk.submitted()
    for event in [DossierEvent.findAdmissible, .openReview] {
      try await house.operations.moveDossier(
        dossier.id, version: try await house.house.load(dossier.id).version, by: event, reasons: nil,
        principal: house.preparer)
    }
    #expect(
      try await house.refusal { try await house.ask(HandsHouse.draft(.rejected), of: dossier.id) }
        == .notPossible(.decide, from: .inReview))
    #expect(try await house.desk.letters("projectedDecision").isEmpty)
  }

  @Test func `a favourable decision waits for no answer`() async throws {
    let house = try await HandsHouse()
    let id = try await house.deliberated()
    try await house.ask(HandsHouse.draft(.rejected), of: id)
    _ = try await house.propose(HandsHouse.draft(), of: id)
  }

  @Test func `the applicant reads what they were told and answered whatever is decided, and no page shows that it was`()
    async throws
  {
    let house = try await HandsHouse()
    let (id, applicant) = (try await house.deliberated(), house.desk.applicant)
    try await house.ask(HandsHouse.draft(.rejected), of: id)
    let before = try await house.operations.projectedDecision(of: id, for: applicant)
    let proposal = try await house.propose(HandsHouse.draft(), of: id)
    try await house.operations.approveDecision(proposal, of: id, by: house.checker)
    let after = try await house.operations.projectedDecision(of: id, for: applicant)
    #expect(after.reply == before.reply && after.isOpen)
    #expect(try await house.operations.dossier(id, for: applicant).facts.reply == before.reply)
    try await house.operations.answerProjectedDecision("Nous répondons.", of: id, by: applicant)
    #expect(try await house.operations.projectedDecision(of: id, for: applicant).reply.answer == "Nous répondons.")
  }

  @Test func `a refusal does not tell who files a dossier that it is decided`() async throws {
    let house = try await HandsHouse()
    let (id, applicant) = (try await house.deliberated(), house.desk.applicant)
    try await house.decide(id)
    let version = try await house.house.load(id).version
    #expect(
      try await house.refusal {
        try await house.operations.moveDossier(
          id, version: version, by: .withdrawDossier, reasons: nil, principal: applicant)
      } == .notPossible(.withdrawDossier, from: .inReview))
    #expect(
      try await house.refusal {
        _ = try await house.operations.submitDossier(id, version: version, by: applicant)
      } == .notPossible(.submit, from: .inReview))
    #expect(
      try await house.refusal {
        _ = try await house.operations.saveAnswers(ExampleProgramme.candidacy, of: id, version: version, by: applicant)
      } == .notPossible(.submit, from: .inReview))
  }

  @Test func `what the outcome does not take is refused, and a text that nobody can see is none`() async throws {
    let house = try await HandsHouse(DecisionTerms(perCriterion: true))
    let id = try await house.deliberated()
    var draft = HandsHouse.draft()
    (draft.conditions, draft.coach, draft.due) = ("Ouvrir le comité", "Une personne", "01/06/2027")
    let untaken = ["conditions", "coach", "due"].map { Finding(field: $0, problem: .notOfOutcome) }
    #expect(try await house.refusal { _ = try await house.propose(draft, of: id) } == .invalid(untaken))
    var blank = HandsHouse.draft(.rejected)
    blank.criteria["c2"] = "\u{A0}\u{200B}"
    #expect(
      try await house.refusal { _ = try await house.propose(blank, of: id) }
        == .invalid([Finding(field: "criterion-c2", problem: .missing)]))
  }
}
