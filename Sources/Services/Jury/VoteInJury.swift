package import Domain
import Foundation
import Storage

/// What became of a vote.
package enum VoteReceipt: Hashable, Sendable {
  /// With the code of a secret ballot.
  case kept(BallotCode?)
  /// The voter has voted in secret before: with the code where it was by the same form, without where this one was not
  /// taken.
  case before(BallotCode?)
}

extension Operations {
  /// Votes on the item of the moment. An open vote can be changed until the vote ends; a secret one stands, since nobody
  /// knows which ballot it was. Pressed twice, it is one vote.
  ///
  /// - Parameter ticket: of the form that the voter was shown; the code of a secret ballot is drawn from it.
  /// - Throws: `Refusal.jury` where nothing is voted on, or the voter is not in the room.
  package func vote(
    _ choice: JuryChoice, ticket: String, on item: ID<JuryItem>, round: Int, in id: ID<JurySession>,
    by principal: Principal
  ) async throws -> VoteReceipt {
    let (now, secret) = (world.now(), world.newSecret())
    return try await database.write { transaction in
      let jury = try loadJury(id, allowing: .voteInJury, of: .item(item), to: principal, in: transaction)
      guard let person = principal.person else { throw Refusal.notAllowed(.voteInJury) }
      guard jury.session.state == .open else { throw Refusal.jury(.notOpen) }
      let found = try jury.item(item, for: principal)
      guard found.state == .voting, found.round == round, jury.session.current == found.id else {
        throw Refusal.jury(.noVote)
      }
      guard jury.room(for: found).present.contains(person) else { throw Refusal.jury(.notInTheRoom) }
      guard try choices(of: found, jury, in: transaction).contains(choice) else {
        throw Refusal.invalid([Finding(field: "choice", problem: .missing)])
      }
      let records = JuryVoteRecords(transaction)
      var change: [String: JSONValue] = [:]
      var receipt = VoteReceipt.kept(nil)
      switch found.ballot {
      case .open:
        guard try records.named(on: found.id, round: round)[person] != choice else { return .kept(nil) }
        try records.vote(choice, by: person, on: found)
        change["choice"] = .string(choice.rawValue)
      case .secret:
        guard !ticket.isBlank, ticket.utf8.count <= Operations.longestTicket else { throw Refusal.jury(.codeTaken) }
        let code = BallotCode(drawnWith: try records.key(of: found.id, fresh: secret), for: ticket)
        if try records.voters(on: found.id, round: round).contains(person) {
          return .before(try records.coded(on: found.id, round: round).contains { $0.code == code } ? code : nil)
        }
        try records.vote(SecretBallot(code: code, choice: choice), by: person, on: found)
        receipt = .kept(code)
      }
      try note("jury.voted", found, change, by: principal, at: now, in: transaction)
      return receipt
    }
  }

  private static let longestTicket = 200

