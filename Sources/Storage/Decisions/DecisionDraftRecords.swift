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

  /// Who wrote in the drafts since the decision that was taken last and stands: what was taken back is still being written.
  package func writers(of dossier: ID<Dossier>) throws -> Set<ID<Person>> {
    Set(
      try transaction.rows(
        """
        SELECT DISTINCT author_id FROM decision_drafts
        WHERE dossier_id = \(dossier) AND author_id IS NOT NULL AND number > \(taken(dossier))
        LIMIT 200
        """
      ).map { try $0.id("author_id") })
  }

  /// Who had a hand in the decisions that were taken and stand: their writers, whoever proposed them and approved them; so
  /// too of an inadmissibility.
  package func hands(of dossier: ID<Dossier>) throws -> Set<ID<Person>> {
    Set(
      try transaction.rows(
        """
        SELECT author_id AS person_id FROM decision_drafts
        WHERE dossier_id = \(dossier) AND author_id IS NOT NULL AND number <= \(taken(dossier))
        UNION SELECT proposed_by FROM decision_proposals
        WHERE dossier_id = \(dossier) AND proposed_by IS NOT NULL AND verdict = 'approved' AND recalled_at IS NULL
        UNION SELECT checked_by FROM decision_proposals
        WHERE dossier_id = \(dossier) AND checked_by IS NOT NULL AND verdict = 'approved' AND recalled_at IS NULL
        UNION SELECT proposed_by FROM inadmissibility_proposals
        WHERE dossier_id = \(dossier) AND confirmed_at IS NOT NULL
        UNION SELECT confirmed_by FROM inadmissibility_proposals
        WHERE dossier_id = \(dossier) AND confirmed_by IS NOT NULL
        UNION SELECT prepared_by FROM decisions
        WHERE dossier_id = \(dossier) AND outcome = 'inadmissible' AND prepared_by IS NOT NULL
        UNION SELECT decided_by FROM decisions
        WHERE dossier_id = \(dossier) AND outcome = 'inadmissible' AND decided_by IS NOT NULL
        LIMIT 500
        """
      ).map { try $0.id("person_id") })
  }

  /// The number of the draft that became the decision which was taken last.
  private func taken(_ dossier: ID<Dossier>) -> SQL {
    """
    (SELECT COALESCE(MAX(draft), 0) FROM decision_proposals
    WHERE dossier_id = \(dossier) AND verdict = 'approved' AND recalled_at IS NULL)
    """
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
      SELECT id, draft, proposed_by, proposed_at, verdict, checked_by, checked_at, reasons, recalled_at, recalled_by,
        recall_reasons
      FROM decision_proposals
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
        reasons: try row.optionalText("reasons"), recall: try recall(row))
    }
  }

  private func recall(_ row: SQLRow) throws -> DecisionProposal.Recall? {
    guard let at = try row.optionalDate("recalled_at") else { return nil }
    return DecisionProposal.Recall(
      at: at, by: try person(row, "recalled_by")?.name, reasons: try row.optionalText("recall_reasons") ?? "")
  }

  /// - Returns: whether it was approved and not taken back yet.
  package func recall(
    _ id: ID<DecisionProposal>, by person: ID<Person>?, reasons: String, at moment: Date
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE decision_proposals
      SET recalled_at = \(moment), recalled_by = \(person), recall_reasons = \(reasons)
      WHERE id = \(id) AND verdict = 'approved' AND recalled_at IS NULL
      """) > 0
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

  /// The last one that was ever asked for: its applicant reads it again whenever they want, whatever was decided since.
  package func lastReply(of dossier: ID<Dossier>) throws -> DecisionReply? {
    try replies("dossier_id = \(dossier)", limit: 1).first
  }

  /// Those that were asked for since the decision that was taken last and stands, the newest first.
  package func replies(of dossier: ID<Dossier>) throws -> [DecisionReply] {
    try replies(
      """
      dossier_id = \(dossier) AND NOT EXISTS (
        SELECT 1 FROM decision_proposals
        WHERE decision_proposals.dossier_id = \(dossier) AND verdict = 'approved' AND recalled_at IS NULL
          AND checked_at >= asked_at)
      """, limit: 20)
  }

  private func replies(_ condition: SQL, limit: Int) throws -> [DecisionReply] {
    try transaction.rows(
      """
      SELECT id, content, asked_at, due_on, answer, answered_at FROM decision_replies
      WHERE \(condition)
      ORDER BY asked_at DESC, id DESC
      LIMIT \(limit)
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
    try transaction.execute("DELETE FROM inadmissibility_proposals WHERE dossier_id = \(dossier)")
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
