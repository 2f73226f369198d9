package import Domain
import Foundation
import Storage

extension Operations {
  /// Opens, suspends, resumes or closes a session. Closing has the minutes printed for all who sit in it.
  /// An item that is kept from all who lead goes back to those that wait.
  /// - Throws: `Refusal.jury(.movedOn)`; `.jury(.itemUnfinished)` where a session would close in the middle of an item.
  package func stepJury(
    _ id: ID<JurySession>, version: Int, by step: JurySession.Step, principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let jury = try loadJury(id, allowing: .leadJury, of: .agenda, to: principal, in: transaction)
      let session = jury.session
      guard session.version == version else { throw Refusal.jury(.movedOn) }
      let state = try session.state.after(step)
      for item in session.items where step == .close && item.isUnfinished {
        guard jury.isStuck(item) else { throw Refusal.jury(.itemUnfinished) }
        try setBack(item, by: principal, at: now, in: transaction)
      }
      try JuryRecords(transaction).save(
        session.standing(
          state, openedAt: session.openedAt ?? (step == .open ? now : nil), closedAt: step == .close ? now : nil))
      try JournalRecords(transaction).append("jury.\(step.rawValue)", on: "jury:\(id)", by: principal.actor, at: now)
      guard step == .close else { return }
      for member in session.members where try PersonRecords(transaction).find(member.person) != nil {
        try orderMinutes(of: id, for: member.person, in: transaction)
      }
    }
  }

  /// Notes who is there. Whoever comes or goes is noted with the minute.
  package func noteAttendance(
    of person: ID<Person>, _ attendance: JuryMember.Attendance, in id: ID<JurySession>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let jury = try loadJury(id, allowing: .leadJury, of: .session, to: principal, in: transaction)
      guard [.open, .suspended].contains(jury.session.state) else { throw Refusal.jury(.notOpen) }
      guard let member = jury.session.member(person) else { throw Refusal.notFound }
      guard member.attendance != attendance else { return }
      try JuryRecords(transaction).setAttendance(member.noted(attendance, at: now), in: id)
      try JournalRecords(transaction).append(
        "jury.attendance", on: "jury:\(id)", by: principal.actor, at: now,
        change: ["member": .string("person:\(person)"), "attendance": .string(attendance.rawValue)])
    }
  }

  /// Takes an item up: it is what everybody sees. One that was only being discussed waits again, and so does one that is
  /// kept from all who lead: otherwise an interest of the last of them would end the session in its midst.
  package func callItem(_ item: ID<JuryItem>, in id: ID<JurySession>, by principal: Principal) async throws {
    try await lead(item, in: id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      if found.id == jury.session.current { return }
      guard found.state == .waiting else { throw Refusal.jury(.movedOn) }
      let records = JuryRecords(transaction)
      for other in jury.session.items where other.isUnfinished {
        if jury.isStuck(other) {
          try setBack(other, by: principal, at: now, in: transaction)
        } else {
          guard other.state == .discussion, other.round == 1 else { throw Refusal.jury(.itemUnfinished) }
          try records.save(other.moved(to: .waiting))
        }
      }
      try records.save(found.moved(to: .discussion))
      try records.save(jury.session.dealing(with: found.id))
      try note("jury.itemCalled", found, [:], by: principal, at: now, in: transaction)
    }
  }

  /// Opens the vote on the item that is discussed.
  package func openVote(
    on item: ID<JuryItem>, round: Int, ballot: JuryRule.Ballot, in id: ID<JurySession>, by principal: Principal
  ) async throws {
    try await lead(item, in: id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      guard found.round == round else { throw Refusal.jury(.movedOn) }
      // Pressed twice.
      if found.state == .voting, found.ballot == ballot { return }
      guard found.state == .discussion else { throw Refusal.jury(.movedOn) }
      if let dossier = jury.dossier(of: found), !dossier.state.isBeforeJury { throw Refusal.jury(.noLongerDue) }
      try JuryRecords(transaction).save(found.moved(to: .voting, ballot: ballot))
      try note("jury.voteOpened", found, ["ballot": .string(ballot.rawValue)], by: principal, at: now, in: transaction)
    }
  }

  /// Takes a closed item up again, with a reason that stands in the minutes. Its votes stay on record; it is voted anew.
  /// - Throws: `Refusal.jury(.decidedAlready)` once the dossier is decided.
  package func reopenItem(
    _ item: ID<JuryItem>, round: Int, reason: String, in id: ID<JurySession>, by principal: Principal
  ) async throws {
    let text = try JuryResult.written(reason, field: "reopening", isNeeded: true)
    try await lead(item, in: id, by: principal) { jury, transaction, now in
      let found = try jury.item(item, for: principal)
      guard found.round == round, found.state == .closed || found.state == .counted else {
        throw Refusal.changedMeanwhile
      }
      if let dossier = jury.dossier(of: found), !dossier.state.isBeforeJury {
        throw Refusal.jury(.decidedAlready)
      }
      guard !jury.session.items.contains(where: { $0.isUnfinished && $0.id != found.id }) else {
        throw Refusal.jury(.itemUnfinished)
      }
      try JuryResultRecords(transaction).setReopening(text, round: round, of: found.id)
      try JuryRecords(transaction).save(found.moved(to: .discussion, round: round + 1))
      try JuryRecords(transaction).save(jury.session.dealing(with: found.id))
      try note("jury.itemReopened", found, ["reason": .string(sha256(text))], by: principal, at: now, in: transaction)
    }
  }

  /// Lets an item wait that nobody may conclude: what was voted in this round is gone, and the journal tells it.
  func setBack(
    _ item: JuryItem, by principal: Principal, at now: Date, in transaction: any Transaction
  ) throws {
    try JuryVoteRecords(transaction).voidAll(item)
    try JuryRecords(transaction).save(item.moved(to: .waiting, round: item.round + 1))
    try note("jury.itemSetBack", item, [:], by: principal, at: now, in: transaction)
  }

  /// What leads an item on: the session is open, and the principal leads it.
  func lead<Result: Sendable>(
    _ item: ID<JuryItem>, in id: ID<JurySession>, by principal: Principal,
    _ work: @escaping @Sendable (LoadedJury, any Transaction, Date) throws -> Result
  ) async throws -> Result {
    let now = world.now()
    return try await database.write { transaction in
      let jury = try loadJury(id, allowing: .leadJury, of: .item(item), to: principal, in: transaction)
      guard jury.session.state == .open else { throw Refusal.jury(.notOpen) }
      return try work(jury, transaction, now)
    }
  }

  func note(
    _ action: String, _ item: JuryItem, _ change: [String: JSONValue], by principal: Principal, at now: Date,
    in transaction: any Transaction
  ) throws {
    var change = change
    change["round"] = .integer(Int64(item.round))
    try JournalRecords(transaction).append(
      action, on: "jury-item:\(item.id)", by: principal.actor, at: now, change: change)
  }
}

