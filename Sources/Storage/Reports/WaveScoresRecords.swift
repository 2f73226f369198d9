package import Domain
package import Foundation

/// The scores of waves as they were published.
package struct WaveScoresRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// The document of a wave, canonical JSON; nil until it is published.
  package func document(of wave: ID<Wave>) throws -> String? {
    try transaction.row("SELECT document FROM wave_scores WHERE wave_id = \(wave)").map { try $0.text("document") }
  }

  package func insert(_ document: String, digest: String, of wave: ID<Wave>, at moment: Date) throws {
    try transaction.execute(
      """
      INSERT INTO wave_scores (wave_id, document, digest, published_at)
      VALUES (\(wave), \(document), \(digest), \(moment))
      """)
  }
}
