package import Domain
import Storage

extension Operations {
  /// Two dossiers, or two versions of one, side by side.
  ///
  /// - Parameters:
  ///   - submission: of the first; without it the dossier as the reader may read it now.
  ///   - reference: of the other, as people write it; the same dossier where it is blank.
  ///   - other: the submission of the other.
  /// - Throws: `Refusal.notFound` for a dossier, or a submission, that is not there for the reader; `.invalid` where the
  ///   reference names none that they may read.
  package func compareDossiers(
    _ id: ID<Dossier>, submission: Int?, with reference: String, submission other: Int?, for principal: Principal
  ) async throws -> DossierComparison {
    let wanted = reference.trimmed.uppercased()
    return try await database.read { transaction in
      let records = DossierRecords(transaction)
      let first = try records.find(id)
      let left = try side(first, submission, for: principal, in: transaction)
      guard !wanted.isEmpty, wanted != first.reference else {
        return DossierComparison(left, try side(first, other, for: principal, in: transaction))
      }
      // What one may not read is not told apart from what is not there.
      guard let second = try records.find(reference: wanted), principal.may(.readDossier, to: second) else {
        throw Refusal.invalid([Finding(field: "avec", problem: .noSuchDossier)])
      }
      return DossierComparison(left, try side(second, other, for: principal, in: transaction))
    }
  }

  private func side(
    _ found: Dossier, _ submission: Int?, for principal: Principal, in transaction: any Transaction
  ) throws -> ComparedDossier {
    try principal.require(.readDossier, on: found)
    let records = SubmissionRecords(transaction)
    let procedure = try ProcedureRecords(transaction).find(found.procedure)
    let submissions = try records.list(of: found.id)
    guard let submission else {
      let dossier = try asSubmitted(found, for: principal, in: transaction)
      return ComparedDossier(dossier: dossier, procedure: procedure, submission: nil, submissions: submissions)
    }
    guard let frozen = try records.find(submission, of: found.id) else { throw Refusal.notFound }
    return ComparedDossier(
      dossier: found.showing(frozen.answers), procedure: procedure, submission: submission, submissions: submissions)
  }
}
