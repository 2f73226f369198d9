package import Domain
import Foundation

/// What votes came to.
package struct JuryResultRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ result: JuryResult, of item: ID<JuryItem>) throws {
    let counts = JSONValue.object(
      Dictionary(result.tally.counts.map { ($0.key.rawValue, .integer(Int64($0.value))) }) { first, _ in first })
    func ids(_ people: [ID<Person>]) -> JSONValue { .array(people.map { .string("\($0)") }) }
    let room = JSONValue.object([
      "present": ids(result.room.present), "recused": ids(result.room.recused), "absent": ids(result.room.absent),
    ])
    try transaction.execute(
      """
      INSERT INTO jury_results (item_id, round, counted_at, ballot, counts, room, base, needed, verdict)
      VALUES (\(item), \(result.round), \(result.countedAt), \(result.ballot.rawValue), \(counts.canonical),
        \(room.canonical), \(result.room.base), \(result.room.needed), \(result.verdict.json.canonical))
      """)
  }

  package func setCasting(_ casting: JuryResult.Casting, round: Int, of item: ID<JuryItem>) throws {
    try transaction.execute(
      """
      UPDATE jury_results SET casting_choice = \(casting.choice.rawValue), casting_reason = \(casting.reason)
      WHERE item_id = \(item) AND round = \(round) AND casting_choice IS NULL
      """)
  }

  /// - Parameter choice: what the jury is for, if it could say.
  package func setConclusion(
    _ conclusion: JuryResult.Conclusion, choice: JuryChoice?, round: Int, of item: ID<JuryItem>
  ) throws {
    try transaction.execute(
      """
      UPDATE jury_results
      SET closed_at = \(conclusion.closedAt), choice = \(choice?.rawValue), advice = \(conclusion.advice.stored),
        reason = \(conclusion.reason)
      WHERE item_id = \(item) AND round = \(round)
      """)
  }

  package func setReopening(_ reason: String, round: Int, of item: ID<JuryItem>) throws {
    try transaction.execute(
      "UPDATE jury_results SET reopening = \(reason) WHERE item_id = \(item) AND round = \(round)")
  }

  /// The results of the items of a session, the first round first.
  func list(of session: ID<JurySession>) throws -> [ID<JuryItem>: [JuryResult]] {
    let rows = try transaction.rows(
      """
      SELECT item_id, round, counted_at, ballot, counts, room, base, needed, verdict, casting_choice, casting_reason,
        closed_at, advice, reason, reopening
      FROM jury_results
      WHERE item_id IN (SELECT id FROM jury_items WHERE session_id = \(session))
      ORDER BY item_id, round
      LIMIT 2000
      """)
    return try rows.reduce(into: [:]) { found, row in found[try row.id("item_id"), default: []].append(try result(row))
    }
  }

  /// What a jury last proposed for a dossier; nil as long as it is dealt with, and where a jury could not say.
  package func proposal(for dossier: ID<Dossier>) throws -> JuryProposal? {
    let row = try transaction.row(
      """
      SELECT jury_sessions.id AS session_id, jury_sessions.title AS title, jury_results.choice AS choice,
        jury_results.reason AS reason, jury_results.advice AS advice, jury_results.closed_at AS closed_at
      FROM jury_items JOIN jury_sessions ON jury_sessions.id = jury_items.session_id
        JOIN jury_results ON jury_results.item_id = jury_items.id AND jury_results.round = jury_items.round
      WHERE jury_items.dossier_id = \(dossier) AND jury_items.state = 'closed' AND jury_results.choice IS NOT NULL
      ORDER BY jury_results.closed_at DESC, jury_items.id DESC
      LIMIT 1
      """)
    guard let row, let choice = try row.optionalText("choice").map(JuryChoice.init(rawValue:)),
      choice != .abstention, let closedAt = try row.optionalDate("closed_at")
    else { return nil }
    return JuryProposal(
      session: try row.id("session_id"), sessionTitle: try row.text("title"), outcome: choice.outcome,
      reason: try row.optionalText("reason") ?? "",
      advice: JuryAdvice(stored: try row.optionalText("advice") ?? ""), closedAt: closedAt)
  }

  private func result(_ row: SQLRow) throws -> JuryResult {
    let counts = try row.parsed("counts") { try? JSONValue(parsing: $0) }
    let room = try row.parsed("room") { try? JSONValue(parsing: $0) }
    let casting = try row.optionalText("casting_choice").map { choice in
      JuryResult.Casting(choice: JuryChoice(rawValue: choice), reason: try row.optionalText("casting_reason") ?? "")
    }
    let conclusion = try row.optionalDate("closed_at").map { closedAt in
      JuryResult.Conclusion(
        closedAt: closedAt, advice: JuryAdvice(stored: try row.optionalText("advice") ?? ""),
        reason: try row.optionalText("reason") ?? "")
    }
    return JuryResult(
      round: try row.integer("round"), ballot: try row.raw("ballot"), tally: JuryTally(counts.integers),
      room: JuryRoom(
        present: room.people("present"), recused: room.people("recused"), absent: room.people("absent"),
        base: try row.integer("base"), needed: try row.integer("needed")),
      countedAt: try row.date("counted_at"),
      verdict: JuryTally.Verdict(try row.parsed("verdict") { try? JSONValue(parsing: $0) }), casting: casting,
      conclusion: conclusion, reopening: try row.optionalText("reopening"))
  }
}

extension JuryRecords {
  /// What a jury last proposed for a dossier.
  package func proposal(for dossier: ID<Dossier>) throws -> JuryProposal? {
    try JuryResultRecords(transaction).proposal(for: dossier)
  }
}

extension JuryTally.Verdict {
  fileprivate var json: JSONValue {
    switch self {
    case .chosen(let choice): .object(["chosen": .string(choice.rawValue)])
    case .tied(let choices): .object(["tied": .array(choices.map { .string($0.rawValue) })])
    case .undecided: .object([:])
    }
  }

  fileprivate init(_ json: JSONValue) {
    guard case .object(let members) = json else {
      self = .undecided
      return
    }
    if case .string(let choice)? = members["chosen"] {
      self = .chosen(JuryChoice(rawValue: choice))
    } else if case .array(let choices)? = members["tied"] {
      self = .tied(choices.compactMap { if case .string(let text) = $0 { JuryChoice(rawValue: text) } else { nil } })
    } else {
      self = .undecided
    }
  }
}

extension JSONValue {
  fileprivate var integers: [JuryChoice: Int] {
    guard case .object(let members) = self else { return [:] }
    return members.reduce(into: [:]) { counts, member in
      if case .integer(let count) = member.value { counts[JuryChoice(rawValue: member.key)] = Int(count) }
    }
  }

  fileprivate func people(_ name: String) -> [ID<Person>] {
    guard case .object(let members) = self, case .array(let ids)? = members[name] else { return [] }
    return ids.compactMap { if case .string(let text) = $0 { ID<Person>(text) } else { nil } }
  }
}
