import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Where decisions take two people, so does an inadmissibility: one proposes it, another confirms it.
@Suite struct InadmissibilityTests {
  private static let signatory = Decision.Signatory(name: "Noa Exemple", function: "Directrice")
  private static let reasons = "Hors sujet : aucun territoire n’est nommé."

  private struct Case {
    let house: HandsHouse
    let dossier: Dossier

    var operations: Operations { house.operations }

    func propose(
      _ reasons: String = InadmissibilityTests.reasons,
      signatory: Decision.Signatory? = InadmissibilityTests.signatory, by principal: Principal
    ) async throws -> Refusal? {
      try await house.refusal {
        let version = try await house.house.load(dossier.id).version
        try await operations.proposeInadmissible(
          of: dossier.id, version: version, reasons: reasons, signatory: signatory, by: principal
        ) {
          "https://exemple.example/avis/\($0)"
        } link: {
          "https://exemple.example/\($0)"
        }
      }
    }

    func confirm(_ mark: String?, reasons: String? = nil, by principal: Principal) async throws -> Refusal? {
      try await house.refusal {
        let version = try await house.house.load(dossier.id).version
        try await operations.moveDossier(
          dossier.id, version: version, by: .findInadmissible, reasons: reasons, confirming: mark, principal: principal)
      }
    }

    func standing() async throws -> InadmissibilityProposal? {
      try await operations.desk(of: dossier.id, for: house.desk.administrator)?.inadmissibility
    }

    func state() async throws -> DossierState { try await house.house.load(dossier.id).state }
  }

  private func submitted(_ terms: DecisionTerms = DecisionTerms()) async throws -> Case {
    let house = try await HandsHouse(terms)
    return Case(house: house, dossier: try await house.desk.submitted())
  }

  @Test func `one person alone never declares a dossier inadmissible, in whatever order they try`() async throws {
    let c = try await submitted()
    let (one, other) = (c.house.preparer, c.house.checker)
    #expect(try await c.confirm(nil, reasons: "Hors sujet.", by: one) == .decision(.fourEyesNeeded))
    #expect(try await c.confirm(sha256("Hors sujet."), by: one) == .changedMeanwhile)
    #expect(try await c.propose(by: one) == nil)
    let mark = try #require(try await c.standing()).mark
    #expect(try await c.confirm(mark, by: one) == .decision(.sameHand))
    #expect(try await c.confirm(nil, reasons: "Hors sujet.", by: one) == .decision(.sameHand))
    #expect(try await c.confirm(nil, reasons: "Hors sujet.", by: other) == .decision(.proposedMeanwhile))
    let administrator = c.house.desk.administrator
    #expect(try await c.confirm(mark, by: administrator) == .notAllowed(.examineDossier))
    #expect(try await c.propose(by: administrator) == .notAllowed(.examineDossier))
    #expect(try await c.state() == .submitted)
    #expect(try await c.house.desk.letters("step").isEmpty)
  }

  @Test func `a second person confirms what the first one proposed, and its reasons are those that are kept and told`()
    async throws
  {
    let c = try await submitted()
    #expect(try await c.propose("  \(Self.reasons) ", by: c.house.preparer) == nil)
    let proposal = try #require(try await c.standing())
    #expect(proposal.proposer == "alix" && proposal.reasons == Self.reasons)
    #expect(proposal.proposedAt == c.house.house.clock.world.now())
    #expect(try await c.confirm(proposal.mark, reasons: "Tout autre chose.", by: c.house.checker) == nil)
    #expect(try await c.state() == .inadmissible)
    let file = try await c.operations.dossier(c.dossier.id, for: c.house.desk.applicant)
    #expect(file.history.last?.reasons == Self.reasons)
    #expect(try await c.house.desk.letters("step").isEmpty)
    let letters = try await c.house.desk.letters("decision")
    #expect(letters.map(\.person) == [c.house.desk.applicant.person])
    #expect(letters.allSatisfy { $0.body.contains(Self.reasons) && !$0.body.contains("Tout autre chose") })
    #expect(letters.allSatisfy { $0.body.contains("Noa Exemple, Directrice") && $0.body.contains("irrecevable") })
    #expect(try await c.standing() == nil)
    let entries = try await c.house.desk.journal("dossier.inadmissibilityProposed")
    #expect(entries.count == 1 && entries.allSatisfy { $0.contains(sha256(Self.reasons)) })
    #expect(try await c.house.desk.isJournalIntact())
  }

