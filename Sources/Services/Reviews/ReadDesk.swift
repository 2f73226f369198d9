package import Domain
import Foundation
import Storage

extension Operations {
  /// How many notes stand on the page of a dossier; the others have a page of their own.
  private static let shownNotes = PageRequest(limit: 3) ?? .longest

  /// What the service has beside a dossier; nil for whoever may not see it, so that their page has no trace of it.
  package func desk(of id: ID<Dossier>, for principal: Principal) async throws -> ExaminationDesk? {
    let now = world.now()
    return try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      guard principal.may(.readDesk, to: dossier) else { return nil }
      let mandates = MandateRecords(transaction)
      let holder = try ExaminerRecords(transaction).holder(of: id).flatMap { try PersonRecords(transaction).find($0) }
      let candidates = try mandates.holders(of: .instructor, in: dossier.wave, at: now, limit: 100).filter { person in
        Principal(person: person.id, roles: [.instructor]).may(.examineDossier, to: dossier)
      }
      return ExaminationDesk(
        holder: holder, isHolderAble: holder.map { candidates.contains($0) } ?? true,
        candidates: candidates.sorted { ($0.name, "\($0.id)") < ($1.name, "\($1.id)") },
        mayGive: principal.may(.giveDossier, to: dossier),
        reader: principal.may(.examineDossier, to: dossier) ? principal.person : nil,
        notes: try NoteRecords(transaction).list(of: id, Operations.shownNotes),
        checklist: try checklist(of: dossier, in: transaction),
        reviewsLeft: try reviewsLeft(of: dossier, in: transaction),
        inadmissibility: try inadmissibility(of: dossier, in: transaction),
        inadmissibilityReplies: try inadmissibilityReplies(of: id, in: transaction))
    }
  }

  private func reviewsLeft(
    of dossier: Dossier, in transaction: any Transaction
  ) throws -> ExaminationDesk.ReviewsLeft? {
    guard dossier.state == .inReview, let rubric = try RubricRecords(transaction).find(of: dossier.wave) else {
      return nil
    }
    let reviews = try reviews(of: dossier, rubric, in: transaction)
    return ExaminationDesk.ReviewsLeft(
      sheets: reviews.sheets.count, wanted: rubric.flags.reviewers, awaited: reviews.pending.count)
  }

  /// What stands around a page of the queue.
  package func queueDesk(
    _ filter: QueueFilter, of dossiers: [ID<Dossier>], for principal: Principal
  ) async throws -> QueueDesk {
    try principal.require(.readQueue, on: .any)
    let now = world.now()
    return try await database.read { transaction in
      QueueDesk(
        holders: try ExaminerRecords(transaction).holders(of: dossiers),
        counts: try queueRecords(for: principal, in: transaction).counts(filter),
        views: try principal.person.map { try QueueViewRecords(transaction).list(of: $0) } ?? [],
        examiners: try ExaminerRecords(transaction).people(at: now))
    }
  }
}
