import Domain
import Storage

extension Operations {
  /// The sheets that count in a wave, with the rule that it froze: of the dossiers that somebody reviewed. Nil where it is
  /// not scored.
  func scores(of wave: Wave, in transaction: any Transaction) throws -> (sheets: [DossierSheets], rule: ScoringRule)? {
    guard let results = try results(of: wave, in: transaction) else { return nil }
    return (results.rows.map(\.reviews.scores).filter { !$0.sheets.isEmpty }, results.rubric.rule)
  }
}