extension JuryItem {
  /// Whether it is being dealt with.
  var isUnfinished: Bool {
    switch state {
    case .waiting, .closed: false
    case .discussion, .voting, .counted: true
    }
  }
}

extension JuryMember {
  fileprivate func noted(_ attendance: Attendance, at moment: Date) -> JuryMember {
    switch attendance {
    case .expected, .absent: JuryMember(person: person, part: part, attendance: attendance)
    case .present:
      JuryMember(person: person, part: part, attendance: .present, arrivedAt: arrivedAt ?? moment)
    case .left:
      JuryMember(person: person, part: part, attendance: .left, arrivedAt: arrivedAt, leftAt: moment)
    }
  }
}

extension JurySession {
  fileprivate func standing(_ state: State, openedAt: Date?, closedAt: Date?) -> JurySession {
    JurySession(
      id: id, wave: wave, title: title, place: place, plannedAt: plannedAt, state: state, openedAt: openedAt,
      closedAt: closedAt, rule: rule, members: members, items: items, current: state == .closed ? nil : current,
      version: version)
  }

  /// The same session with another current item.
  func dealing(with item: ID<JuryItem>?) -> JurySession {
    JurySession(
      id: id, wave: wave, title: title, place: place, plannedAt: plannedAt, state: state, openedAt: openedAt,
      closedAt: closedAt, rule: rule, members: members, items: items, current: item, version: version)
  }
}

extension JuryResult {
  /// A reason as it was typed.
  static func written(_ text: String, field: String, isNeeded: Bool) throws(Refusal) -> String {
    let text = InternalNote.cleaned(text)
    if isNeeded, text.isEmpty { throw .invalid([Finding(field: field, problem: .missing)]) }
    guard text.count <= longestReason else {
      throw .invalid([Finding(field: field, problem: .tooLong(length: text.count, maximum: longestReason))])
    }
    return text
  }
}
