package import Domain
package import Foundation

extension AdmissibilityAnswer.Verdict: SQLBindable {}

/// What the service found of the items of checklists.
package struct AdmissibilityRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// By item.
  package func answers(of dossier: ID<Dossier>) throws -> [String: AdmissibilityAnswer] {
    let rows = try transaction.rows(
      """
      SELECT item, verdict, remark, author_id, answered_at FROM admissibility_answers
      WHERE dossier_id = \(dossier)
      ORDER BY item
      LIMIT 500
      """)
    return Dictionary(
      try rows.map { row in
        let author = try row.optionalText("author_id").flatMap { ID<Person>($0) }
        return (
          try row.text("item"),
          AdmissibilityAnswer(
            verdict: try row.raw("verdict"), remark: try row.text("remark"),
            author: try author.flatMap { try PersonRecords(transaction).find($0) },
            answeredAt: try row.date("answered_at"))
        )
      }, uniquingKeysWith: { $1 })
  }

  package func keep(
    _ verdict: AdmissibilityAnswer.Verdict, remark: String, on item: String, of dossier: ID<Dossier>,
    by author: ID<Person>?, at moment: Date
  ) throws {
    try delete(item, of: dossier)
    try transaction.execute(
      """
      INSERT INTO admissibility_answers (dossier_id, item, verdict, remark, author_id, answered_at)
      VALUES (\(dossier), \(item), \(verdict), \(remark), \(author), \(moment))
      """)
  }

  package func delete(_ item: String, of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM admissibility_answers WHERE dossier_id = \(dossier) AND item = \(item)")
  }
}
