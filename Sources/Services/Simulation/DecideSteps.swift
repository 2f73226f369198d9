import Domain
import Foundation
import Storage

/// The review of what is admissible begins.
struct OpenReviewStep: SimulationStep {
  let name = "review opened"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let admissible = try await stage.candidacies(.admissible)
    let moment = stage.plan.expertsInvitedOn.at(hour: "9:00") ?? stage.plan.expertsInvitedOn.start
    for candidacy in admissible {
      try await stage.move(candidacy, by: .openReview, as: stage.instructor(of: candidacy), at: moment)
    }
    return [.init("under review", admissible.count)]
  }
}

/// The jury has deliberated on everything that was reviewed.
struct DeliberateStep: SimulationStep {
  let name = "deliberation"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let reviewed = try await stage.candidacies(.inReview)
    let moment = stage.plan.juryOn.at(hour: "17:00") ?? stage.plan.juryOn.start
    for candidacy in reviewed {
      try await stage.move(candidacy, by: .deliberate, as: stage.instructor(of: candidacy), at: moment)
    }
    return [.init("deliberated", reviewed.count)]
  }
}

/// Every dossier is decided, with its reasons, its conditions where it has some, and who answers for it.
struct DecideStep: SimulationStep {
  let name = "decisions"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let deliberated = try await stage.candidacies(.deliberated).sorted { $0.quality > $1.quality }
    let (decided, notified) = (
      stage.plan.decidedOn.at(hour: "10:00") ?? stage.plan.decidedOn.start,
      stage.plan.notifiedOn.at(hour: "10:00") ?? stage.plan.notifiedOn.start
    )
    var outcomes: [Decision.Outcome: Int] = [:]
    for (place, candidacy) in deliberated.enumerated() {
      let outcome = SimulatedOutcome.of(place: place, among: deliberated.count)
      let dossier = try await stage.dossier(of: candidacy)
      let instructor = try await stage.principal(stage.instructor(of: candidacy), at: decided)
      try await stage.at(decided).decideDossier(
        dossier.id, version: dossier.version, outcome: outcome, reasons: SimulatedOutcome.reasons(of: outcome),
        conditions: SimulatedOutcome.conditions, signatory: SimulatedOutcome.signatory, by: instructor)
      try await stage.at(notified).notifyDecision(
        dossier.id, version: try await stage.dossier(of: candidacy).version, by: instructor)
      outcomes[outcome, default: 0] += 1
    }
    return outcomes.map { .init($0.key.rawValue, $0.value) }.sorted { $0.what < $1.what }
  }
}

/// What is decided, in sentences that say that they are examples.
enum SimulatedOutcome {
  /// The best get the label, then some with conditions, then deepening; the others are refused.
  static func of(place: Int, among count: Int) -> Decision.Outcome {
    let share = Double(place) / Double(max(1, count))
    if share < 0.3 { return .labelled }
    if share < 0.4 { return .labelledWithConditions }
    return share < 0.7 ? .deepening : .rejected
  }

  static func reasons(of outcome: Decision.Outcome) -> String {
    "Décision d’exemple. Les évaluations et la délibération du jury ont été suivies (\(outcome.rawValue)) : le "
      + "collectif, les défis, le plan, la coopération et les entreprises ont été examinés un à un."
  }

  static let conditions = "Préciser dans l’année la valeur de départ de chaque objectif (condition d’exemple)."
  static let signatory = Decision.Signatory(name: "Noa Exemple", function: "Direction du label (exemple)")
}

/// The decisions are published, all on one day.
struct PublishStep: SimulationStep {
  let name = "publication"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let notified = try await stage.candidacies(.notified)
    let moment = stage.plan.publishedAt
    for candidacy in notified {
      let dossier = try await stage.dossier(of: candidacy)
      try await stage.at(moment).publishDecision(
        dossier.id, version: dossier.version,
        by: try await stage.principal(stage.instructor(of: candidacy), at: moment))
    }
    return [.init("published", notified.count)]
  }
}