  /// Keeps a member out of an item for an interest of theirs: they say so themselves, or whoever leads notes it. It
  /// stands as a relation that they declared: the dossier is closed to them everywhere, not in this session alone. An
  /// open vote that they cast is withdrawn; a secret one cannot be, so that all vote anew.
  ///
  /// - Throws: `Refusal.jury(.counted)` once the votes are counted; `.jury(.movedOn)` once the item is closed.
  package func depart(
    _ person: ID<Person>?, from item: ID<JuryItem>, in id: ID<JurySession>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let jury = try loadJury(id, allowing: .readJury, of: .item(item), to: principal, in: transaction)
      guard let who = person ?? principal.person, jury.session.member(who) != nil else { throw Refusal.notFound }
      if who != principal.person { try principal.require(.leadJury, in: jury.session) }
      // Whoever left before finds nothing there any more, and that is what was wanted.
      if jury.departures[item]?.contains(who) ?? false { return }
      let found = try jury.item(item, for: principal)
      if found.state == .counted { throw Refusal.jury(.counted) }
      guard !jury.session.state.isOver, found.state != .closed else { throw Refusal.jury(.movedOn) }
      if let dossier = jury.dossier(of: found) {
        try declareRelation(of: who, to: dossier.id, jury.session.title, in: transaction)
      }
      let records = JuryVoteRecords(transaction)
      try records.depart(who, from: found.id)
      try records.withdraw(who, from: found)
      let isVoided = try records.voters(on: found.id, round: found.round).contains(who)
      if isVoided { try restart(found, in: transaction) }
      try note(
        "jury.departed", found, ["member": .string("person:\(who)"), "voided": .bool(isVoided)], by: principal,
        at: now, in: transaction)
    }
  }

  /// Ends the vote and counts it.
  /// - Returns: false where the vote is to be held again: somebody took part in a secret vote who must not.
  /// - Throws: `Refusal.jury(.noQuorum)`, `.jury(.tooFewForSecrecy)`.
  package func endVote(
    on item: ID<JuryItem>, round: Int, in id: ID<JurySession>, by principal: Principal
  ) async throws -> Bool {
    let now = world.now()
    return try await database.write { transaction in
      let jury = try loadJury(id, allowing: .leadJury, of: .item(item), to: principal, in: transaction)
      guard jury.session.state == .open else { throw Refusal.jury(.notOpen) }
      let found = try jury.item(item, for: principal)
      // Pressed twice.
      if found.round == round, found.state == .counted { return true }
      guard found.round == round, found.state == .voting else { throw Refusal.jury(.movedOn) }
      let room = jury.room(for: found, voted: try voters(of: found, in: transaction))
      guard room.hasQuorum else { throw Refusal.jury(.noQuorum(present: room.present.count, needed: room.needed)) }
      guard let (tally, digest) = try count(found, jury, in: transaction) else {
        try note("jury.voteVoided", found, [:], by: principal, at: now, in: transaction)
        return false
      }
      let result = JuryResult(
        round: round, ballot: found.ballot, tally: tally, room: room, countedAt: now,
        verdict: tally.verdict(by: jury.session.rule.majority))
      try JuryResultRecords(transaction).insert(result, of: found.id)
      try JuryRecords(transaction).save(found.moved(to: .counted))
      let counts = tally.counts.map { ($0.key.rawValue, JSONValue.integer(Int64($0.value))) }
      try note(
        "jury.voteCounted", found,
        [
          "counts": .object(Dictionary(counts) { first, _ in first }), "present": .integer(Int64(room.present.count)),
          "needed": .integer(Int64(room.needed)), "ballots": digest.map(JSONValue.string) ?? .null,
        ], by: principal, at: now, in: transaction)
      return true
    }
  }

  /// The votes of those who may vote; of a secret vote with the digest of its published list. Nil where a secret vote is
  /// void, and was set back.
  private func count(
    _ item: JuryItem, _ jury: LoadedJury, in transaction: any Transaction
  ) throws -> (JuryTally, digest: String?)? {
    let (records, excluded) = (JuryVoteRecords(transaction), jury.excluded(on: item))
    switch item.ballot {
    case .open:
      for person in excluded { try records.withdraw(person, from: item) }
      return (JuryTally(Array(try records.named(on: item.id, round: item.round).values)), nil)
    case .secret:
      guard try records.voters(on: item.id, round: item.round).isDisjoint(with: excluded) else {
        try restart(item, in: transaction)
        return nil
      }
      let ballots = try records.coded(on: item.id, round: item.round)
      guard ballots.count >= JuryRule.leastSecretVoters else {
        throw Refusal.jury(.tooFewForSecrecy(least: JuryRule.leastSecretVoters))
      }
      let list = ballots.map { "\($0.code.value) \($0.choice.rawValue)" }.joined(separator: "\n")
      return (JuryTally(ballots.map(\.choice)), sha256(list))
    }
  }

  /// Sets a counted item back where somebody voted on it whom an interest that became known since keeps from it.
  /// - Returns: whether that was so.
  func wasVoided(
    _ item: JuryItem, _ jury: LoadedJury, by principal: Principal, at now: Date, in transaction: any Transaction
  ) throws -> Bool {
    guard try !voters(of: item, in: transaction).isDisjoint(with: jury.bound(on: item)) else { return false }
    try restart(item, in: transaction)
    try note("jury.voteVoided", item, [:], by: principal, at: now, in: transaction)
    return true
  }

  private func voters(of item: JuryItem, in transaction: any Transaction) throws -> Set<ID<Person>> {
    let records = JuryVoteRecords(transaction)
    switch item.ballot {
    case .open: return Set(try records.named(on: item.id, round: item.round).keys)
    case .secret: return try records.voters(on: item.id, round: item.round)
    }
  }

  /// Sets a vote back to the discussion; what was cast is gone.
  private func restart(_ item: JuryItem, in transaction: any Transaction) throws {
    try JuryVoteRecords(transaction).void(item)
    try JuryRecords(transaction).save(item.moved(to: .discussion, round: item.round + 1))
  }

  func choices(
    of item: JuryItem, _ jury: LoadedJury, in transaction: any Transaction
  ) throws -> [JuryChoice] {
    JuryChoice.all(under: try jury.dossier(of: item).map { try ProcedureRecords(transaction).find($0.procedure) })
  }
}
