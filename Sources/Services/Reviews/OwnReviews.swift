package import Domain
import Foundation
import Storage

extension Operations {
  /// All that somebody reviews: what they are asked, what they have to write, and, page by page, what they submitted.
  /// A dossier that they may review no longer is left out.
  package func ownReviews(of principal: Principal, _ page: PageRequest) async throws -> OwnReviews {
    try principal.require(.readOwnReviews, on: .any)
    guard let person = principal.person else { throw Refusal.notFound }
    return try await database.read { transaction in
      let assignments = ReviewAssignmentRecords(transaction)
      let sheets = ReviewSheetRecords(transaction)
      let asked = try assignments.list(of: person, .asked).compactMap {
        try ownReview($0.dossier, $0, of: principal, transaction)
      }
      let accepted = try assignments.list(of: person, .accepted)
      let own = Dictionary(accepted.map { ($0.dossier, $0) }) { first, _ in first }
      let drafted = try sheets.drafted(by: person).filter { own[$0] == nil }
      let toWrite = try (accepted.map(\.dossier) + drafted).compactMap {
        try ownReview($0, own[$0], of: principal, transaction)
      }
      let reviewed = try sheets.reviewed(by: person, page)
      let submitted = try reviewed.items.compactMap {
        try ownReview($0.0, own[$0.0], of: principal, submittedAt: $0.at, transaction)
      }
      let unfinished = try (accepted.map(\.dossier) + drafted).compactMap {
        try ownReview($0, nil, of: principal, isUnfinished: true, transaction)
      }
      return OwnReviews(
        asked: asked, toWrite: toWrite.filter { $0.submittedAt == nil },
        submitted: Page(items: submitted, total: reviewed.total, request: page),
        unfinished: unfinished)
    }
  }

  /// The waves whose results somebody may see, the newest first.
  package func scoredWaves(for principal: Principal) async throws -> [Wave] {
    try await database.read { transaction in
      guard principal.may(.readReviews, on: .other) else { return [] }
      return try WaveRecords(transaction).list(.longest).items.filter { wave in
        try principal.may(.readReviews, on: .other, in: wave.id)
          && RubricRecords(transaction).find(of: wave.id) != nil
      }
    }
  }

  private func ownReview(
    _ id: ID<Dossier>, _ assignment: ReviewAssignment?, of principal: Principal, submittedAt: Date? = nil,
    isUnfinished: Bool = false, _ transaction: any Transaction
  ) throws -> OwnReview? {
    let dossier = try DossierRecords(transaction).find(id)
    let isAsked = assignment?.state == .asked
    let may =
      isAsked
      ? [.other, .reviewing].contains(principal.relation(to: dossier, for: .writeReview))
        && principal.may(.writeReview, on: .reviewing, in: dossier.wave) : principal.may(.writeReview, to: dossier)
    guard may, let person = principal.person, let wave = try WaveRecords(transaction).find(dossier.wave),
      let rubric = try RubricRecords(transaction).find(of: wave.id),
      dossier.state.isReviewed != isUnfinished || submittedAt != nil
    else { return nil }
    let sheets = ReviewSheetRecords(transaction)
    if isUnfinished, try sheets.draft(of: id, by: person) == nil { return nil }
    let draft = isAsked ? nil : try sheets.draft(of: id, by: person)
    let last = submittedAt != nil || isAsked || draft != nil ? nil : try sheets.versions(of: id, by: person).last
    return OwnReview(
      dossier: ReviewedDossier(id: id, reference: dossier.reference, title: dossier.title), wave: wave.name,
      isExample: wave.isExample, assignment: assignment, submittedAt: submittedAt ?? last?.submittedAt,
      judged: draft?.sheet.judged(under: rubric) ?? 0, lines: rubric.lines.count)
  }
}
