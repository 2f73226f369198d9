package import Domain
import Storage

extension Operations {
  /// Who changed what in a dossier of one's own, the newest first.
  /// - Parameter field: of the form, whose history alone is asked for.
  /// - Throws: `Refusal.notFound` also where the dossier is somebody else's.
  package func answerHistory(
    of id: ID<Dossier>, in field: String? = nil, _ page: PageRequest, for principal: Principal
  ) async throws -> (file: DossierFile, saves: Page<AnswerSave>) {
    let file = try await dossier(id, for: principal)
    let saves = try await database.read { transaction in
      try principal.require(.editDossier, on: try DossierRecords(transaction).find(id))
      return try AnswerChangeRecords(transaction).saves(of: id, in: field, page)
    }
    return (file, saves)
  }

  /// Takes back one change of an earlier save, as a save of its own: nothing is lost by it either.
  ///
  /// - Parameters:
  ///   - version: that of the save.
  ///   - path: that of the change.
  /// - Throws: `Refusal.notFound` where there is no such change, or what it belongs to is gone.
  package func undoChange(
    _ path: String, of version: Int, in id: ID<Dossier>, by principal: Principal
  ) async throws -> Dossier {
    let (dossier, all) = try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.editDossier, on: dossier)
      return (dossier, try AnswerChangeRecords(transaction).changes(of: id, version: version))
    }
    var leaves = AnswerLeaves(dossier.answers)
    guard let change = all.first(where: { $0.path == path }), leaves.canUndo(change) else { throw Refusal.notFound }
    leaves.undo(change, among: all)
    return try await saveAnswers(leaves.answers, of: id, version: dossier.version, by: principal)
  }
}
