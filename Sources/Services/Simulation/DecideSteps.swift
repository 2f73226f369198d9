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
      outcomes[outcome, default: 0] += 1
      if stage.procedure.needsFourEyes {
        try await decideTogether(dossier.id, outcome, of: candidacy, instructor, at: decided, stage)
        if stage.procedure.decision?.together ?? false { continue }
      } else {
        try await stage.at(decided).decideDossier(
          dossier.id, version: dossier.version, outcome: outcome, reasons: SimulatedOutcome.reasons(of: outcome),
          conditions: SimulatedOutcome.conditions, signatory: SimulatedOutcome.signatory, by: instructor)
      }
      try await stage.at(notified).notifyDecision(
        dossier.id, version: try await stage.dossier(of: candidacy).version, by: instructor)
    }
    return outcomes.map { .init($0.key.rawValue, $0.value) }.sorted { $0.what < $1.what }
  }
}

extension DecideStep {
  /// Prepares a decision, lets the applicant answer the reasons of an unfavourable one, and has it approved by somebody
  /// else.
  private func decideTogether(
    _ id: ID<Dossier>, _ outcome: Decision.Outcome, of candidacy: SimulatedCandidacy, _ instructor: Principal,
    at moment: Date, _ stage: SimulationStage
  ) async throws {
    let operations = stage.at(moment)
    let work = try await operations.decisionWork(of: id, for: instructor)
    let reasons = SimulatedOutcome.reasons(of: outcome)
    let draft = DecisionDraft(
      outcome: outcome.rawValue,
      criteria: Dictionary(work.criteria.map { ($0.id, reasons) }, uniquingKeysWith: { first, _ in first }),
      reasons: reasons, conditions: SimulatedOutcome.conditions, coach: "Une animatrice du réseau (exemple)",
      due: "\(Day(moment).adding(months: 12))", signatoryName: SimulatedOutcome.signatory.name,
      signatoryFunction: SimulatedOutcome.signatory.function)
    var number = 0
    if work.procedure.asksForReply(before: outcome), let lead = candidacy.organisations.first?.person {
      try await operations.askForReply(draft, of: id, over: number, by: instructor) { "/dossiers/\($0)" }
      try await operations.answerProjectedDecision(
        "Réponse d’exemple.", of: id, by: try await stage.principal(lead, at: moment))
      number = 1
    }
    try await operations.proposeDecision(draft, of: id, over: number, by: instructor)
    let instructors = stage.cast.instructors
    let second = try await stage.principal(instructors[(candidacy.number + 1) % instructors.count], at: moment)
    guard let open = try await operations.decisionWork(of: id, for: second).openProposal else { throw Refusal.notFound }
    try await operations.approveDecision(open.id, of: id, by: second)
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
    let moment = stage.plan.publishedAt
    if stage.procedure.decision?.together ?? false {
      let setting = stage.plan.decidedOn.at(hour: "11:00") ?? stage.plan.decidedOn.start
      try await stage.at(setting).setPublication(
        WavePublication.Draft(day: "\(stage.plan.publishedOn)", hour: "10:00"), of: stage.plan.slug, version: 0,
        by: try await stage.principal(stage.cast.instructors[0], at: setting))
      return [.init("published", try await stage.at(moment).publishDueWaves())]
    }
    let notified = try await stage.candidacies(.notified)
    for candidacy in notified {
      let dossier = try await stage.dossier(of: candidacy)
      try await stage.at(moment).publishDecision(
        dossier.id, version: dossier.version,
        by: try await stage.principal(stage.instructor(of: candidacy), at: moment))
    }
    return [.init("published", notified.count)]
  }
}
