package import Domain
import Foundation
import Storage

/// Why a wave is not simulated.
package enum SimulationFault: Error, Hashable, Sendable {
  /// A wave of this name is there already, whole or begun.
  case alreadyThere(Slug)
  /// The database has candidacies of people in calls that are no examples.
  case realCandidacies(Int)
  /// The programme has no form for a label that is open to new calls.
  case noProcedure
}

/// What a step of a simulation did.
package struct SimulationLine: Hashable, Sendable {
  package let step: String
  /// What was counted, in English.
  package let counts: [Count]

  package struct Count: Hashable, Sendable {
    package let what: String
    package let number: Int

    package init(_ what: String, _ number: Int) {
      self.what = what
      self.number = number
    }
  }
}

/// One step of a wave. Each stands by itself: what it needs of those before is in the database.
protocol SimulationStep: Sendable {
  /// What it is called in the report.
  var name: String { get }
  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count]
}

extension Operations {
  /// The steps of a wave, from its opening to its publication.
  private static let steps: [any SimulationStep] = [
    OpenCallStep(), GatherPeopleStep(), WriteStep(), ExamineStep(), OpenReviewStep(), AssignStep(), ReviewStep(),
    ReconcileStep(), JuryStep(), DecideStep(), PublishStep(),
  ]

  /// Simulates a whole wave by the operations that people use, each by somebody who may do it, with the clock set to the
  /// days of the plan. The wave is marked as an example, and everything in it is invented.
  ///
  /// It is made in many transactions: one that was stopped stays as it is, and another is made under another name.
  ///
  /// - Parameters:
  ///   - besidesReal: whether it may stand beside real candidacies in one database.
  ///   - told: called after each step.
  /// - Throws: `SimulationFault`; a `Refusal` where the form of the programme asks for what the simulation cannot write.
  package func simulateWave(
    _ plan: SimulationPlan, besidesReal: Bool, told: @Sendable (SimulationLine) -> Void = { _ in }
  ) async throws -> [SimulationLine] {
    guard let procedure = try await simulatedProcedure() else { throw SimulationFault.noProcedure }
    let (known, real) = try await database.read { transaction in
      (
        try WaveRecords(transaction).find(plan.slug) != nil,
        try SimulationRecords(transaction).realCandidacies()
      )
    }
    guard !known else { throw SimulationFault.alreadyThere(plan.slug) }
    guard real == 0 || besidesReal else { throw SimulationFault.realCandidacies(real) }
    var stage = SimulationStage(self, plan, procedure)
    var lines: [SimulationLine] = []
    for step in Operations.steps {
      let line = SimulationLine(step: step.name, counts: try await step.run(&stage))
      told(line)
      lines.append(line)
    }
    return lines
  }

  /// The form of a label that new calls open with.
  private func simulatedProcedure() async throws -> Procedure? {
    guard let known = programme.currentProcedures.first(where: { $0.effect == .grantLabel && !$0.isHistorical })
    else { return nil }
    return try await database.read { try currentProcedure(known.id, in: $0) } ?? known
  }
}
