package import Domain
import Foundation
import Storage

extension Operations {
  /// What an expert who was asked sees before they accept; nil once they did.
  /// - Throws: `Refusal.notFound` for everybody who is not asked.
  package func askedReview(of id: ID<Dossier>, for principal: Principal) async throws -> AskedReview? {
    try await database.read { transaction in
      let (assignment, dossier) = try standing(of: id, for: principal, in: transaction)
      guard assignment.state == .asked else { return nil }
      let (wave, procedure) = try waveAndProcedure(of: dossier, in: transaction)
      return AskedReview(
        assignment, of: try asSubmitted(dossier, for: principal, in: transaction), wave, procedure,
        binding: conflicts(of: procedure))
    }
  }

  /// Accepts or declines to review a dossier that one was asked for. The dossier opens with the acceptance, and whoever
  /// accepts says by it that what they declared for the wave is all there is; an interest that comes to light later can
  /// still be declared. The service sees who declined, and why.
  ///
  /// - Throws: `Refusal.invalid` where a reason is missing; `.notFound` for everybody who is not asked.
  package func answerReview(_ answer: ReviewAnswer, of id: ID<Dossier>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (assignment, dossier) = try standing(of: id, for: principal, in: transaction)
      if assignment.state == answer.state { return }
      guard dossier.state.isReviewed else { throw Refusal.reviewsClosed }
      guard answer.findings.isEmpty else { throw Refusal.invalid(answer.findings) }
      let isIn = try !ReviewSheetRecords(transaction).versions(of: id, by: assignment.person).isEmpty
      // A sheet that is in is withdrawn by the service, or by an interest, and by nothing else. One that was withdrawn
      // counts again once its writer, asked anew, accepts.
      if isIn, assignment.state == .accepted, !answer.isConflict { throw Refusal.changedMeanwhile }
      try ReviewAssignmentRecords(transaction).answer(assignment.id, answer, at: now)
      if answer.state == .accepted, let wave = try WaveRecords(transaction).find(dossier.wave) {
        try state(assignment.person, for: wave, by: principal, in: transaction)
      }
      if answer.isConflict { try declareRelation(of: assignment.person, to: id, answer.reason, in: transaction) }
      if !answer.state.isStanding {
        try ReviewSheetRecords(transaction).deleteDraft(of: id, by: assignment.person)
      }
      // The journal outlives the words: it proves them, and holds none.
      try JournalRecords(transaction).append(
        answer.state == .accepted ? "review.accepted" : "review.declined", on: "dossier:\(id)", by: principal.actor,
        at: now,
        change: [
          "review": .string("\(assignment.id)"), "conflict": .bool(answer.isConflict),
          "reason": .string(sha256(answer.reason)),
        ])
    }
  }

  /// What somebody was asked and has before them, while their role lasts and nothing stands against it.
  private func standing(
    of id: ID<Dossier>, for principal: Principal, in transaction: any Transaction
  ) throws -> (ReviewAssignment, Dossier) {
    try principal.require(.answerReview, on: .any)
    let dossier = try DossierRecords(transaction).find(id)
    guard let person = principal.person,
      [.other, .reviewing].contains(principal.relation(to: dossier, for: .writeReview)),
      principal.may(.writeReview, on: .reviewing, in: dossier.wave),
      let assignment = try ReviewAssignmentRecords(transaction).standing(of: id, person)
    else { throw Refusal.notFound }
    return (assignment, dossier)
  }
}
