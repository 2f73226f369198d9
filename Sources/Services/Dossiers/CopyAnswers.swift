package import Domain
import Storage

extension Operations {
  /// Begins a blank draft with what an earlier dossier of the same person holds.
  ///
  /// - Returns: the draft as saved.
  /// - Throws: `Refusal.notFound` also for a dossier of somebody else; `.changedMeanwhile` when the draft is no longer
  ///   blank.
  package func copyAnswers(
    from earlier: ID<Dossier>, to id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws -> Dossier {
    let copy = try await answerCopy(from: earlier, to: id, for: principal)
    let isBlank = try await database.read { try DossierRecords($0).find(id).answers.isBlank }
    guard isBlank else { throw Refusal.changedMeanwhile }
    return try await saveAnswers(copy.answers, of: id, version: version, by: principal)
  }

  /// The dossiers with which a new one of the principal may begin: their own, not those of others that they write in.
  package func copyableDossiers(of principal: Principal) async throws -> [DossierListing] {
    guard let person = principal.person else { return [] }
    try principal.require(.readOwnAccount, on: .own)
    return try await database.read { try DossierListRecords($0).led(by: person, limit: 50) }
  }

  /// What a copy takes over, and what not.
  package func answerCopy(
    from earlier: ID<Dossier>, to id: ID<Dossier>, for principal: Principal
  ) async throws -> AnswerCopy {
    try await database.read { transaction in
      let records = DossierRecords(transaction)
      let (old, new) = (try records.find(earlier), try records.find(id))
      try principal.require(.editDossier, on: new)
      // Nothing goes from one person to another, whatever they may read.
      guard old.owner == principal.actor, new.owner == principal.actor, old.id != new.id else {
        throw Refusal.notFound
      }
      let procedures = ProcedureRecords(transaction)
      return AnswerCopy(
        old.answers, from: try procedures.find(old.procedure), to: try procedures.find(new.procedure))
    }
  }
}