  @Test func `whatever happens to the dossier voids the proposal, and somebody else may propose anew`() async throws {
    let c = try await submitted()
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let mark = try #require(try await c.standing()).mark
    try await c.operations.askForComplements(
      ComplementDraft(fields: ["name"], indispensable: ["name"], reason: "Précisez.", due: "20/12/2026"),
      of: c.dossier.id, version: c.dossier.version, by: c.house.checker)
    #expect(try await c.standing() == nil)
    _ = try await c.operations.submitDossier(
      c.dossier.id, version: try await c.house.house.load(c.dossier.id).version, by: c.house.desk.applicant)
    #expect(try await c.state() == .submitted)
    #expect(try await c.standing() == nil)
    #expect(try await c.confirm(mark, by: c.house.checker) == .changedMeanwhile)
    #expect(try await c.propose(by: c.house.checker) == nil)
    #expect(try await c.confirm(mark, by: c.house.checker) == .decision(.sameHand))
    #expect(try await c.confirm(mark, by: c.house.preparer) == nil)
    #expect(try await c.state() == .inadmissible)
  }

  @Test func `a form that was drawn before a step is refused, for a proposal as for its confirmation`() async throws {
    let c = try await submitted()
    let stale = c.dossier.version - 1
    let (id, operations) = (c.dossier.id, c.operations)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await operations.proposeInadmissible(
        of: id, version: stale, reasons: "Motif.", signatory: Self.signatory, by: c.house.preparer
      ) { _ in "" }
    }
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let mark = try #require(try await c.standing()).mark
    await #expect(throws: Refusal.changedMeanwhile) {
      try await operations.moveDossier(
        id, version: stale, by: .findInadmissible, reasons: nil, confirming: mark, principal: c.house.checker)
    }
    #expect(try await c.state() == .submitted)
  }

  @Test func `two who propose at once: one proposal stands, the other person is told`() async throws {
    let c = try await submitted()
    let refusals = try await withThrowingTaskGroup(of: Refusal?.self) { group in
      for (principal, reasons) in [(c.house.preparer, "Un motif."), (c.house.checker, "Un autre.")] {
        group.addTask { try await c.propose(reasons, by: principal) }
      }
      return try await group.reduce(into: [Refusal?]()) { $0.append($1) }
    }
    #expect(refusals.filter { $0 == nil }.count == 1)
    #expect(refusals.compactMap { $0 } == [.decision(.proposedMeanwhile)])
    let proposal = try #require(try await c.standing())
    #expect(proposal.reasons == (proposal.proposedBy == c.house.preparer.person ? "Un motif." : "Un autre."))
    #expect(try await c.house.desk.journal("dossier.inadmissibilityProposed").count == 1)
  }

  @Test func `pressed twice it is one proposal and one letter, and two who confirm at once decide once`() async throws {
    let c = try await submitted()
    for _ in 1...2 { #expect(try await c.propose(by: c.house.preparer) == nil) }
    #expect(try await c.house.desk.journal("dossier.inadmissibilityProposed").count == 1)
    #expect(try await c.house.desk.letters("decisionToApprove").map(\.person) == [c.house.checker.person])
    let mark = try #require(try await c.standing()).mark
    let third = try await c.house.house.person(.instructor, "thaïs")
    let refusals = try await withThrowingTaskGroup(of: Refusal?.self) { group in
      for principal in [c.house.checker, third] { group.addTask { try await c.confirm(mark, by: principal) } }
      return try await group.reduce(into: [Refusal?]()) { $0.append($1) }
    }
    #expect(refusals.filter { $0 == nil }.count == 1)
    #expect(
      refusals.compactMap { $0 }.allSatisfy {
        [.changedMeanwhile, .notPossible(.findInadmissible, from: .inadmissible)].contains($0)
      })
    #expect(try await c.house.desk.letters("decision").count == 1)
  }

  @Test func `the author changes the reasons, and nobody confirms others than those that they read`() async throws {
    let c = try await submitted()
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let read = try #require(try await c.standing()).mark
    c.house.house.clock.advance(seconds: 60)
    #expect(try await c.propose("Des motifs corrigés.", by: c.house.preparer) == nil)
    #expect(try await c.confirm(read, by: c.house.checker) == .changedMeanwhile)
    #expect(try await c.state() == .submitted)
    let corrected = try #require(try await c.standing())
    #expect(try await c.confirm(corrected.mark, by: c.house.checker) == nil)
    let history = try await c.operations.dossier(c.dossier.id, for: c.house.checker).history
    #expect(history.last?.reasons == "Des motifs corrigés.")
    #expect(try await c.house.desk.letters("decisionToApprove").count == 1)
  }

  @Test func `a proposal says why, in words that are seen and kept`() async throws {
    let c = try await submitted()
    for blank in ["", " \n", "\u{200B}"] {
      #expect(
        try await c.propose(blank, by: c.house.preparer)
          == .invalid([Finding(field: "reasons", problem: .missing)]))
    }
    let long = String(repeating: "a", count: 5001)
    #expect(
      try await c.propose(long, by: c.house.preparer)
        == .invalid([Finding(field: "reasons", problem: .tooLong(length: 5001, maximum: 5000))]))
    #expect(try await c.standing() == nil)
    #expect(try await c.propose(String(long.dropFirst()), by: c.house.preparer) == nil)
  }

  @Test func `whom the dossier binds neither sees, proposes nor confirms, and what they proposed is void`() async throws
  {
    let c = try await submitted()
    let bound = try await c.house.house.person(.instructor, "lou")
    try await c.operations.declareConflict(c.dossier.id, words: "Un lien.", by: bound)
    #expect(try await c.propose(by: bound) == .notFound)
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let mark = try #require(try await c.standing()).mark
    #expect(try await c.confirm(mark, by: bound) == .notFound)
    #expect(try await c.operations.desk(of: c.dossier.id, for: bound) == nil)
    #expect(try await c.house.desk.letters("decisionToApprove").map(\.person) == [c.house.checker.person])
    try await c.operations.declareConflict(c.dossier.id, words: "Un lien.", by: c.house.preparer)
    #expect(try await c.standing() == nil)
    #expect(try await c.confirm(mark, by: c.house.checker) == .changedMeanwhile)
    #expect(try await c.state() == .submitted)
  }

  @Test func `those who file the dossier learn nothing of a proposal`() async throws {
    let c = try await submitted()
    let before = try await c.operations.dossier(c.dossier.id, for: c.house.desk.applicant).dossier
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let after = try await c.operations.dossier(c.dossier.id, for: c.house.desk.applicant).dossier
    #expect(after.version == before.version && after.updatedAt == before.updatedAt)
    for section in Operations.personalSections {
      let exported = try await c.operations.personalData(section, offset: 0, for: c.house.desk.applicant)
      #expect(!"\(exported)".contains("Hors sujet"), "\(section)")
    }
    for principal in [c.house.desk.applicant, try await c.house.house.person(.applicant, "autre")] {
      #expect(try await c.operations.desk(of: c.dossier.id, for: principal) == nil)
      #expect(try await c.propose(by: principal) != nil)
    }
  }

  @Test func `after an appeal others decide than the two who found the dossier inadmissible`() async throws {
    let c = try await submitted()
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let mark = try #require(try await c.standing()).mark
    #expect(try await c.confirm(mark, by: c.house.checker) == nil)
    let id = c.dossier.id
    try await c.operations.recordAppeal(
      AppealDraft(reasons: "Si."), of: id, version: try await c.house.house.load(id).version,
      by: c.house.desk.applicant)
    let third = try await c.house.house.person(.instructor, "thaïs")
    let fourth = try await c.house.house.person(.instructor, "quentin")
    func move(_ event: DossierEvent, by principal: Principal) async throws -> Refusal? {
      try await c.house.refusal {
        try await c.operations.moveDossier(
          id, version: try await c.house.house.load(id).version, by: event, reasons: "Recours reçu.",
          principal: principal)
      }
    }
    for hand in [c.house.preparer, c.house.checker] {
      #expect(try await c.operations.dossier(id, for: hand).possibleEvents.isEmpty)
      #expect(try await move(.reconsiderAdmissibility, by: hand) == .decision(.sameHand))
    }
    #expect(try await move(.reconsider, by: third) == .notPossible(.reconsider, from: .appealed))
    #expect(try await c.operations.dossier(id, for: third).possibleEvents == [.reconsiderAdmissibility])
    #expect(try await move(.reconsiderAdmissibility, by: third) == nil)
    for hand in [c.house.preparer, c.house.checker] {
      #expect(try await c.propose(by: hand) == .decision(.sameHand))
      #expect(try await move(.findAdmissible, by: hand) == .decision(.sameHand))
    }
    // Found unfounded, the appeal is answered: two others maintain the inadmissibility.
    #expect(try await c.propose(by: third) == nil)
    let again = try #require(try await c.standing()).mark
    #expect(try await c.confirm(again, by: c.house.checker) == .decision(.sameHand))
    #expect(try await c.confirm(again, by: fourth) == nil)
    #expect(try await c.house.house.load(id).state == .inadmissible)
    #expect(try await c.operations.dossier(id, for: third).facts.appealedOn == nil)
  }

  @Test func `where one person decides, nothing is proposed`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    await #expect(throws: Refusal.notFound) {
      try await desk.operations.proposeInadmissible(
        of: dossier.id, version: dossier.version, reasons: "Hors sujet.", signatory: Self.signatory,
        by: desk.instructor
      ) { _ in "" }
    }
    try await desk.operations.moveDossier(
      dossier.id, version: dossier.version, by: .findInadmissible, reasons: "Hors sujet.", principal: desk.instructor)
    #expect(try await desk.house.load(dossier.id).state == .inadmissible)
  }

  @Test func `an inadmissibility is signed, and its letter can be had as PDF by those who file the dossier`()
    async throws
  {
    let c = try await submitted()
    let unsigned = Refusal.invalid([
      Finding(field: "signatoryName", problem: .missing), Finding(field: "signatoryFunction", problem: .missing),
    ])
    #expect(try await c.propose(signatory: nil, by: c.house.preparer) == unsigned)
    #expect(
      try await c.propose(signatory: .init(name: "\u{200B}", function: " "), by: c.house.preparer) == unsigned)
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let read = try #require(try await c.standing())
    let other = Decision.Signatory(name: "Sacha Exemple", function: "Directeur")
    #expect(try await c.propose(signatory: other, by: c.house.preparer) == nil)
    // Nobody confirms under another name than the one that they read.
    #expect(try await c.confirm(read.mark, by: c.house.checker) == .changedMeanwhile)
    #expect(try await c.propose(by: c.house.preparer) == nil)
    #expect(try await c.confirm(read.mark, by: c.house.checker) == nil)
    let printer = LetterPrinter()
    try await printer.printAll(c.operations)
    for reader in [c.house.desk.applicant, c.house.preparer] {
      let decision = try #require(try await c.operations.dossier(c.dossier.id, for: reader).decisions.last)
      #expect(decision.decision.outcome == .inadmissible && decision.isTold && decision.hasLetter)
      let document = try await c.operations.decisionLetter(of: c.dossier.id, for: reader).document
      let piece = try await c.operations.piece(0, of: document, of: c.dossier.id, for: reader)
      let letter = String(decoding: try #require(piece), as: UTF8.self)
      for told in [
        "Dossier irrecevable", Self.reasons, "Noa Exemple, Directrice", ExampleProgramme.procedure.receipt.appeal.fr,
      ] {
        #expect(letter.contains(told), "\(told)")
      }
    }
    #expect(try await c.house.desk.isJournalIntact())
  }

  @Test func `the applicant reads the reasons first and may answer them, and nobody confirms before`() async throws {
    let c = try await submitted(DecisionTerms(replyDays: 15))
    #expect(try await c.propose(by: c.house.preparer) == nil)
    let letters = try await c.house.desk.letters("projectedDecision")
    #expect(letters.map(\.person) == [c.house.desk.applicant.person])
    #expect(letters.allSatisfy { $0.body.contains("https://exemple.example/avis/") })
    let projected = try await c.operations.projectedDecision(of: c.dossier.id, for: c.house.desk.applicant)
    #expect(projected.isOpen && projected.reply.content.reasons == Self.reasons)
    let until = projected.reply.dueOn
    let mark = try #require(try await c.standing()).mark
    #expect(try await c.confirm(mark, by: c.house.checker) == .decision(.replyAwaited(until: until)))
    // Other reasons would need another answer; another signatory would not.
    #expect(try await c.propose("Autre motif.", by: c.house.preparer) == .decision(.replyAwaited(until: until)))
    try await c.operations.answerProjectedDecision(
      "Le territoire est nommé en page 2.", of: c.dossier.id, by: c.house.desk.applicant)
    let desk = try await c.operations.desk(of: c.dossier.id, for: c.house.checker)
    #expect(desk?.inadmissibilityReplies.map(\.answer) == ["Le territoire est nommé en page 2."])
    #expect(try await c.confirm(mark, by: c.house.checker) == nil)
    #expect(try await c.state() == .inadmissible)
    // What was told stays to be read, and answers nothing any more.
    let after = try await c.operations.projectedDecision(of: c.dossier.id, for: c.house.desk.applicant)
    #expect(!after.isOpen && after.reply.answer == "Le territoire est nommé en page 2.")
  }

  @Test func `reasons that the applicant was not shown are confirmed by nobody, silence lets its time pass`()
    async throws
  {
    let c = try await submitted(DecisionTerms(replyDays: 15))
    #expect(try await c.propose(by: c.house.preparer) == nil)
    c.house.house.clock.advance(seconds: 16 * 86_400)
    #expect(try await c.propose("Un tout autre motif.", by: c.house.preparer) == nil)
    #expect(try await c.house.desk.letters("projectedDecision").count == 2)
    let mark = try #require(try await c.standing()).mark
    guard case .decision(.replyAwaited)? = try await c.confirm(mark, by: c.house.checker) else {
      Issue.record("confirmed without an answer")
      return
    }
    // Back to what they were shown first: they had their time.
    #expect(try await c.propose(by: c.house.preparer) == nil)
    #expect(try await c.house.desk.letters("projectedDecision").count == 2)
    #expect(try await c.confirm(try #require(try await c.standing()).mark, by: c.house.checker) == nil)
    #expect(try await c.state() == .inadmissible)
  }
}
