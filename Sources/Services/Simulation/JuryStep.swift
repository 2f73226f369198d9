import Domain
import Foundation
import Storage

/// The jury sits for a day: every dossier is called, discussed and voted on, and its proposal written down. Most follow
/// the advice of the grid; where the majority parts from it, the minutes say why.
struct JuryStep: SimulationStep {
  let name = "jury session"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let planned = stage.plan.juryOn.adding(days: -7).start
    let planner = try await stage.principal(stage.cast.instructors[0], at: planned)
    let session = try await plan(by: planner, at: planned, stage)
    let reviewed = try await stage.candidacies(.inReview)
    let view = try await stage.at(planned).jury(session, for: planner)
    try await stage.at(planned).changeAgenda(
      of: session, version: view.session.version, .add(reviewed.compactMap { stage.dossiers[$0.number] }), by: planner)
    var hour = stage.plan.juryOn.at(hour: "9:00") ?? stage.plan.juryOn.start
    let president = try await stage.principal(stage.cast.jury[0], at: hour)
    try await open(session, by: president, at: hour, stage)
    let bands = try await stage.bands(at: hour)
    var (votes, parted) = (0, 0)
    let items = try await stage.at(hour).jury(session, for: president).session.items
    for item in items {
      guard let dossier = item.subject.dossier,
        let candidacy = reviewed.first(where: { stage.dossiers[$0.number] == dossier })
      else { continue }
      hour.addTimeInterval(480)
      let advised = SimulatedOutcome.advised(by: bands[dossier])
      // One in ten is seen otherwise than by the grid.
      let isOther = candidacy.number % 10 == 7
      let outcome = isOther ? SimulatedOutcome.beside(advised) : advised
      votes += try await deal(with: item, outcome: outcome, in: session, at: hour, by: president, stage)
      parted += isOther ? 1 : 0
      stage.propose(outcome, for: candidacy)
    }
    let last = try await stage.at(hour).jury(session, for: president).session
    try await stage.at(hour.addingTimeInterval(600)).stepJury(
      session, version: last.version, by: .close, principal: president)
    return [
      .init("items", items.count), .init("votes", votes), .init("otherwise than the grid", parted),
      .init("deliberated", try await stage.candidacies(.deliberated).count),
    ]
  }

  private func plan(
    by planner: Principal, at moment: Date, _ stage: SimulationStage
  ) async throws -> ID<JurySession> {
    let jurors = stage.cast.jury.compactMap { stage.people[$0.address].map { "\($0)" } }
    var draft = JuryDraft()
    draft.title = "Jury d’exemple de la vague simulée"
    draft.place = "En ligne (exemple)"
    draft.day = "\(stage.plan.juryOn)"
    draft.hour = "9:00"
    draft.president = jurors.first ?? ""
    draft.members = Set(jurors.dropFirst())
    draft.secretaries = Set(planner.person.map { ["\($0)"] } ?? [])
    return try await stage.at(moment).planJury(draft, in: stage.plan.slug, by: planner) { _ in "(exemple)" }
  }

  private func open(
    _ session: ID<JurySession>, by president: Principal, at moment: Date, _ stage: SimulationStage
  ) async throws {
    let view = try await stage.at(moment).jury(session, for: president)
    try await stage.at(moment).stepJury(session, version: view.session.version, by: .open, principal: president)
    for juror in stage.cast.jury {
      guard let person = stage.people[juror.address] else { continue }
      try await stage.at(moment).noteAttendance(of: person, .present, in: session, by: president)
    }
  }

  /// - Returns: how many voted.
  private func deal(
    with item: JuryItem, outcome: Decision.Outcome, in session: ID<JurySession>, at moment: Date,
    by president: Principal, _ stage: SimulationStage
  ) async throws -> Int {
    try await stage.at(moment).callItem(item.id, in: session, by: president)
    try await stage.at(moment).openVote(on: item.id, round: item.round, ballot: .open, in: session, by: president)
    for (place, juror) in stage.cast.jury.enumerated() {
      let principal = try await stage.principal(juror, at: moment)
      // The last one often abstains.
      let choice = place == 6 && item.place % 3 == 0 ? JuryChoice.abstention : JuryChoice(outcome)
      _ = try await stage.at(moment.addingTimeInterval(60)).vote(
        choice, ticket: "", on: item.id, round: item.round, in: session, by: principal)
    }
    let counted = stage.at(moment.addingTimeInterval(120))
    _ = try await counted.endVote(on: item.id, round: item.round, in: session, by: president)
    try await counted.closeItem(
      item.id, round: item.round,
      reason: "Le jury a discuté l’avis de la grille et ce que les évaluateurs en disent (exemple).",
      in: session, by: president)
    return stage.cast.jury.count
  }
}
