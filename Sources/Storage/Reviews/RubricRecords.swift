package import Domain
package import Foundation

/// Grids as they were when a wave opened with them.
package struct RubricRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Freezes a grid. The same content again is accepted and changes nothing.
  /// - Throws: `StorageFault.rubricChanged` when the version was frozen with another content.
  package func freeze(_ rubric: Rubric, at moment: Date) throws {
    if let row = try transaction.row("SELECT document FROM rubrics WHERE version = \(rubric.version)") {
      // By their values: an older version of the program may have written the same grid in other words.
      guard try RubricRecords.rubric(row) == rubric else { throw StorageFault.rubricChanged(version: rubric.version) }
      return
    }
    let document = try RubricRecords.document(rubric)
    try transaction.execute(
      """
      INSERT INTO rubrics (version, digest, document, frozen_at)
      VALUES (\(rubric.version), \(sha256(document)), \(document), \(moment))
      """)
  }

  /// Says on which grid the dossiers of a wave are scored, once for ever.
  package func set(_ rubric: Rubric, of wave: ID<Wave>) throws {
    try transaction.execute(
      """
      INSERT INTO wave_rubrics (wave_id, rubric_version) VALUES (\(wave), \(rubric.version))
      ON CONFLICT (wave_id) DO NOTHING
      """)
  }

  /// The grid of a wave; nil where its dossiers are not scored.
  package func find(of wave: ID<Wave>) throws -> Rubric? {
    try transaction.row(
      """
      SELECT rubrics.document AS document FROM wave_rubrics JOIN rubrics ON rubrics.version = wave_rubrics.rubric_version
      WHERE wave_rubrics.wave_id = \(wave)
      """
    ).map(RubricRecords.rubric)
  }

  private static func document(_ rubric: Rubric) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rubric), as: UTF8.self)
  }

  private static func rubric(_ row: SQLRow) throws -> Rubric {
    try JSONDecoder().decode(Rubric.self, from: Data(try row.text("document").utf8))
  }
}
