package import Domain

/// What was voted, and who keeps out.
package struct JuryVoteRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  // MARK: Departures

  package func depart(_ person: ID<Person>, from item: ID<JuryItem>) throws {
    try transaction.execute(
      """
      INSERT INTO jury_departures (item_id, person_id) VALUES (\(item), \(person))
      ON CONFLICT (item_id, person_id) DO NOTHING
      """)
  }

  /// Who keeps out of which items of a session.
  package func departures(in session: ID<JurySession>) throws -> [ID<JuryItem>: Set<ID<Person>>] {
    let rows = try transaction.rows(
      """
      SELECT item_id, person_id FROM jury_departures
      WHERE item_id IN (SELECT id FROM jury_items WHERE session_id = \(session))
      ORDER BY item_id, person_id
      LIMIT 10000
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[try row.id("item_id"), default: []].insert(try row.id("person_id"))
    }
  }

  // MARK: Open votes

  package func vote(_ choice: JuryChoice, by person: ID<Person>, on item: JuryItem) throws {
    try transaction.execute(
      """
      INSERT INTO jury_votes (item_id, round, person_id, choice)
      VALUES (\(item.id), \(item.round), \(person), \(choice.rawValue))
      ON CONFLICT (item_id, round, person_id) DO UPDATE SET choice = excluded.choice
      """)
  }

  package func named(on item: ID<JuryItem>, round: Int) throws -> [ID<Person>: JuryChoice] {
    let rows = try transaction.rows(
      """
      SELECT person_id, choice FROM jury_votes WHERE item_id = \(item) AND round = \(round)
      ORDER BY person_id LIMIT 200
      """)
    return Dictionary(try rows.map { (try $0.id("person_id"), try $0.raw("choice")) }, uniquingKeysWith: { $1 })
  }

  /// Removes the vote of somebody who had to leave.
  package func withdraw(_ person: ID<Person>, from item: JuryItem) throws {
    try transaction.execute(
      "DELETE FROM jury_votes WHERE item_id = \(item.id) AND round = \(item.round) AND person_id = \(person)")
  }

  // MARK: Secret votes

  /// Puts a secret ballot among the others. Voters and ballots are written anew, each in the order of their keys: neither
  /// the place of a row nor the transaction that wrote it tells which ballot came with which voter.
  ///
  /// - Throws: `Refusal.jury(.codeTaken)` where the code is on another ballot: its form was sent before by somebody else.
  package func vote(_ ballot: SecretBallot, by person: ID<Person>, on item: JuryItem) throws {
    let voters = try voters(on: item.id, round: item.round).union([person])
    var ballots = try coded(on: item.id, round: item.round)
    guard !ballots.contains(where: { $0.code == ballot.code }) else { throw Refusal.jury(.codeTaken) }
    ballots.append(ballot)
    try void(item)
    for voter in voters.sorted(by: { $0.description < $1.description }) {
      try transaction.execute(
        "INSERT INTO jury_voters (item_id, round, person_id) VALUES (\(item.id), \(item.round), \(voter))")
    }
    for ballot in ballots.sorted(by: { $0.code < $1.code }) {
      try transaction.execute(
        """
        INSERT INTO jury_ballots (item_id, round, code, choice)
        VALUES (\(item.id), \(item.round), \(ballot.code.value), \(ballot.choice.rawValue))
        """)
    }
  }

  /// The key of the round that is voted on, with which the codes of its ballots are drawn.
  /// - Parameter fresh: kept where there is none yet. `JuryRecords.save` forgets it when the vote ends.
  package func key(of item: ID<JuryItem>, fresh: String) throws -> String {
    try transaction.execute(
      "UPDATE jury_items SET ballot_key = \(fresh) WHERE id = \(item) AND state = 'voting' AND ballot_key IS NULL")
    let row = try transaction.row("SELECT ballot_key FROM jury_items WHERE id = \(item)")
    guard let key = try row?.optionalText("ballot_key") else { throw Refusal.jury(.noVote) }
    return key
  }

  package func voters(on item: ID<JuryItem>, round: Int) throws -> Set<ID<Person>> {
    Set(
      try transaction.rows(
        """
        SELECT person_id FROM jury_voters WHERE item_id = \(item) AND round = \(round) ORDER BY person_id LIMIT 200
        """
      ).map { try $0.id("person_id") })
  }

  /// In the order of their codes.
  package func coded(on item: ID<JuryItem>, round: Int) throws -> [SecretBallot] {
    try transaction.rows(
      "SELECT code, choice FROM jury_ballots WHERE item_id = \(item) AND round = \(round) ORDER BY code LIMIT 200"
    ).map { SecretBallot(code: try $0.parsed("code") { BallotCode($0) }, choice: try $0.raw("choice")) }
  }

  /// Removes everything that was voted in a round.
  package func voidAll(_ item: JuryItem) throws {
    try transaction.execute("DELETE FROM jury_votes WHERE item_id = \(item.id) AND round = \(item.round)")
    try void(item)
  }

  /// Removes the secret ballots of a round, and who cast them.
  package func void(_ item: JuryItem) throws {
    try transaction.execute("DELETE FROM jury_voters WHERE item_id = \(item.id) AND round = \(item.round)")
    try transaction.execute("DELETE FROM jury_ballots WHERE item_id = \(item.id) AND round = \(item.round)")
  }
}
