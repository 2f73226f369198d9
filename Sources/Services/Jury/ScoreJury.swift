import Domain
import Storage

extension Operations {
  /// What the dossiers of a wave were scored at, as far as the principal may see it; nil where nothing is scored.
  func scores(
    of wave: Wave, for principal: Principal, in transaction: any Transaction
  ) throws -> JuryScores? {
    guard let all = try allScores(of: wave, in: transaction) else { return nil }
    let hidden = try all.results.compactMap { ID<Dossier>($0.code) }.filter { id in
      principal.relation(to: try DossierRecords(transaction).find(id), for: .readJury) == .conflicted
    }
    return all.without(Set(hidden))
  }

  func allScores(of wave: Wave, in transaction: any Transaction) throws -> JuryScores? {
    try results(of: wave, in: transaction).map { found in
      JuryScores(rubric: found.rubric, results: found.rows.map(\.result), calibration: found.calibration)
    }
  }
}
