import Domain
import Storage

extension Operations {
  /// Freezes the grid of the programme for a wave whose dossiers are scored, unless it has one. A wave that opened before
  /// there were grids gets its own with the first review that is asked.
  ///
  /// - Returns: the grid of the wave; nil where its dossiers are not scored.
  /// - Throws: `StorageFault.rubricChanged` when the version was frozen with another content.
  @discardableResult
  func freezeRubric(of wave: Wave, _ procedure: Procedure, in transaction: any Transaction) throws -> Rubric? {
    let records = RubricRecords(transaction)
    if let frozen = try records.find(of: wave.id) { return frozen }
    guard let rubric = programme.rubric, procedure.isScored(in: wave) else { return nil }
    try records.freeze(rubric, at: world.now())
    try records.set(rubric, of: wave.id)
    return rubric
  }
}
