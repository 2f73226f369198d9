package import Domain
import Storage

extension Operations {
  /// The form of a dossier that the principal may write in: less than the whole of `dossier`, for what is asked often.
  ///
  /// - Throws: `Refusal.notFound` also where the dossier is somebody else's; `.notAllowed` where one may only read it.
  package func form(of id: ID<Dossier>, for principal: Principal) async throws -> Procedure {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.editDossier, on: dossier)
      return try ProcedureRecords(transaction).find(dossier.procedure)
    }
  }
}
