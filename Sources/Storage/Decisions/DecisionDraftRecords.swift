package import Domain
package import Foundation

extension DecisionProposal.Verdict: SQLBindable {}

/// Decisions that are being written, checked and answered.
package struct DecisionDraftRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  // MARK: Drafts

  /// The newest first: the last fifty.
  package func drafts(of dossier: ID<Dossier>) throws -> [SavedDecisionDraft] {
    try transaction.rows(
      """
      SELECT number, content, author_id, saved_at FROM decision_drafts
      WHERE dossier_id = \(dossier)
      ORDER BY number DESC
      LIMIT 50
      """
    ).map { row in
      SavedDecisionDraft(
        number: try row.integer("number"), content: try content(row), author: try person(row, "author_id"),
        savedAt: try row.date("saved_at"))
    }
  }

  package func insert(
    _ draft: DecisionDraft, number: Int, of dossier: ID<Dossier>, by author: ID<Person>?, at moment: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO decision_drafts (dossier_id, number, content, author_id, saved_at)
      VALUES (\(dossier), \(number), \(draft.json.canonical), \(author), \(moment))
      """)
  }

  // MARK: Proposals

  /// The newest first: the last fifty.
  package func proposals(of dossier: ID<Dossier>) throws -> [DecisionProposal] {
    try transaction.rows(
      """
      SELECT id, draft, proposed_by, proposed_at, verdict, checked_by, checked_at, reasons FROM decision_proposals
      WHERE dossier_id = \(dossier)
      ORDER BY proposed_at DESC, id DESC
      LIMIT 50
      """
    ).map { row in
      let verdict: DecisionProposal.Verdict? =
        try row.optionalText("verdict") == nil ? nil : row.raw("verdict")
      return DecisionProposal(
        id: try row.id("id"), draft: try row.integer("draft"),
        proposedBy: try row.optionalText("proposed_by").flatMap { ID<Person>($0) },
        proposer: try person(row, "proposed_by")?.name, proposedAt: try row.date("proposed_at"), verdict: verdict,
        checker: try person(row, "checked_by")?.name, checkedAt: try row.optionalDate("checked_at"),
        reasons: try row.optionalText("reasons"))
    }
  }

  package func insert(_ proposal: DecisionProposal, of dossier: ID<Dossier>) throws {
    try transaction.execute(
      """
      INSERT INTO decision_proposals (id, dossier_id, draft, proposed_by, proposed_at)
      VALUES (\(proposal.id), \(dossier), \(proposal.draft), \(proposal.proposedBy), \(proposal.proposedAt))
      """)
  }

  /// - Returns: whether it was still open.
  package func close(
    _ id: ID<DecisionProposal>, _ verdict: DecisionProposal.Verdict, by person: ID<Person>?, reasons: String?,
    at moment: Date
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE decision_proposals
      SET verdict = \(verdict), checked_by = \(person), checked_at = \(moment), reasons = \(reasons)
      WHERE id = \(id) AND verdict IS NULL
      """) > 0
  }

  // MARK: Replies

  /// The last one that was asked for.
  package func reply(of dossier: ID<Dossier>) throws -> DecisionReply? {
    try transaction.row(
      """
      SELECT id, content, asked_at, due_on, answer, answered_at FROM decision_replies
      WHERE dossier_id = \(dossier)
      ORDER BY asked_at DESC, id DESC
      LIMIT 1
      """
    ).map { row in
      DecisionReply(
        id: try row.id("id"), content: try content(row), askedAt: try row.date("asked_at"),
        dueOn: try row.day("due_on"), answer: try row.optionalText("answer"),
        answeredAt: try row.optionalDate("answered_at"))
    }
  }

  package func insert(_ reply: DecisionReply, of dossier: ID<Dossier>) throws {
    try transaction.execute(
      """
      INSERT INTO decision_replies (id, dossier_id, content, asked_at, due_on)
      VALUES (\(reply.id), \(dossier), \(reply.content.json.canonical), \(reply.askedAt), \(reply.dueOn))
      """)
  }

  /// - Returns: whether it was not answered yet.
  package func answer(_ id: ID<DecisionReply>, _ text: String, by person: ID<Person>?, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE decision_replies SET answer = \(text), answered_by = \(person), answered_at = \(moment)
      WHERE id = \(id) AND answered_at IS NULL
      """) > 0
  }

  /// With what was written in the dossier.
  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM decision_drafts WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM decision_proposals WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM decision_replies WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM deepening_conditions WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM deepenings WHERE dossier_id = \(dossier)")
  }

  private func content(_ row: SQLRow) throws -> DecisionDraft {
    guard let draft = DecisionDraft(json: try JSONValue(parsing: row.text("content"))) else {
      throw StorageFault.unreadable(column: "content")
    }
    return draft
  }

  private func person(_ row: SQLRow, _ column: String) throws -> Person? {
    try row.optionalText(column).flatMap { ID<Person>($0) }.flatMap { try PersonRecords(transaction).find($0) }
  }
}
