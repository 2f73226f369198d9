import Domain
import Foundation
import Services
import Storage
import TestSupport

/// A house whose decisions take two people, and dossiers that were deliberated.
struct HandsHouse {
  let desk: DeskHouse

  static func procedure(_ terms: DecisionTerms) -> Procedure {
    let base = ExampleProgramme.procedure
    return Procedure(
      id: base.id, version: "hands", name: base.name, effect: base.effect, isHistorical: false,
      requiresSignatory: true, receipt: base.receipt, sections: base.sections, decision: terms)
  }

  static let all = DecisionTerms(
    perCriterion: true, replyDays: 15, together: true, conditions: [LocalisedText(fr: "Terme.", en: "Term.")])

  init(_ terms: DecisionTerms = HandsHouse.all) async throws {
    desk = try await DeskHouse(procedure: HandsHouse.procedure(terms))
  }

  var operations: Operations { desk.operations }
  var house: TestHouse { desk.house }
  var preparer: Principal { desk.instructor }
  var checker: Principal { desk.other }

  func deliberated(_ name: String = "Pays d’Exemple") async throws -> ID<Dossier> {
    let dossier = try await desk.submitted(name)
    try await house.examine(dossier.id, by: preparer)
    return dossier.id
  }

  static func draft(_ outcome: Decision.Outcome = .labelled) -> DecisionDraft {
    DecisionDraft(
      outcome: outcome.rawValue,
      criteria: Dictionary(uniqueKeysWithValues: (1...5).map { ("c\($0)", "Motif du critère \($0).") }),
      reasons: "Des motifs d’exemple.",
      conditions: [.deepening, .labelledWithConditions].contains(outcome)
        ? "Prouver le besoin\nNommer un chef de file" : "",
      coach: outcome == .deepening ? "Une animatrice d’exemple" : "",
      due: outcome == .deepening ? "01/06/2027" : "", signatoryName: "Noa Exemple",
      signatoryFunction: "Directrice")
  }

  @discardableResult
  func propose(_ draft: DecisionDraft, of id: ID<Dossier>, by principal: Principal? = nil) async throws
    -> ID<DecisionProposal>
  {
    let principal = principal ?? preparer
    let number = try await operations.decisionWork(of: id, for: principal).latest?.number ?? 0
    try await operations.proposeDecision(draft, of: id, over: number, by: principal)
    guard let open = try await operations.decisionWork(of: id, for: principal).openProposal else {
      throw Refusal.notFound
    }
    return open.id
  }

  func ask(_ draft: DecisionDraft, of id: ID<Dossier>) async throws {
    let number = try await operations.decisionWork(of: id, for: preparer).latest?.number ?? 0
    try await operations.askForReply(draft, of: id, over: number, by: preparer) { "https://exemple.example/\($0)" }
  }

  /// Decides with two people; before an unfavourable decision the applicant lets the time of the answer pass.
  func decide(_ id: ID<Dossier>, _ outcome: Decision.Outcome = .labelled) async throws {
    let draft = HandsHouse.draft(outcome)
    if try await operations.decisionWork(of: id, for: preparer).procedure.asksForReply(before: outcome) {
      try await ask(draft, of: id)
      house.clock.advance(seconds: 16 * 86_400)
    }
    try await operations.approveDecision(try await propose(draft, of: id), of: id, by: checker)
  }

  func refusal(_ action: () async throws -> Void) async throws -> Refusal? {
    do {
      try await action()
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }
}
