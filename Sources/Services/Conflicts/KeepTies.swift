import Domain
import Storage

extension Operations {
  /// Keeps what the form of a dossier names, so that whoever it binds is found. Read from what is written now and, while
  /// complements are awaited, also from what was submitted last: the service reads that.
  func keepTies(of dossier: Dossier, _ procedure: Procedure, in transaction: any Transaction) throws {
    var ties = procedure.ties(in: dossier.answers, title: dossier.title)
    if dossier.state == .incomplete {
      let submissions = SubmissionRecords(transaction)
      if let last = try submissions.list(of: dossier.id).last,
        let frozen = try submissions.find(last.number, of: dossier.id)
      {
        ties = ties.union(procedure.ties(in: frozen.answers, title: dossier.title))
      }
    }
    try TieRecords(transaction).keep(ties, of: dossier.id, year: Gazetteer.year)
  }

  /// The same after a save, where it changed a field that may tie.
  func keepTies(
    of saved: Dossier, after changes: [AnswerChange], in transaction: any Transaction
  ) throws {
    let procedure = try ProcedureRecords(transaction).find(saved.procedure)
    let tying = procedure.tyingFields
    guard changes.contains(where: { tying.contains($0.field) }) else { return }
    try keepTies(of: saved, procedure, in: transaction)
  }

  /// The same for all dossiers of a database that an older version of the program made; nothing when it was done.
  package func keepMissingTies() async throws {
    while case let missing = try await database.read({
      try TieRecords($0).missing(year: Gazetteer.year, limit: 100)
    }), !missing.isEmpty {
      try await database.write { transaction in
        for id in missing {
          let dossier = try DossierRecords(transaction).find(id)
          try keepTies(of: dossier, try ProcedureRecords(transaction).find(dossier.procedure), in: transaction)
        }
      }
    }
  }
}
