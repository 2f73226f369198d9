import Domain
import Foundation
import Services
import TestSupport
import Testing

/// A procedure that is written in YAML and nowhere else goes the whole way.
@Suite struct SchoolGardenTests {
  @Test func `a procedure of YAML alone is filed, completed, decided and told; nothing of it becomes a territory`()
    async throws
  {
    let house = try await TestHouse(programme: ExampleProgramme.schoolGarden)
    let operations = house.operations
    #expect(try await operations.openDeclaredCalls() == [Slug(naming: "jardins")])
    let procedure = try #require(operations.programme.currentProcedure("school-garden-grant"))
    let (applicant, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let wave = try await operations.wave(Slug(naming: "jardins"))
    var answers = ExampleAnswers.whole(procedure)
    answers["name"] = .text("École des Tilleuls")
    answers["hasWater"] = .text("no")
    let draft = try await house.draft(answers, in: wave, by: applicant)
    #expect(draft.reference == "FI-JARDINS-0001")
    #expect(draft.title == "École des Tilleuls")
    await #expect(throws: Refusal.invalid([Finding(field: "waterPlan", problem: .missing)])) {
      _ = try await operations.submitDossier(draft.id, version: draft.version, by: applicant)
    }
    answers["waterPlan"] = .text("Avec une citerne.")
    let written = try await operations.saveAnswers(answers, of: draft.id, version: draft.version, by: applicant)
    _ = try await operations.submitDossier(draft.id, version: written.version, by: applicant)

    let filter = QueueFilter(procedure: "school-garden-grant")
    #expect(try await operations.queue(filter, for: instructor, .longest).items.map(\.title) == ["École des Tilleuls"])
    #expect(try await operations.queue(QueueFilter(procedure: "label-candidacy"), for: instructor, .longest).total == 0)

    try await operations.askForComplements(
      ComplementDraft(fields: ["waterPlan"], reason: "Et la citerne ?", due: "31/12/2026"), of: draft.id,
      version: try await house.load(draft.id).version, by: instructor)
    answers = try await house.load(draft.id).answers
    answers["waterPlan"] = .text("Une citerne de mille litres.")
    let completed = try await operations.saveAnswers(
      answers, of: draft.id, version: try await house.load(draft.id).version, by: applicant)
    _ = try await operations.submitDossier(draft.id, version: completed.version, by: applicant)

    try await house.examine(draft.id, by: instructor)
    await #expect(throws: Refusal.invalid([Finding(field: "outcome", problem: .missing)])) {
      try await decide(house, draft.id, .labelled, "", instructor)
    }
    let conditional = Decision.Outcome(rawValue: "plantedIf")
    await #expect(throws: Refusal.invalid([Finding(field: "conditions", problem: .missing)])) {
      try await decide(house, draft.id, conditional, " ", instructor)
    }
    try await decide(house, draft.id, conditional, "Une clôture avant mars.", instructor)
    try await operations.notifyDecision(
      draft.id, version: try await house.load(draft.id).version, by: instructor)

    let file = try await operations.dossier(draft.id, for: applicant)
    #expect(file.decision?.outcome == conditional)
    #expect(file.decision?.conditions == "Une clôture avant mars.")
    let letters = try await operations.outbox(.longest, for: .setUp).items
    let decision = try #require(letters.first { $0.kind == "decision" }).body
    #expect(decision.contains("Jardin aidé sous conditions"))
    #expect(decision.contains("Une clôture avant mars."))
    let receipt = try #require(letters.last { $0.kind == "receipt" }).body
    #expect(receipt.contains("Aide aux jardins d’école, Guichet des jardins"))
    #expect(receipt.contains("Sans décision au bout de 3 mois"))
    #expect(!(decision + receipt).localizedCaseInsensitiveContains("candidature"))

    #expect(try await operations.dossier(draft.id, for: instructor).possibleEvents.contains(.publish) == false)
    await #expect(throws: Refusal.notPossible(.publish, from: .notified)) {
      try await operations.publishDecision(
        draft.id, version: try await house.load(draft.id).version, by: instructor)
    }
    #expect(try await operations.publishedCounts().territories == 0)
    #expect(try await operations.wave(wave.slug).decidedOn == nil)
  }

  private func decide(
    _ house: TestHouse, _ id: ID<Dossier>, _ outcome: Decision.Outcome, _ conditions: String, _ principal: Principal
  ) async throws {
    try await house.operations.decideDossier(
      id, version: try await house.load(id).version, outcome: outcome, reasons: "Un beau projet.",
      conditions: conditions, signatory: Decision.Signatory(name: "Noa Exemple", function: "Jardinière"), by: principal)
  }

  @Test func `every procedure of the programme is filed, found in the queue and decided each way that it declares`()
    async throws
  {
    let house = try await TestHouse()
    let (applicant, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let procedures = house.operations.programme.currentProcedures
    #expect(
      procedures.map(\.id) == [
        "company-engagement", "engineering-support", "france-experimentation", "fund-application",
        "impact-evaluation-support", "label-candidacy", "label-review", "regulatory-obstacle",
      ])
    // A report on a label is written by whoever leads a labelled territory: LabelTests walk it.
    for procedure in procedures where procedure.effect == .record && procedure.id != "label-review" {
      let wave = try await house.openWave("essai \(procedure.id)", procedure: procedure)
      for outcome in procedure.outcomes {
        let draft = try await house.draft(ExampleAnswers.whole(procedure), in: wave, by: applicant)
        _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
        try await house.examine(draft.id, by: instructor)
        try await decide(house, draft.id, outcome.id, outcome.kind.needsConditions ? "Une condition." : "", instructor)
        try await house.operations.notifyDecision(
          draft.id, version: try await house.load(draft.id).version, by: instructor)
      }
      let found = try await house.operations.queue(QueueFilter(procedure: procedure.id), for: instructor, .longest)
      #expect(found.total == procedure.outcomes.count)
      #expect(found.items.allSatisfy { $0.state == .notified && $0.title == "Exemple" }, "\(procedure.id)")
    }
    #expect(try await house.operations.publishedCounts().territories == 0)
  }
}
