import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// A dossier that is decided anew keeps what was decided before, with its reasons, its letter and its appeals.
@Suite struct EarlierDecisionTests {
  private let met = DeepeningVerdicts([
    1: .init(isMet: true, reasons: "Enquête."), 2: .init(isMet: true, reasons: "Acte."),
  ])

  private func publish(_ id: ID<Dossier>, _ house: HandsHouse, by principal: Principal? = nil) async throws {
    let (operations, principal) = (house.operations, principal ?? house.preparer)
    house.house.clock.advance(seconds: 60)
    try await operations.notifyDecision(id, version: try await house.house.load(id).version, by: principal)
    try await operations.publishDecision(id, version: try await house.house.load(id).version, by: principal)
  }

  private func move(_ id: ID<Dossier>, _ step: DeepeningStep, _ house: HandsHouse, by principal: Principal) async throws
  {
    let version = try await house.operations.deepening(of: id, for: house.preparer).deepening.version
    try await house.operations.moveDeepening(
      of: id, version: version, by: step, verdicts: step == .reassess ? met : .init(), principal: principal)
  }

  /// A dossier of which the deepening was published, and that is being decided anew.
  private func reexamined(_ house: HandsHouse, _ printer: LetterPrinter) async throws -> ID<Dossier> {
    let id = try await house.deliberated()
    try await house.decide(id, .deepening)
    try await publish(id, house)
    try await printer.printAll(house.operations)
    try await move(id, .agree, house, by: house.desk.applicant)
    for step in [DeepeningStep.start, .reassess, .decide] { try await move(id, step, house, by: house.preparer) }
    house.house.clock.advance(seconds: 3600)
    return id
  }

  private func letter(_ number: Int?, of id: ID<Dossier>, _ house: HandsHouse, for reader: Principal) async throws
    -> String
  {
    let (_, document) = try await house.operations.decisionLetter(number, of: id, for: reader)
    let piece = try await house.operations.piece(0, of: document, of: id, for: reader)
    return String(decoding: try #require(piece), as: UTF8.self)
  }

  @Test func `after a deepening that led to the label both decisions, their reasons and their letters are read`()
    async throws
  {
    let (house, printer) = (try await HandsHouse(DecisionTerms(perCriterion: true)), LetterPrinter())
    let id = try await reexamined(house, printer)
    let (operations, applicant) = (house.operations, house.desk.applicant)
    // What was told stays told while the dossier is decided anew.
    let between = try await operations.dossier(id, for: applicant)
    #expect(between.dossier.state == .deliberated && between.decisions.map(\.decision.outcome) == [.deepening])

    var draft = HandsHouse.draft()
    draft.reasons = "Les deux conditions sont remplies."
    try await operations.approveDecision(try await house.propose(draft, of: id), of: id, by: house.checker)
    #expect(try await operations.dossier(id, for: applicant).decisions.map(\.number) == [1])
    #expect(try await operations.dossier(id, for: house.preparer).decisions.map(\.number) == [1, 2])
    await #expect(throws: Refusal.notFound) { _ = try await letter(2, of: id, house, for: applicant) }
    try await operations.noteOpening(of: try await operations.dossier(id, for: applicant), by: applicant)
    try await publish(id, house)
    try await printer.printAll(operations)
    // Whoever read the first one has not read the second.
    #expect(try await operations.awaitedTasks(of: applicant).map(\.kind) == [.decisionToRead])
    try await operations.noteOpening(of: try await operations.dossier(id, for: applicant), by: applicant)
    #expect(try await operations.awaitedTasks(of: applicant).isEmpty)

    for reader in [applicant, house.preparer] {
      let decisions = try await operations.dossier(id, for: reader).decisions
      #expect(decisions.map(\.number) == [1, 2] && decisions.allSatisfy { $0.hasLetter && $0.isTold })
      #expect(decisions.map(\.decision.outcome) == [.deepening, .labelled])
      #expect(
        decisions.map(\.decision.reasons) == ["Des motifs d’exemple.", "Les deux conditions sont remplies."])
      #expect(decisions.allSatisfy { $0.decision.signatory?.name == "Noa Exemple" })
      let first = try await letter(1, of: id, house, for: reader)
      #expect(first.contains("Approfondissement") && first.contains("Une animatrice d’exemple"))
      #expect(first.contains("Motif du critère 1.") && first.contains("Nommer un chef de file"))
      for number in [2, nil] {
        let second = try await letter(number, of: id, house, for: reader)
        #expect(second.contains("Les deux conditions sont remplies.") && !second.contains("Une animatrice d’exemple"))
      }
    }
    await #expect(throws: Refusal.notFound) { _ = try await letter(3, of: id, house, for: applicant) }
    #expect(try await house.desk.isJournalIntact())
  }

