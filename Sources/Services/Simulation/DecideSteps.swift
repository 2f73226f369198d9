import Domain
import Foundation
import Storage

/// Every dossier is decided by two people: one writes the reasons criterion by criterion, the other approves them. Whoever
/// is to be refused, or to go on working, is told before and may answer.
struct DecideStep: SimulationStep {
  let name = "decisions"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    var (outcomes, asked, answered): ([Decision.Outcome: Int], Int, Int) = ([:], 0, 0)
    for candidacy in try await stage.candidacies(.deliberated) {
      let outcome = stage.proposals[candidacy.number] ?? .rejected
      let draft = SimulatedOutcome.draft(outcome, candidacy, stage)
      let isUnfavourable = !(stage.procedure.outcome(outcome)?.kind.isFavourable ?? false)
      var number = 0
      if isUnfavourable, stage.procedure.decision?.replyDays != nil {
        try await ask(candidacy, draft, stage)
        asked += 1
        number = 1
        if candidacy.number.isMultiple(of: 3) {
          try await answer(candidacy, stage)
          answered += 1
        }
      }
      try await decide(candidacy, draft, over: number, stage)
      outcomes[outcome, default: 0] += 1
    }
    return outcomes.map { .init($0.key.rawValue, $0.value) }.sorted { $0.what < $1.what } + [
      .init("told before", asked), .init("answers", answered),
    ]
  }

  private func ask(_ candidacy: SimulatedCandidacy, _ draft: DecisionDraft, _ stage: SimulationStage) async throws {
    let moment = stage.plan.juryOn.adding(days: 1).at(hour: "10:00") ?? stage.plan.juryOn.end
    guard let id = stage.dossiers[candidacy.number] else { return }
    try await stage.at(moment).askForReply(
      draft, of: id, over: 0, by: try await stage.principal(stage.instructor(of: candidacy), at: moment)
    ) { _ in "(exemple)" }
  }

  private func answer(_ candidacy: SimulatedCandidacy, _ stage: SimulationStage) async throws {
    let moment = stage.plan.juryOn.adding(days: 6).at(hour: "15:00") ?? stage.plan.juryOn.end
    guard let id = stage.dossiers[candidacy.number] else { return }
    try await stage.at(moment).answerProjectedDecision(
      "Nous avons lu ces motifs ; voici ce que nous pouvons préciser (exemple).", of: id,
      by: try await stage.principal(candidacy.lead, at: moment))
  }

  private func decide(
    _ candidacy: SimulatedCandidacy, _ draft: DecisionDraft, over number: Int, _ stage: SimulationStage
  ) async throws {
    let moment = stage.plan.decidedOn.at(hour: "10:00") ?? stage.plan.decidedOn.start
    guard let id = stage.dossiers[candidacy.number] else { return }
    let preparer = try await stage.principal(stage.instructor(of: candidacy), at: moment)
    try await stage.at(moment).proposeDecision(draft, of: id, over: number, by: preparer)
    let checked = moment.addingTimeInterval(7200)
    let second = try await stage.principal(stage.secondInstructor(of: candidacy), at: checked)
    let work = try await stage.at(checked).decisionWork(of: id, for: second)
    guard let proposal = work.proposals.first(where: { $0.isOpen }) else { throw Refusal.notFound }
    try await stage.at(checked).approveDecision(proposal.id, of: id, by: second)
  }
}

/// What is decided, in sentences that say that they are examples.
enum SimulatedOutcome {
  /// What a band of the grid advises.
  static func advised(by band: String?) -> Decision.Outcome {
    switch band {
    case "label"?: .labelled
    case "deepening"?: .deepening
    case _?, nil: .rejected
    }
  }

  /// What a jury decides that sees a dossier a step otherwise.
  static func beside(_ outcome: Decision.Outcome) -> Decision.Outcome {
    switch outcome {
    case .labelled: .labelledWithConditions
    case .deepening: .labelledWithConditions
    case _: .deepening
    }
  }

  static func draft(
    _ outcome: Decision.Outcome, _ candidacy: SimulatedCandidacy, _ stage: SimulationStage
  ) -> DecisionDraft {
    let criteria = stage.at(stage.plan.decidedOn.start).programme.rubric?.criteria ?? []
    var draft = DecisionDraft()
    draft.outcome = outcome.rawValue
    for criterion in criteria {
      draft.criteria[criterion.id] =
        "\(criterion.title.fr) : ce que les évaluateurs ont relevé dans \(candidacy.name), et pourquoi (motif d’exemple)."
    }
    draft.reasons = "Décision d’exemple, prise après les évaluations et la délibération du jury (\(outcome.rawValue))."
    let kind = stage.procedure.outcome(outcome)?.kind
    if kind == .deferred || kind?.needsConditions ?? false {
      draft.conditions = "Préciser la valeur de départ de chaque objectif (condition d’exemple)."
    }
    if kind == .deferred {
      draft.coach = "Accompagnement d’exemple"
      draft.due = "\(stage.plan.publishedOn.adding(months: 6))"
    }
    draft.signatoryName = signatory.name
    draft.signatoryFunction = signatory.function
    return draft
  }

  /// Who signs every decision of a simulated wave.
  static let signatory = Decision.Signatory(name: "Noa Exemple", function: "Direction du label (exemple)")
}

/// All decisions are told and published together, at an hour that was set before.
struct PublishStep: SimulationStep {
  let name = "publication at its hour"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let moment = stage.plan.hourSetOn.at(hour: "10:00") ?? stage.plan.hourSetOn.start
    let instructor = try await stage.principal(stage.cast.instructors[1], at: moment)
    try await stage.at(moment).setPublication(
      WavePublication.Draft(day: "\(stage.plan.publishedOn)", hour: "10:00"), of: stage.plan.slug, version: 0,
      by: instructor)
    let before = try await stage.at(stage.plan.publishedAt.addingTimeInterval(-1)).publishDueWaves(
      only: stage.wave.id)
    let published = try await stage.at(stage.plan.publishedAt).publishDueWaves(only: stage.wave.id)
    return [.init("before its hour", before), .init("published", published)]
  }
}
