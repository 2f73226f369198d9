import Domain
import Storage

extension Operations {
  /// The sheets that count in a wave, with the rule that it froze; nil where it is not scored. Only dossiers that somebody
  /// reviewed.
  func scores(of wave: Wave, in transaction: any Transaction) throws -> (sheets: [DossierSheets], rule: ScoringRule)? {
    nil
  }
}
