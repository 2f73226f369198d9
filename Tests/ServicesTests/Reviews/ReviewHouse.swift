import Domain
import Foundation
import Services
import Storage
import TestSupport

/// A house with dossiers to review, three experts, two instructors and an administrator.
struct ReviewHouse {
  let desk: DeskHouse
  let experts: [Principal]
  let rubric: Rubric

  init() async throws {
    desk = try await DeskHouse()
    var experts: [Principal] = []
    for name in ["ida", "noé", "luz"] { experts.append(try await desk.house.person(.expert, name)) }
    self.experts = experts
    guard let rubric = desk.operations.programme.rubric else { throw Refusal.noRubric }
    self.rubric = rubric
  }

  var operations: Operations { desk.operations }
  var clock: TestWorld { desk.house.clock }
  var today: Day { Day(clock.world.now()) }

  func person(_ principal: Principal) throws -> ID<Person> {
    guard let person = principal.person else { throw Refusal.notFound }
    return person
  }

  @discardableResult
  func ask(
    _ expert: Principal, on dossier: Dossier, due: Day? = nil, by principal: Principal? = nil
  ) async throws -> ReviewAssignment {
    try await operations.askReviewer(
      try person(expert), on: dossier.id, due: due ?? today.adding(days: 20), by: principal ?? desk.instructor
    ) { "https://exemple.example/evaluations/\($0)" }
  }

  func accept(_ expert: Principal, _ dossier: Dossier) async throws {
    try await ask(expert, on: dossier)
    try await operations.answerReview(.accept, of: dossier.id, by: expert)
  }

  /// A sheet without a gap.
  /// - Parameters:
  ///   - score: of every line.
  ///   - scores: those that differ, by line.
  func sheet(
    _ score: Score = .solid, _ scores: [String: Judgement] = [:], gates: Bool = true, except: Set<String> = []
  ) -> [String: String] {
    var fields: [String: String] = [:]
    for field in rubric.fields {
      switch field {
      case .score(let line): fields[field.name] = (scores[line] ?? .score(score)).text
      case .comment: fields[field.name] = "Une phrase qui dit pourquoi."
      case .proof: fields[field.name] = "Page 3"
      case .gate: fields[field.name] = gates ? "yes" : "no"
      case .confidence: fields[field.name] = "high"
      case .opinion: fields[field.name] = "Un avis d’ensemble assez court."
      case .questions, .reason: break
      }
    }
    return fields.filter { !except.contains($0.key) }
  }

  func submit(_ reviewer: Principal, _ dossier: Dossier, _ fields: [String: String]) async throws {
    let version = try await operations.reviewFile(of: dossier.id, for: reviewer).version
    try await operations.submitReview(fields, of: dossier.id, version: version, by: reviewer)
  }

  /// Three sheets of a dossier: of two experts and of the instructor, whose is the first.
  func review(_ dossier: Dossier, _ scores: [Score]) async throws {
    if scores.count > 2 { try await submit(desk.instructor, dossier, sheet(scores[2])) }
    for (expert, score) in zip(experts.prefix(2), scores) {
      try await accept(expert, dossier)
      try await submit(expert, dossier, sheet(score))
    }
  }
}
