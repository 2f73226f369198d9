package import Domain
package import Foundation

/// The letters of measures about labels as PDF, and those that somebody has to post.
package struct LabelPaperRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Those of a label, the first first.
  package func list(of id: ID<Territory>) throws -> [LabelPaperState] {
    try transaction.rows(
      """
      SELECT number, ordered_at, by_post, posted_at, digest, size FROM label_letters
      WHERE territory_id = \(id)
      ORDER BY number
      LIMIT 200
      """
    ).map { row in
      LabelPaperState(
        number: try row.integer("number"), orderedAt: try row.date("ordered_at"),
        document: try row.optionalText("digest").map {
          SubmissionDocument(digest: $0, size: try row.integer("size"))
        }, isByPost: try row.bool("by_post"), postedAt: try row.optionalDate("posted_at"))
    }
  }

  /// Notes that one is to be made.
  package func order(_ number: Int, of id: ID<Territory>, isByPost: Bool, at moment: Date) throws {
    try transaction.execute(
      """
      INSERT INTO label_letters (territory_id, number, ordered_at, by_post)
      VALUES (\(id), \(number), \(moment), \(isByPost))
      """)
  }

  /// Keeps one that was made; made twice, the first one stays.
  package func keep(_ document: SubmissionDocument, _ number: Int, of id: ID<Territory>, at moment: Date) throws {
    try transaction.execute(
      """
      UPDATE label_letters SET digest = \(document.digest), size = \(document.size), made_at = \(moment)
      WHERE territory_id = \(id) AND number = \(number) AND digest IS NULL
      """)
  }

  /// - Returns: whether it waited to be posted.
  package func setPosted(_ number: Int, of id: ID<Territory>, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE label_letters SET posted_at = \(moment)
      WHERE territory_id = \(id) AND number = \(number) AND by_post = 1 AND posted_at IS NULL
      """) > 0
  }
}
