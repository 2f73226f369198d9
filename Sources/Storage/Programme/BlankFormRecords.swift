package import Domain
package import Foundation

/// Blank forms as PDF files.
package struct BlankFormRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Nil also while it is not made.
  package func find(_ key: ProcedureKey, in language: Language) throws -> SubmissionDocument? {
    try transaction.row(
      """
      SELECT digest, size FROM blank_forms
      WHERE procedure_id = \(key.id) AND procedure_version = \(key.version) AND language = \(language)
        AND digest IS NOT NULL
      """
    ).map { SubmissionDocument(digest: try $0.text("digest"), size: try $0.integer("size")) }
  }

  /// Notes that it is to be made.
  /// - Parameter limit: an order older than this came to nothing.
  /// - Returns: whether nobody had ordered it.
  package func order(_ key: ProcedureKey, in language: Language, at moment: Date, unlessSince limit: Date) throws
    -> Bool
  {
    try transaction.execute(
      """
      INSERT INTO blank_forms (procedure_id, procedure_version, language, ordered_at)
      VALUES (\(key.id), \(key.version), \(language), \(moment))
      ON CONFLICT (procedure_id, procedure_version, language) DO UPDATE SET ordered_at = excluded.ordered_at
      WHERE blank_forms.digest IS NULL AND blank_forms.ordered_at < \(limit)
      """) > 0
  }

  package func keep(
    _ document: SubmissionDocument, of key: ProcedureKey, in language: Language, at moment: Date
  ) throws {
    try transaction.execute(
      """
      UPDATE blank_forms SET digest = \(document.digest), size = \(document.size), made_at = \(moment)
      WHERE procedure_id = \(key.id) AND procedure_version = \(key.version) AND language = \(language)
        AND digest IS NULL
      """)
  }
}
