package import Domain
import Foundation
import Storage

extension Operations {
  /// Writes how far scores of a line that lie apart were reconciled: whoever examines the dossier, or one of its reviewers
  /// whose sheet is in. An earlier note stays readable. Where it says that they were not, a further expert is to be asked.
  ///
  /// - Parameter number: that of the last note which its writer has seen; 0 for none.
  /// - Throws: `Refusal.invalid` for an empty or overlong text; `.changedMeanwhile` when somebody wrote in between;
  ///   `.notFound` for a line on which nothing lies apart.
  package func reconcile(
    _ line: String, of id: ID<Dossier>, _ body: String, isSettled: Bool, after number: Int, by principal: Principal
  ) async throws {
    let (text, now) = (InternalNote.cleaned(body), world.now())
    try await database.write { transaction in
      let (dossier, person, rubric) = try reviewed(id, for: principal, in: transaction)
      try principal.require(.reconcileReviews, on: dossier)
      guard dossier.state.isReviewed else { throw Refusal.reviewsClosed }
      let isExpert = principal.relation(to: dossier, for: .reconcileReviews) == .reviewing
      if try isBlind(person, on: dossier, in: transaction) { throw Refusal.notFound }
      // Scores of others are seen once one's own sheet is in, and spoken of no earlier.
      if isExpert, try ReviewSheetRecords(transaction).versions(of: id, by: person).isEmpty { throw Refusal.notFound }
      let reviews = try reviews(of: dossier, rubric, in: transaction)
      guard reviews.disagreements.contains(where: { $0.line == line && $0.isSpread }) else { throw Refusal.notFound }
      let findings = InternalNote.findings(in: text)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      try ReconciliationRecords(transaction).insert(
        text, isSettled: isSettled, on: line, of: id, after: number, by: person, at: now)
      try JournalRecords(transaction).append(
        "review.reconciled", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "line": .string(line), "number": .integer(Int64(number + 1)), "settled": .bool(isSettled),
          "text": .string(sha256(text)),
        ])
    }
  }
}
