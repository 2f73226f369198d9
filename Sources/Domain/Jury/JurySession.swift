package import Foundation

/// A meeting of the jury of a wave: who sits in it, by which rule it decides, on what.
package struct JurySession: Hashable, Sendable {
  package let id: ID<JurySession>
  package let wave: ID<Wave>
  package let title: String
  /// A room, or the address of a video conference.
  package let place: String
  package let plannedAt: Date
  package let state: State
  package let openedAt: Date?
  package let closedAt: Date?
  package let rule: JuryRule
  package let members: [JuryMember]
  /// In their order.
  package let items: [JuryItem]
  /// What is being dealt with.
  package let current: ID<JuryItem>?
  /// Rises with every change of plan, members, agenda or state.
  package let version: Int
  /// Nil unless it was called off.
  package let cancellation: Cancellation?

  package init(
    id: ID<JurySession>, wave: ID<Wave>, title: String, place: String, plannedAt: Date, state: State = .planned,
    openedAt: Date? = nil, closedAt: Date? = nil, rule: JuryRule, members: [JuryMember], items: [JuryItem] = [],
    current: ID<JuryItem>? = nil, version: Int = 1,
    cancellation: Cancellation? = nil
  ) {
    self.id = id
    self.wave = wave
    self.title = title
    self.place = place
    self.plannedAt = plannedAt
    self.state = state
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.rule = rule
    self.members = members
    self.items = items
    self.current = current
    self.version = version
    self.cancellation = cancellation
  }

  /// Why a session was called off, as those who sit in it are told.
  package struct Cancellation: Hashable, Sendable {
    package let at: Date
    package let reason: String

    package init(at: Date, reason: String) {
      self.at = at
      self.reason = reason
    }
  }

  package enum State: String, CaseIterable, Sendable {
    case planned
    case open
    case suspended
    case closed
    /// Called off before it opened: its dossiers are free for another session.
    case cancelled

    /// Whether nothing can happen in it any more.
    package var isOver: Bool { self == .closed || self == .cancelled }

    /// What can happen to a session, and where it leads: what is not here cannot happen.
    package static let steps: [(from: State, step: Step, to: State)] = [
      (.planned, .open, .open), (.open, .suspend, .suspended), (.suspended, .resume, .open), (.open, .close, .closed),
      (.suspended, .close, .closed),
    ]

    package var possibleSteps: [Step] { State.steps.filter { $0.from == self }.map(\.step) }

    /// - Throws: `Refusal.jury(.movedOn)`: somebody else took a step first.
    package func after(_ step: Step) throws(Refusal) -> State {
      for entry in State.steps where entry.from == self && entry.step == step { return entry.to }
      throw .jury(.movedOn)
    }
  }

  package enum Step: String, CaseIterable, Sendable {
    case open
    case suspend
    case resume
    case close
  }

  package func member(_ person: ID<Person>) -> JuryMember? { members.first { $0.person == person } }
  package func item(_ id: ID<JuryItem>) -> JuryItem? { items.first { $0.id == id } }
  package var currentItem: JuryItem? { current.flatMap(item) }
  package var president: JuryMember? { members.first { $0.part == .president } }
  /// Whether a tie is decided by the president: the rule says so, they were of the room of the vote, and are still there.
  package func mayCast(on result: JuryResult) -> Bool {
    guard rule.hasCastingVote, let president, president.attendance == .present else { return false }
    return result.room.present.contains(president.person)
  }
  /// Those who lead it.
  package var leaders: [JuryMember] { members.filter { $0.part != .member } }

  /// Who is there for an item.
  /// - Parameters:
  ///   - bound: whom a conflict of interests keeps out, found or declared.
  ///   - gone: members who have not their role any more: they count nowhere.
  ///   - voted: who has voted on it. Whoever went after their vote took part in it: they are of the room.
  package func room(for item: JuryItem, bound: Set<ID<Person>>, gone: Set<ID<Person>> = [], voted: Set<ID<Person>> = [])
    -> JuryRoom
  {
    let voting = members.filter { $0.part.isVoting && !gone.contains($0.person) }
    let entitled = voting.filter { !bound.contains($0.person) }
    func isThere(_ member: JuryMember) -> Bool { member.attendance == .present || voted.contains(member.person) }
    let base =
      switch rule.quorum.base {
      case .entitled: entitled.count
      case .whole: voting.count
      }
    return JuryRoom(
      present: entitled.filter(isThere).map(\.person),
      recused: voting.filter { bound.contains($0.person) }.map(\.person),
      absent: entitled.filter { !isThere($0) }.map(\.person), base: base,
      needed: rule.quorum.needed(of: base))
  }
}

/// Somebody who sits in a session.
package struct JuryMember: Hashable, Sendable {
  package let person: ID<Person>
  package let part: Part
  package let attendance: Attendance
  package let arrivedAt: Date?
  package let leftAt: Date?

  package init(
    person: ID<Person>, part: Part, attendance: Attendance = .expected, arrivedAt: Date? = nil, leftAt: Date? = nil
  ) {
    self.person = person
    self.part = part
    self.attendance = attendance
    self.arrivedAt = arrivedAt
    self.leftAt = leftAt
  }

  package enum Part: String, CaseIterable, Sendable {
    case president
    case member
    /// Leads the session with the president, and has no vote.
    case secretary

    package var isVoting: Bool { self != .secretary }
  }

  package enum Attendance: String, CaseIterable, Sendable {
    case expected
    case present
    case absent
    /// Was there, and went.
    case left
  }
}

/// Who is in the room for one item, and whether that is enough. Secretaries are not counted.
package struct JuryRoom: Hashable, Sendable {
  /// Voting members who are there and whom nothing keeps out.
  package let present: [ID<Person>]
  package let recused: [ID<Person>]
  package let absent: [ID<Person>]
  /// What the quorum is a part of.
  package let base: Int
  package let needed: Int

  package init(present: [ID<Person>], recused: [ID<Person>], absent: [ID<Person>], base: Int, needed: Int) {
    self.present = present
    self.recused = recused
    self.absent = absent
    self.base = base
    self.needed = needed
  }

  package var hasQuorum: Bool { present.count >= needed }
}

extension Principal {
  /// How the principal stands to a session of a jury.
  package func relation(to session: JurySession) -> Relation {
    switch person.flatMap({ session.member($0) })?.part {
    case .president?: .presiding
    case .member?: .seated
    case .secretary?: .recording
    case nil: .other
    }
  }

  package func may(_ permission: Permission, in session: JurySession) -> Bool {
    let relation = permission == .planJury ? .any : relation(to: session)
    // Who sits may still hold a role that reads every session.
    return may(permission, on: relation, in: session.wave)
      || (permission == .readJury && may(permission, on: .other, in: session.wave))
  }

  /// The check of every operation on a session. Whoever may not read it is told that there is none.
  package func require(_ permission: Permission, in session: JurySession) throws(Refusal) {
    if may(permission, in: session) { return }
    throw may(.readJury, in: session) ? .notAllowed(permission) : .notFound
  }
}
