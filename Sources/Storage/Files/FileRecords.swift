import Domain
package import Foundation

/// The contents of files, each kept once under its SHA-256, in rows that both engines take.
package struct FileRecords {
  /// Bytes in a row: 256 KB once they are written in base 64.
  private static let chunk = 196_608
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Keeps a content, unless it is there already.
  package func keep(_ content: Data, digest: String, at moment: Date) throws {
    let isNew = try transaction.execute(
      """
      INSERT INTO files (digest, size, stored_at) VALUES (\(digest), \(content.count), \(moment))
      ON CONFLICT (digest) DO NOTHING
      """)
    guard isNew > 0 else { return }
    for (number, start) in stride(from: 0, to: content.count, by: FileRecords.chunk).enumerated() {
      let first = content.startIndex + start
      let bytes = content[first..<min(first + FileRecords.chunk, content.endIndex)]
      try transaction.execute(
        """
        INSERT INTO file_contents (digest, number, bytes)
        VALUES (\(digest), \(number), \(bytes.base64EncodedString()))
        """)
    }
  }

  /// One piece of a content; nil after the last.
  package func piece(_ number: Int, of digest: String) throws -> Data? {
    try transaction.row("SELECT bytes FROM file_contents WHERE digest = \(digest) AND number = \(number)")?
      .parsed("bytes") { Data(base64Encoded: $0) }
  }

  /// The digests of what is kept, in their order, after one of them.
  package func digests(after digest: String, limit: Int) throws -> [String] {
    try transaction.rows("SELECT digest FROM files WHERE digest > \(digest) ORDER BY digest LIMIT \(limit)")
      .map { try $0.text("digest") }
  }

  /// Forgets a content that no attachment, no document, no letter, no blank form, no certificate and no minutes names any more.
  package func forgetUnused(_ digest: String) throws {
    let uses = try transaction.count(
      """
      SELECT (SELECT COUNT(*) FROM file_attachments WHERE digest = \(digest))
        + (SELECT COUNT(*) FROM submission_documents WHERE digest = \(digest))
        + (SELECT COUNT(*) FROM decision_letters WHERE digest = \(digest))
        + (SELECT COUNT(*) FROM label_letters WHERE digest = \(digest))
        + (SELECT COUNT(*) FROM blank_forms WHERE digest = \(digest))
        + (SELECT COUNT(*) FROM label_certificates WHERE digest = \(digest))
        + (SELECT COUNT(*) FROM jury_minutes WHERE digest = \(digest)) AS count
      """)
    guard uses == 0 else { return }
    try transaction.execute("DELETE FROM file_contents WHERE digest = \(digest)")
    try transaction.execute("DELETE FROM files WHERE digest = \(digest)")
  }
}
