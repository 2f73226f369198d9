package import Domain
package import Foundation

/// What was submitted, and the documents made of it.
package struct SubmissionRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Freezes what is written now.
  /// - Returns: its number among the submissions of the dossier.
  package func keep(_ dossier: Dossier, digest: String, at moment: Date) throws -> Int {
    let before = try transaction.count(
      "SELECT COUNT(*) AS count FROM submissions WHERE dossier_id = \(dossier.id)")
    try transaction.execute(
      """
      INSERT INTO submissions (dossier_id, number, submitted_at, answers, digest)
      VALUES (\(dossier.id), \(before + 1), \(moment), \(dossier.answers.json.canonical), \(digest))
      """)
    return before + 1
  }

  /// The submissions of a dossier, the first first.
  package func list(of dossier: ID<Dossier>) throws -> [Submission] {
    try transaction.rows(
      "\(SubmissionRecords.select) WHERE submissions.dossier_id = \(dossier) ORDER BY submissions.number LIMIT 100"
    ).map { try submission($0) }
  }

  package func find(_ number: Int, of dossier: ID<Dossier>) throws -> (submission: Submission, answers: Answers)? {
    try transaction.row(
      "\(SubmissionRecords.select) WHERE submissions.dossier_id = \(dossier) AND submissions.number = \(number)"
    ).map { (try submission($0), try Answers(stored: $0.text("answers"))) }
  }

  /// Notes the document of a submission, unless it has one.
  /// - Returns: whether it had none.
  package func keep(
    _ document: SubmissionDocument, of number: Int, of dossier: ID<Dossier>, at moment: Date
  ) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO submission_documents (dossier_id, number, digest, size, made_at)
      VALUES (\(dossier), \(number), \(document.digest), \(document.size), \(moment))
      ON CONFLICT (dossier_id, number) DO NOTHING
      """) > 0
  }

  /// Removes every document of a dossier, and tells the digests of what they were.
  package func deleteDocuments(of dossier: ID<Dossier>) throws -> [String] {
    let digests = try list(of: dossier).compactMap(\.document?.digest)
    try transaction.execute("DELETE FROM submission_documents WHERE dossier_id = \(dossier)")
    return digests
  }

  private static let select: SQL = """
    SELECT submissions.number, submissions.submitted_at, submissions.digest, submissions.answers,
      submission_documents.digest AS document_digest, submission_documents.size
    FROM submissions LEFT JOIN submission_documents
      ON submission_documents.dossier_id = submissions.dossier_id AND submission_documents.number = submissions.number
    """

  private func submission(_ row: SQLRow) throws -> Submission {
    let document = try row.optionalText("document_digest").map {
      SubmissionDocument(digest: $0, size: try row.integer("size"))
    }
    return Submission(
      number: try row.integer("number"), submittedAt: try row.date("submitted_at"), digest: try row.text("digest"),
      document: document)
  }
}
