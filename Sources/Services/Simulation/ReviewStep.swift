import Domain
import Foundation
import Storage

/// Experts and whoever examines a dossier fill in their sheets, each as severe as planted.
struct ReviewStep: SimulationStep {
  let name = "reviews"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    var sheets = 0
    for candidacy in try await stage.candidacies(.inReview) {
      // The sheet of the service is written first: it knows none of the others.
      let instructor = stage.instructor(of: candidacy)
      try await stage.review(
        candidacy, as: instructor, leniency: 0, number: 900 + candidacy.number,
        at: stage.plan.reviewsFrom.at(hour: "7:30"))
      sheets += 1
      for expert in stage.assignments[candidacy.number] ?? [] {
        try await stage.review(candidacy, as: expert.person, leniency: expert.leniency, number: expert.number)
        sheets += 1
      }
    }
    return [.init("sheets", sheets)]
  }
}

/// Where scores of a line lie apart, whoever examines the dossier writes how far they were reconciled; where they could
/// not be, a further expert reads.
struct ReconcileStep: SimulationStep {
  let name = "reconciliation"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let moment = stage.plan.reconciledOn.at(hour: "9:00") ?? stage.plan.reconciledOn.start
    var (notes, further) = (0, 0)
    for candidacy in try await stage.candidacies(.inReview) {
      let dossier = try await stage.dossier(of: candidacy)
      let instructor = try await stage.principal(stage.instructor(of: candidacy), at: moment)
      let desk = try await stage.at(moment).dossierReviews(of: dossier.id, for: instructor)
      let apart = desk.reviews?.disagreements.filter { $0.isSpread && $0.state == .noteWanted } ?? []
      for (place, disagreement) in apart.enumerated() {
        // One in six of the dossiers cannot be reconciled on its first line.
        let isSettled = place > 0 || !candidacy.number.isMultiple(of: 6)
        try await stage.at(moment).reconcile(
          disagreement.line, of: dossier.id,
          "Les évaluateurs ont lu le même passage de deux manières ; l’écart est expliqué (exemple).",
          isSettled: isSettled, after: 0, by: instructor)
        notes += 1
        if !isSettled, try await askFurther(candidacy, dossier.id, desk, at: moment, instructor, &stage) {
          further += 1
        }
      }
    }
    return [.init("notes", notes), .init("further experts", further)]
  }

  /// - Returns: whether there was somebody to ask.
  private func askFurther(
    _ candidacy: SimulatedCandidacy, _ dossier: ID<Dossier>, _ desk: ReviewDesk, at moment: Date,
    _ instructor: Principal, _ stage: inout SimulationStage
  ) async throws -> Bool {
    let free = Set(desk.candidates.map(\.id))
    let further = stage.cast.experts.first { expert in
      stage.people[expert.person.address].map(free.contains) ?? false && expert.region != candidacy.place.region
    }
    guard let further, let person = stage.people[further.person.address] else { return false }
    let due = stage.plan.reconciledOn.adding(days: 3)
    try await stage.at(moment.addingTimeInterval(600)).askReviewer(person, on: dossier, due: due, by: instructor) { _ in
      "(exemple)"
    }
    let answered = moment.addingTimeInterval(7200)
    try await stage.at(answered).answerReview(
      .accept, of: dossier, by: try await stage.principal(further.person, at: answered))
    stage.assign(further, to: candidacy)
    try await stage.review(
      candidacy, as: further.person, leniency: further.leniency, number: further.number,
      at: answered.addingTimeInterval(3600))
    return true
  }
}

extension SimulationStage {
  /// How many dossiers an expert has accepted.
  func load(of expert: SimulatedExpert) -> Int { assignments.values.count { $0.contains(expert) } }

  mutating func assign(_ expert: SimulatedExpert, to candidacy: SimulatedCandidacy) {
    assignments[candidacy.number, default: []].append(expert)
  }

  /// Fills in and submits a sheet: half of it is saved on the way.
  func review(
    _ candidacy: SimulatedCandidacy, as person: SimulatedPerson, leniency: Double, number: Int, at moment: Date? = nil
  ) async throws {
    let span = Double(plan.reviewsFrom.days(until: plan.reviewsUntil)) * 86_400
    let share = Double((candidacy.number * 31 + number * 17) % 97) / 97
    let moment =
      moment ?? (plan.reviewsFrom.at(hour: "8:00") ?? plan.reviewsFrom.start).addingTimeInterval(share * span)
    guard let rubric = at(moment).programme.rubric else { return }
    var generator = plan.generator(for: "sheet \(candidacy.number) \(number)")
    let typed = SimulatedSheet.fields(of: candidacy, under: rubric, leniency: leniency, &generator)
    let dossier = try await dossier(of: candidacy)
    let principal = try await principal(person, at: moment)
    let half = Dictionary(typed.sorted { $0.key < $1.key }.prefix(typed.count / 2).map { ($0.key, $0.value) }) { $1 }
    let saved = try await at(moment.addingTimeInterval(-1800)).saveReview(
      half, of: dossier.id, version: 0, by: principal)
    try await at(moment).submitReview(
      typed, of: dossier.id, version: saved.merge.draft.version, by: principal)
  }
}
