import Domain
import Foundation
import Storage

/// Experts are asked: the best assignment of all, by themes, with those of other regions before those of the same. Whom an interest
/// of their own keeps out is found by the operation that asks, and another takes their place; so it is with who declines.
struct AssignStep: SimulationStep {
  let name = "experts asked"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let candidacies = try await stage.candidacies(.inReview)
    let board = Board(candidacies, stage.cast.experts)
    var (asked, bound, declined) = (0, 0, 0)
    for (place, candidacy) in candidacies.enumerated() {
      var waiting = board.order(of: place)
      var accepted = 0
      while accepted < Board.demand, !waiting.isEmpty {
        let expert = waiting.removeFirst()
        guard stage.load(of: expert) < board.capacity else { continue }
        switch try await ask(expert, for: candidacy, stage) {
        case .accepted:
          stage.assign(expert, to: candidacy)
          accepted += 1
        case .declined: declined += 1
        case .bound: bound += 1
        }
        asked += 1
      }
    }
    return [
      .init("asked", asked), .init("accepted", stage.assignments.values.reduce(0) { $0 + $1.count }),
      .init("declined", declined), .init("kept out by an interest", bound),
    ]
  }

  private enum Answer {
    case accepted
    case declined
    case bound
  }

  private func ask(
    _ expert: SimulatedExpert, for candidacy: SimulatedCandidacy, _ stage: SimulationStage
  ) async throws -> Answer {
    let dossier = try await stage.dossier(of: candidacy)
    let moment = stage.plan.assignedOn.at(hour: "10:00") ?? stage.plan.assignedOn.start
    guard let person = stage.people[expert.person.address] else { throw Refusal.notFound }
    do {
      try await stage.at(moment).askReviewer(
        person, on: dossier.id, due: stage.plan.reviewsUntil,
        by: try await stage.principal(stage.instructor(of: candidacy), at: moment)
      ) { _ in "(exemple)" }
    } catch Refusal.notAReviewer {
      return .bound
    }
    let answered = moment.addingTimeInterval(86_400)
    let principal = try await stage.principal(expert.person, at: answered)
    let declines = expert.declines && (candidacy.number + expert.number).isMultiple(of: 4)
    try await stage.at(answered).answerReview(
      declines ? .decline(reason: "Pas assez de temps ce mois-ci (exemple).") : .accept, of: dossier.id, by: principal)
    return declines ? .declined : .accepted
  }

  /// Who suits what: declared themes against those of the challenges, the same number of dossiers for everybody.
  struct Board {
    /// Two experts and whoever examines the dossier make the three readers of the grid.
    static let demand = 2

    let capacity: Int
    private let solved: [[Int]]
    private let affinities: [[Int64]]
    private let experts: [SimulatedExpert]

    init(_ candidacies: [SimulatedCandidacy], _ experts: [SimulatedExpert]) {
      self.experts = experts
      // Some more than needed: others take the place of those who cannot.
      let capacity = candidacies.count * Board.demand / max(1, experts.count) + 3
      let affinities = candidacies.map { candidacy in
        experts.map { expert in
          let shared = Set(candidacy.themes.map(\.id)).intersection(expert.themes).count
          return Int64(10 * shared + (expert.region == candidacy.place.region ? 0 : 12))
        }
      }
      var problem = AssignmentProblem(
        demands: candidacies.map { _ in Board.demand }, capacities: experts.map { _ in capacity - 1 })
      for paper in candidacies.indices {
        for reviewer in experts.indices { problem[.init(paper, reviewer)] = affinities[paper][reviewer] }
      }
      var pairs = candidacies.map { _ in [Int]() }
      if case .assigned(let solution) = problem.solved(.total) {
        for pair in solution.pairs { pairs[pair.paper].append(pair.reviewer) }
      }
      (solved, self.capacity, self.affinities) = (pairs, capacity, affinities)
    }

    /// Those who were assigned, then the others, the most suitable first.
    func order(of paper: Int) -> [SimulatedExpert] {
      let rest = experts.indices.filter { !solved[paper].contains($0) }
        .sorted { (affinities[paper][$1], $0) < (affinities[paper][$0], $1) }
      return (solved[paper] + rest).map { experts[$0] }
    }
  }
}
