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

extension SimulationStage {
  /// The bands that the grid advises: each instructor sees what does not bind them.
  func bands(at moment: Date) async throws -> [ID<Dossier>: String] {
    var bands: [ID<Dossier>: String] = [:]
    for instructor in cast.instructors {
      let principal = try await principal(instructor, at: moment)
      let results = try await at(moment).waveResults(of: plan.slug, for: principal)
      for row in results?.rows ?? [] { bands[row.dossier.id] = row.result.band?.id }
    }
    return bands
  }

  mutating func propose(_ outcome: Decision.Outcome, for candidacy: SimulatedCandidacy) {
    proposals[candidacy.number] = outcome
  }

  /// Another instructor than the one who has a candidacy in hand.
  func secondInstructor(of candidacy: SimulatedCandidacy) -> SimulatedPerson {
    cast.instructors[(candidacy.number + 1) % cast.instructors.count]
  }
}
