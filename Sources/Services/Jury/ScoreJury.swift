import Domain
import Storage

extension Operations {
  /// What the dossiers of a wave were scored at, as far as the principal may see it; nil where nothing is scored.
  func scores(
    of wave: Wave, for principal: Principal, in transaction: any Transaction
  ) throws -> JuryScores? {
    guard let (rubric, dossiers) = try reviewed(in: wave, transaction) else { return nil }
    let hidden = try DossierRecords(transaction).find(dossiers.map(\.dossier.id))
      .filter { principal.relation(to: $0, for: .readJury) == .conflicted }
    let blind = try blind(principal.person, in: wave.id, transaction)
    return JuryScores(rubric: rubric, dossiers.map(\.scores)).without(blind.union(hidden.map(\.id)))
  }

  /// What a dossier alone was scored at, under the rubric that its wave froze.
  func result(
    of dossier: Dossier, in transaction: any Transaction
  ) throws -> (result: DossierResult, rule: ScoringRule)? {
    guard let rubric = try RubricRecords(transaction).find(of: dossier.wave) else { return nil }
    return (try reviews(of: dossier, rubric, in: transaction).result, rubric.rule)
  }
}