  @Test func `a letter that is late is that of its own decision`() async throws {
    let (house, printer) = (try await HandsHouse(DecisionTerms()), LetterPrinter())
    let id = try await house.deliberated()
    try await house.decide(id, .deepening)
    try await publish(id, house)
    try await move(id, .agree, house, by: house.desk.applicant)
    for step in [DeepeningStep.start, .reassess, .decide] { try await move(id, step, house, by: house.preparer) }
    house.house.clock.advance(seconds: 3600)
    try await house.decide(id)
    try await publish(id, house)
    try await printer.printAll(house.operations)
    #expect(try await letter(1, of: id, house, for: house.desk.applicant).contains("Approfondissement"))
    #expect(try await letter(2, of: id, house, for: house.desk.applicant).contains("Labellisé"))
  }

  @Test func `a second decision that is taken back before anybody was told leaves the first one standing`() async throws
  {
    let (house, printer) = (try await HandsHouse(DecisionTerms()), LetterPrinter())
    let id = try await reexamined(house, printer)
    let proposal = try await house.propose(HandsHouse.draft(), of: id)
    try await house.operations.approveDecision(proposal, of: id, by: house.checker)
    try await house.operations.takeDecisionBack(proposal, of: id, reasons: "Une coquille.", by: house.checker)
    let decisions = try await house.operations.dossier(id, for: house.checker).decisions
    #expect(decisions.map(\.decision.outcome) == [.deepening] && decisions.map(\.hasLetter) == [true])
    let third = try await house.house.person(.instructor, "thaïs")
    house.house.clock.advance(seconds: 60)
    let again = try await house.propose(HandsHouse.draft(.labelledWithConditions), of: id)
    try await house.operations.approveDecision(again, of: id, by: third)
    #expect(try await house.operations.dossier(id, for: third).decisions.map(\.number) == [1, 2])
    let report = try await house.house.database.read {
      try $0.rows("SELECT dossier_id, outcome FROM decisions WHERE stands = 1").map { try $0.text("outcome") }
    }
    #expect(report == ["labelledWithConditions"])
  }

  @Test func `an appeal belongs to the decision that it contests, also once the dossier is decided anew`() async throws
  {
    let house = try await HandsHouse(DecisionTerms())
    let (operations, id) = (house.operations, try await house.deliberated())
    try await house.decide(id, .rejected)
    try await publish(id, house)
    house.house.clock.advance(seconds: 86_400 * 10)
    let came = Day(house.house.clock.world.now())
    try await operations.recordAppeal(
      AppealDraft(reasons: "Les motifs sont inexacts."), of: id, version: try await house.house.load(id).version,
      by: house.desk.applicant)
    let third = try await house.house.person(.instructor, "thaïs")
    let fourth = try await house.house.person(.instructor, "yann")
    for event in [DossierEvent.reconsider, .deliberate] {
      try await operations.moveDossier(
        id, version: try await house.house.load(id).version, by: event, reasons: "Recours reçu.", principal: third)
    }
    #expect(try await operations.dossier(id, for: house.desk.applicant).decisions.map(\.appealedOn) == [[came]])
    try await operations.approveDecision(
      try await house.propose(HandsHouse.draft(), of: id, by: third), of: id, by: fourth)
    try await publish(id, house, by: third)
    for reader in [house.desk.applicant, third] {
      let decisions = try await operations.dossier(id, for: reader).decisions
      #expect(decisions.map(\.decision.outcome) == [.rejected, .labelled])
      #expect(decisions.map(\.appealedOn) == [[came], []])
    }
  }

  @Test func `a refusal that was told is no publication to those who file the dossier`() async throws {
    let house = try await HandsHouse(DecisionTerms())
    let (refused, labelled) = (try await house.deliberated("Un"), try await house.deliberated("Deux"))
    try await house.decide(refused, .rejected)
    try await house.decide(labelled)
    for id in [refused, labelled] { try await publish(id, house) }
    let applicant = house.desk.applicant
    for (id, state) in [(refused, DossierState.notified), (labelled, .published)] {
      let file = try await house.operations.dossier(id, for: applicant)
      #expect(file.dossier.state == .published && file.stateAsTold == state)
      #expect(file.historyAsTold.contains { $0.event == .publish } == (state == .published))
      #expect(file.historyAsTold.contains { $0.event == .notify })
      let line = try await house.operations.ownDossiers(of: applicant, .longest).items.first { $0.id == id }
      #expect(line.map { $0.state.asToldToApplicant(isFavourable: $0.isFavourable) } == state)
    }
  }

  @Test func `the letters of a refused candidacy go with what was written in it, the decision stays`() async throws {
    let (house, printer) = (try await HandsHouse(DecisionTerms()), LetterPrinter())
    let id = try await house.deliberated()
    try await house.decide(id, .rejected)
    try await publish(id, house)
    try await printer.printAll(house.operations)
    let digest = try await house.operations.decisionLetter(of: id, for: house.preparer).document.digest
    house.house.clock.advance(seconds: 86_400 * 366 * 3)
    _ = try await house.operations.applyRetention(isTrial: false, by: .setUp)
    let (decisions, piece) = try await house.house.database.read {
      (try DecisionRecords($0).list(of: id), try FileRecords($0).piece(0, of: digest))
    }
    #expect(decisions.map(\.decision.outcome) == [.rejected] && decisions.map(\.hasLetter) == [false])
    #expect(piece == nil)
  }
}
