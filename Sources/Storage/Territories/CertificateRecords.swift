package import Domain
package import Foundation

/// Certificates of labels as PDF files.
package struct CertificateRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Nil also while it is not made.
  package func find(_ id: ID<Territory>, version: Int, in language: Language) throws -> SubmissionDocument? {
    try transaction.row(
      """
      SELECT digest, size FROM label_certificates
      WHERE territory_id = \(id) AND language = \(language) AND version = CAST(\(version) AS INTEGER)
        AND digest IS NOT NULL
      """
    ).map { SubmissionDocument(digest: try $0.text("digest"), size: try $0.integer("size")) }
  }

  /// Notes that it is to be made.
  /// - Parameter limit: an order older than this came to nothing.
  /// - Returns: whether nobody had ordered it.
  package func order(
    _ id: ID<Territory>, version: Int, in language: Language, at moment: Date, unlessSince limit: Date
  ) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO label_certificates (territory_id, language, version, ordered_at)
      VALUES (\(id), \(language), \(version), \(moment))
      ON CONFLICT (territory_id, language, version) DO UPDATE SET ordered_at = excluded.ordered_at
      WHERE label_certificates.digest IS NULL AND label_certificates.ordered_at < \(limit)
      """) > 0
  }

  package func keep(
    _ document: SubmissionDocument, of id: ID<Territory>, version: Int, in language: Language, at moment: Date
  ) throws {
    try transaction.execute(
      """
      UPDATE label_certificates SET digest = \(document.digest), size = \(document.size), made_at = \(moment)
      WHERE territory_id = \(id) AND language = \(language) AND version = CAST(\(version) AS INTEGER)
        AND digest IS NULL
      """)
  }
}
