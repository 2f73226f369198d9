import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// What is voted in secret stays secret, and can be verified by whoever voted.
@Suite struct SecretVoteTests {
  private static let tables = [
    "jury_sessions", "jury_members", "jury_items", "jury_departures", "jury_votes", "jury_voters", "jury_ballots",
    "jury_results", "journal", "outbox", "settings",
  ]

  /// All that the database holds of votes, in the order in which it gives it away unasked.
  private func dump(_ jury: JuryHouse) async throws -> [String: [String]] {
    try await jury.house.database.read { transaction in
      var found: [String: [String]] = [:]
      let columns = [
        "jury_voters": "person_id AS line", "jury_ballots": "code || ' ' || choice AS line",
        "jury_votes": "person_id || ' ' || choice AS line",
        "journal": "author || ' ' || action || ' ' || subject || ' ' || change AS line",
        "jury_results": "counts || ' ' || room || ' ' || verdict AS line", "outbox": "subject || ' ' || body AS line",
      ]
      for (table, column) in columns {
        let query = SQL(stringLiteral: "SELECT \(column) FROM \(table)")
        found[table] = try transaction.rows(query).map { try $0.text("line") }
      }
      return found
    }
  }

  @Test
  func
    `from the whole database nobody can tie a ballot to a voter: two histories that differ in who voted what leave the same rows`()
    async throws
  {
    // The same tickets and choices, cast by the members in two different orders, each with another's ballot.
    func history(_ ballots: [Int]) async throws -> [String: [String]] {
      let jury = try await JuryHouse(members: 5)
      let dossier = try await jury.reviewed()
      let id = try await jury.opened([dossier])
      let item = try await jury.voting(0, .secret, in: id)
      let choices = [JuryChoice(.labelled), .abstention, JuryChoice(.rejected), JuryChoice(.labelled), .abstention]
      for juror in 0..<5 {
        let ballot = ballots[juror]
        try await jury.vote(choices[ballot], juror, on: item, in: id, ticket: "ballot \(ballot)")
      }
      _ = try await jury.end(item, in: id)
      return try await dump(jury)
    }
    let (one, other) = (try await history([0, 1, 2, 3, 4]), try await history([3, 4, 0, 2, 1]))
    #expect(one["jury_ballots"]?.count == 5 && one["jury_voters"]?.count == 5)
    for (table, rows) in one { #expect(rows == other[table], "\(table)") }
    #expect(one["jury_votes"] == [])
  }

  @Test func `rows stand in the order of codes however they came, and no code stands anywhere else`() async throws {
    let jury = try await JuryHouse(members: 6)
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, .secret, in: id)
    for juror in [4, 2, 5, 0, 3] { try await jury.vote(JuryChoice(.labelled), juror, on: item, in: id) }
    let rows = try await dump(jury)
    let (ballots, voters) = (try #require(rows["jury_ballots"]), try #require(rows["jury_voters"]))
    #expect(ballots == ballots.sorted() && voters == voters.sorted())
    let codes = ballots.map { String($0.prefix(11)) }
    for (table, lines) in rows where table != "jury_ballots" {
      #expect(!lines.contains { line in codes.contains { line.contains($0) } }, "\(table)")
    }
    let votes = try #require(rows["journal"]).filter { $0.contains("jury.voted") }
    #expect(votes.count == 5 && votes.allSatisfy { $0.hasSuffix(#"{"round":1}"#) })
  }

  @Test func `a voter votes once, in two tabs too, and finds their ballot by its code`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, .secret, in: id)
    func vote(_ choice: JuryChoice, _ juror: Int, _ tab: String) async throws -> VoteReceipt {
      try await jury.vote(choice, juror, on: item, in: id, ticket: tab)
    }
    func code(_ receipt: VoteReceipt) -> BallotCode? { if case .kept(let code) = receipt { code } else { nil } }
    let first = try #require(code(try await vote(JuryChoice(.rejected), 0, "tab 0")))
    #expect(try await vote(JuryChoice(.rejected), 0, "tab 0") == .before(first))
    #expect(try await vote(JuryChoice(.labelled), 0, "tab 1") == .before(nil))
    await #expect(throws: Refusal.jury(.codeTaken)) { try await vote(.abstention, 1, "tab 0") }
    await #expect(throws: Refusal.jury(.codeTaken)) { try await vote(.abstention, 1, " ") }
    let second = try #require(code(try await vote(JuryChoice(.labelled), 1, "tab 2")))
    await #expect(throws: Refusal.jury(.tooFewForSecrecy(least: 3))) { try await jury.end(item, in: id) }
    let third = try #require(code(try await vote(JuryChoice(.labelled), 2, "tab 3")))
    // Nobody sees the list before the vote ends.
    let before = try await jury.operations.jury(id, for: jury.jurors[0])
    #expect(before.items[0].votes.isEmpty && before.items[0].voters == 3 && before.items[0].own == nil)
    let counted = try await jury.end(item, in: id)
    #expect(counted.result?.tally == JuryTally([JuryChoice(.labelled): 2, JuryChoice(.rejected): 1]))
    let view = try await jury.operations.jury(id, for: jury.jurors[0])
    let list = [first, second, third].sorted().map {
      SecretBallot(code: $0, choice: JuryChoice($0 == first ? .rejected : .labelled))
    }
    #expect(view.items[0].votes[1] == .coded(list))
  }

  @Test func `nobody chooses the code of a ballot or knows it before: the same ticket bears another one in each round`()
    async throws
  {
    let jury = try await JuryHouse(members: 4)
    let dossiers = [try await jury.reviewed("Un"), try await jury.reviewed("Deux")]
    let id = try await jury.opened(dossiers)
    var codes: [BallotCode] = []
    func key(_ item: JuryItem) async throws -> String? {
      try await jury.house.database.read {
        try $0.row("SELECT ballot_key FROM jury_items WHERE id = \(item.id)")?.optionalText("ballot_key")
      }
    }
    for place in 0..<2 {
      let item = try await jury.voting(place, .secret, in: id)
      for juror in 0..<3 {
        // What somebody would like to see in the list beside their vote.
        let receipt = try await jury.vote(JuryChoice(.labelled), juror, on: item, in: id, ticket: "AAAAA-AAAA\(juror)")
        guard case .kept(let code?) = receipt else {
          Issue.record("no code was shown")
          return
        }
        codes.append(code)
      }
      // While the vote goes on the key is there, so that a form that is sent twice bears the same code.
      #expect(try await key(item) != nil)
      let counted = try await jury.end(item, in: id)
      #expect(try await key(item) == nil)
      try await jury.close(counted, in: id)
    }
    #expect(Set(codes).count == 6 && !codes.contains { $0.value.hasPrefix("AAAAA") })
  }

  @Test func `all vote at the same moment, and every ballot is there`() async throws {
    let jury = try await JuryHouse(members: 8)
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, .secret, in: id)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for juror in 0..<8 {
        for _ in 0..<2 { group.addTask { try await jury.vote(JuryChoice(.labelled), juror, on: item, in: id) } }
      }
      try await group.waitForAll()
    }
    #expect(try await jury.end(item, in: id).result?.tally.cast == 8)
  }

  @Test func `whoever departs after a secret vote voids it, and all vote anew`() async throws {
    let jury = try await JuryHouse(members: 5)
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, .secret, in: id)
    for juror in 0..<4 { try await jury.vote(JuryChoice(.labelled), juror, on: item, in: id) }
    try await jury.operations.depart(nil, from: item.id, in: id, by: jury.jurors[3])
    let again = try await jury.session(id).items[0]
    #expect(again.round == 2 && again.state == .discussion)
    #expect(try await dump(jury)["jury_ballots"] == [])
    await #expect(throws: Refusal.jury(.movedOn)) { try await jury.end(item, in: id) }
    // An open vote is withdrawn alone.
    try await jury.operations.openVote(on: item.id, round: 2, ballot: .open, in: id, by: jury.secretary)
    for juror in 0..<3 { try await jury.vote(JuryChoice(.labelled), juror, on: again, in: id) }
    try await jury.operations.depart(nil, from: item.id, in: id, by: jury.jurors[2])
    #expect(try await jury.end(again, in: id).result?.tally.cast == 2)
  }

  @Test func `an open vote can be changed until the vote ends, and bears its name afterwards`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    try await jury.vote(JuryChoice(.labelled), 0, on: item, in: id)
    try await jury.vote(JuryChoice(.rejected), 0, on: item, in: id)
    await #expect(throws: Refusal.invalid([Finding(field: "choice", problem: .missing)])) {
      try await jury.vote(JuryChoice(rawValue: "other"), 1, on: item, in: id)
    }
    try await jury.note(jury.jurors[1], .left, id)
    await #expect(throws: Refusal.jury(.notInTheRoom)) { try await jury.vote(.abstention, 1, on: item, in: id) }
    await #expect(throws: Refusal.notAllowed(.voteInJury)) {
      _ = try await jury.operations.vote(
        .abstention, ticket: "", on: item.id, round: 1, in: id, by: jury.secretary)
    }
    _ = try await jury.end(item, in: id)
    await #expect(throws: Refusal.jury(.noVote)) { try await jury.vote(.abstention, 2, on: item, in: id) }
    let person = try #require(jury.jurors[0].person)
    let view = try await jury.operations.jury(id, for: jury.jurors[3])
    #expect(view.items[0].votes[1] == .named([person: JuryChoice(.rejected)]))
  }
}
