package import Domain
package import Foundation
import Storage

extension Operations {
  /// A dossier for whoever reviews it: experts who accepted, and those who examine it. The sheets of others are in it
  /// once one's own is in, and no trace of them before.
  ///
  /// - Throws: `Refusal.notFound` for everybody else; `.noRubric` where dossiers of the wave are not scored;
  ///   `.serviceSheet` for one of the service who writes none.
  package func reviewFile(of id: ID<Dossier>, for principal: Principal) async throws -> ReviewFile {
    try await database.read { try reviewFile(of: id, for: principal, in: $0) }
  }

  func reviewFile(
    of id: ID<Dossier>, for principal: Principal, in transaction: any Transaction
  ) throws -> ReviewFile {
    let (found, person, rubric) = try reviewed(id, for: principal, in: transaction)
    try checkServiceSheet(of: found, by: person, principal, in: transaction)
    let (wave, procedure) = try waveAndProcedure(of: found, in: transaction)
    let records = ReviewSheetRecords(transaction)
    let versions = try records.versions(of: id, by: person)
    let whole = versions.isEmpty ? nil : try reviews(of: found, rubric, in: transaction)
    return ReviewFile(
      dossier: try asSubmitted(found, for: principal, in: transaction), wave: wave, procedure: procedure,
      rubric: rubric, files: try submittedFiles(of: found, in: transaction),
      assignment: try ReviewAssignmentRecords(transaction).standing(of: id, person),
      draft: try records.draft(of: id, by: person), versions: versions,
      others: whole?.sheets.filter { $0.person != person } ?? [], disagreements: whole?.disagreements ?? [],
      notes: whole?.notes ?? [], isOpen: found.state.isReviewed)
  }

  /// What somebody wrote on a dossier that the service asks them to review no longer.
  /// - Throws: `Refusal.notFound` for everybody who was not asked, and whom an interest binds.
  package func formerReview(of id: ID<Dossier>, for principal: Principal) async throws -> FormerReview {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      guard let person = principal.person, principal.relation(to: dossier, for: .writeReview) == .other,
        principal.may(.writeReview, on: .reviewing, in: dossier.wave),
        let last = try ReviewAssignmentRecords(transaction).list(of: id).last(where: { $0.person == person }),
        last.state == .withdrawn, let wave = try WaveRecords(transaction).find(dossier.wave),
        let rubric = try RubricRecords(transaction).find(of: dossier.wave)
      else { throw Refusal.notFound }
      let records = ReviewSheetRecords(transaction)
      let sheet = try records.draft(of: id, by: person)?.sheet ?? records.versions(of: id, by: person).last?.sheet
      return FormerReview(
        reference: dossier.reference, wave: wave, rubric: rubric, sheet: sheet ?? ReviewSheet())
    }
  }

  /// A file of a dossier that one reviews.
  package func reviewedFile(
    _ file: ID<Attachment>, of id: ID<Dossier>, for principal: Principal
  ) async throws -> Attachment {
    try await database.read { transaction in
      let (dossier, _, _) = try reviewed(id, for: principal, in: transaction)
      guard let found = try submittedFiles(of: dossier, in: transaction).first(where: { $0.id == file }) else {
        throw Refusal.notFound
      }
      return found
    }
  }

  /// One piece of its content, nil after the last; the permission is asked for each time.
  package func reviewedPiece(_ number: Int, of file: Attachment, for principal: Principal) async throws -> Data? {
    try await database.read { transaction in
      _ = try reviewed(file.dossier, for: principal, in: transaction)
      return try FileRecords(transaction).piece(number, of: file.digest)
    }
  }

  /// A dossier that the principal reviews, and the grid of its wave.
  func reviewed(
    _ id: ID<Dossier>, for principal: Principal, in transaction: any Transaction
  ) throws -> (dossier: Dossier, person: ID<Person>, rubric: Rubric) {
    let dossier = try DossierRecords(transaction).find(id)
    try principal.require(.writeReview, on: dossier)
    guard let person = principal.person else { throw Refusal.notFound }
    guard let rubric = try RubricRecords(transaction).find(of: dossier.wave) else { throw Refusal.noRubric }
    return (dossier, person, rubric)
  }

  /// A file that came with complements which are not sent yet is nobody else's to see.
  private func submittedFiles(of dossier: Dossier, in transaction: any Transaction) throws -> [Attachment] {
    let files = try AttachmentRecords(transaction).list(of: dossier.id)
    guard dossier.state == .incomplete, let sent = dossier.submittedAt else { return files }
    return files.filter { $0.addedAt <= sent }
  }
}
