package import Domain
import Foundation
import Storage

extension Operations {
  /// Who can sit in a session of a wave, and the session that is changed.
  package struct JuryCandidates: Sendable {
    package let wave: Wave
    package let jurors: [Person]
    package let instructors: [Person]
  }

  /// - Throws: `Refusal.notFound` where nobody of the principal's roles plans sessions of this wave.
  package func juryCandidates(in slug: Slug, for principal: Principal) async throws -> JuryCandidates {
    try await database.read { transaction in
      guard let wave = try WaveRecords(transaction).find(slug) else { throw Refusal.notFound }
      guard principal.may(.planJury, on: .any, in: wave.id) else { throw Refusal.notAllowed(.planJury) }
      return try candidates(in: wave, in: transaction)
    }
  }

  /// Plans a session; all who sit in it are told.
  /// - Parameter address: where it is followed.
  /// - Throws: `Refusal.invalid`, at the fields of `JuryDraft`.
  package func planJury(
    _ draft: JuryDraft, in slug: Slug, by principal: Principal, address: @escaping @Sendable (ID<JurySession>) -> String
  ) async throws -> ID<JurySession> {
    let now = world.now()
    return try await database.write { transaction in
      guard let wave = try WaveRecords(transaction).find(slug) else { throw Refusal.notFound }
      guard principal.may(.planJury, on: .any, in: wave.id) else { throw Refusal.notAllowed(.planJury) }
      let checked = try checked(draft, in: wave, in: transaction)
      let session = JurySession(
        id: world.newIdentity(), wave: wave.id, title: checked.title, place: checked.place,
        plannedAt: checked.plannedAt, rule: checked.rule, members: checked.members)
      try JuryRecords(transaction).insert(session)
      try JournalRecords(transaction).append(
        "jury.planned", on: "jury:\(session.id)", by: principal.actor, at: now, change: checked.journal)
      try tell(
        session.members, JuryLetter(session, wave, .seated, link: address(session.id)), but: principal,
        in: transaction)
      return session.id
    }
  }

  /// Changes the plan of a session that has not opened. Whoever sits in it is told of another day or place, and whoever
  /// is new of all of it.
  /// - Throws: `Refusal.changedMeanwhile` when somebody changed it first, or opened it.
  package func changeJury(
    _ id: ID<JurySession>, version: Int, to draft: JuryDraft, by principal: Principal,
    address: @escaping @Sendable (ID<JurySession>) -> String
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let jury = try loadJury(id, allowing: .planJury, of: .session, to: principal, in: transaction)
      guard jury.session.version == version, jury.session.state == .planned else { throw Refusal.changedMeanwhile }
      let checked = try checked(draft, in: jury.wave, in: transaction)
      let old = jury.session
      let new = JurySession(
        id: id, wave: old.wave, title: checked.title, place: checked.place, plannedAt: checked.plannedAt,
        rule: checked.rule, members: checked.members, version: version)
      try JuryRecords(transaction).save(new)
      try JuryRecords(transaction).replaceMembers(checked.members, of: id)
      try JournalRecords(transaction).append(
        "jury.changed", on: "jury:\(id)", by: principal.actor, at: now, change: checked.journal)
      let isMoved = old.plannedAt != new.plannedAt || old.place != new.place
      for isKnown in isMoved ? [false, true] : [false] {
        try tell(
          new.members.filter { (old.member($0.person) != nil) == isKnown },
          JuryLetter(new, jury.wave, isKnown ? .moved : .seated, link: address(id)), but: principal, in: transaction)
      }
    }
  }

  /// Adds a secretary to a session that is planned or goes on: where an interest keeps those who lead it from an item,
  /// somebody else can lead that one. Pressed twice, they are added once.
  /// - Throws: `Refusal.invalid` at `secretary` for somebody who may not; `.jury(.notOpen)` once it is closed.
  package func addSecretary(
    _ person: ID<Person>?, to id: ID<JurySession>, version: Int, by principal: Principal,
    address: @escaping @Sendable (ID<JurySession>) -> String
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let jury = try loadJury(id, allowing: .planJury, of: .session, to: principal, in: transaction)
      let session = jury.session
      guard !session.state.isOver else { throw Refusal.jury(.notOpen) }
      guard let person, try candidates(in: jury.wave, in: transaction).instructors.contains(where: { $0.id == person })
      else { throw Refusal.invalid([Finding(field: "secretary", problem: .missing)]) }
      if session.member(person) != nil { return }
      guard session.version == version else { throw Refusal.changedMeanwhile }
      guard session.members.count < JuryRule.mostMembers else {
        let problem = Finding.Problem.tooMany(found: session.members.count + 1, maximum: JuryRule.mostMembers)
        throw Refusal.invalid([Finding(field: "secretary", problem: problem)])
      }
      try JuryRecords(transaction).save(session)
      let added = JuryMember(person: person, part: .secretary)
      try JuryRecords(transaction).replaceMembers(session.members + [added], of: id)
      try tell(
        [added], JuryLetter(session, jury.wave, .seated, link: address(id)), but: principal, in: transaction)
      try JournalRecords(transaction).append(
        "jury.secretaryAdded", on: "jury:\(id)", by: principal.actor, at: now,
        change: ["member": .string("person:\(person)")])
    }
  }

  /// Whoever does it knows it already.
  func tell(
    _ members: [JuryMember], _ letter: JuryLetter, but principal: Principal, in transaction: any Transaction
  ) throws {
    for member in members where member.person != principal.person {
      guard let person = try PersonRecords(transaction).find(member.person) else { continue }
      try post(.jury(letter), to: person, in: transaction)
    }
  }

  private func checked(
    _ draft: JuryDraft, in wave: Wave, in transaction: any Transaction
  ) throws -> JuryDraft.Checked {
    let found = try candidates(in: wave, in: transaction)
    return try draft.checked(
      jurors: Set(found.jurors.map(\.id)), instructors: Set(found.instructors.map(\.id)))
  }

  private func candidates(in wave: Wave, in transaction: any Transaction) throws -> JuryCandidates {
    let (records, now) = (MandateRecords(transaction), world.now())
    func holders(_ role: Role) throws -> [Person] {
      try records.holders(of: role, in: wave.id, at: now, limit: 200).sorted {
        ($0.name, $0.id.description) < ($1.name, $1.id.description)
      }
    }
    return JuryCandidates(wave: wave, jurors: try holders(.jury), instructors: try holders(.instructor))
  }
}

extension JuryDraft.Checked {
  /// Ids and numbers alone.
  fileprivate var journal: [String: JSONValue] {
    [
      "plannedAt": .string(Instant.text(plannedAt)),
      "members": .array(members.map { .string("\($0.part.rawValue) person:\($0.person)") }),
      "quorum": .string(
        "\(rule.quorum.part)/\(rule.quorum.whole)\(rule.quorum.isStrict ? "+" : "") \(rule.quorum.base.rawValue)"),
      "majority": .string(rule.majority.rawValue), "casting": .bool(rule.hasCastingVote),
      "ballot": .string(rule.ballot.rawValue),
    ]
  }
}
