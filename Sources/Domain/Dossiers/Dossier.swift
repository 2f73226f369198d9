package import Foundation

/// A form that somebody files in a wave of a call, and its life.
package struct Dossier: Hashable, Sendable {
  package let id: ID<Dossier>
  /// The number by which people name it, `FI-2018-10-0007`.
  package let reference: String
  package let wave: ID<Wave>
  package let procedure: ProcedureKey
  package let owner: Principal.Author
  /// What it is called in lists: the name of the territory once there is one.
  package let title: String
  package let state: DossierState
  package let answers: Answers
  /// Rises with every change; a form drawn from an older one is refused.
  package let version: Int
  package let createdAt: Date
  package let updatedAt: Date
  package let submittedAt: Date?
  /// Those who write it with its owner, who leads.
  package let members: [DossierMember]
  /// Those of the service who may have nothing to do with its examination (`ConflictFinding`), those who file it among
  /// them. It does not exist for them.
  package let conflicted: Set<ID<Person>>
  /// The experts who accepted to review it.
  package let reviewers: Set<ID<Person>>
  /// Who sits, with a vote, in a session of the jury that has it on its agenda and is not closed.
  package private(set) var jurors: Set<ID<Person>> = []

  package init(
    id: ID<Dossier>, reference: String, wave: ID<Wave>, procedure: ProcedureKey,
    owner: Principal.Author, title: String, state: DossierState, answers: Answers, version: Int,
    createdAt: Date, updatedAt: Date, submittedAt: Date?, members: [DossierMember] = [],
    conflicted: Set<ID<Person>> = [], reviewers: Set<ID<Person>> = []
  ) {
    self.id = id
    self.reference = reference
    self.wave = wave
    self.procedure = procedure
    self.owner = owner
    self.title = title
    self.state = state
    self.answers = answers
    self.version = version
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.submittedAt = submittedAt
    self.members = members
    self.conflicted = conflicted
    self.reviewers = reviewers
  }

  /// The same dossier, read by a jury.
  package func seating(_ jurors: Set<ID<Person>>) -> Dossier {
    var dossier = self
    dossier.jurors = jurors
    return dossier
  }

  /// The same dossier with other answers: those of one of its submissions.
  package func showing(_ answers: Answers) -> Dossier {
    Dossier(
      id: id, reference: reference, wave: wave, procedure: procedure, owner: owner, title: title, state: state,
      answers: answers, version: version, createdAt: createdAt, updatedAt: updatedAt, submittedAt: submittedAt,
      members: members, conflicted: conflicted, reviewers: reviewers
    ).seating(jurors)
  }

  /// The same dossier after a save.
  package func saved(_ answers: Answers, title: String, at moment: Date) -> Dossier {
    Dossier(
      id: id, reference: reference, wave: wave, procedure: procedure, owner: owner, title: title, state: state,
      answers: answers, version: version + 1, createdAt: createdAt, updatedAt: moment, submittedAt: submittedAt,
      members: members, conflicted: conflicted, reviewers: reviewers
    ).seating(jurors)
  }

  package func member(_ person: ID<Person>) -> DossierMember? { members.first { $0.person == person } }

  /// Whether somebody is on the side of those who file it: its owner, or one who has a part in it.
  package func isFiled(by principal: Principal) -> Bool {
    owner == principal.actor || principal.person.flatMap { member($0) } != nil
  }

  /// Whether somebody may have nothing to do with its examination.
  package func binds(_ principal: Principal) -> Bool { principal.person.map { conflicted.contains($0) } ?? false }

  /// Whether somebody may write in a section: its owner, or a writer whose part is not limited to others.
  package func mayWrite(_ section: String, _ principal: Principal) -> Bool {
    if owner == principal.actor { return true }
    guard let member = principal.person.flatMap({ member($0) }), member.part == .writer else { return false }
    return member.sections?.contains(section) ?? true
  }
}

extension Dossier {
  /// The number by which people name the dossier: of its call, and at least four digits.
  package static func reference(in call: Slug, number: Int) -> String {
    let digits = String(number)
    return "FI-\(call.value.uppercased())-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// A procedure at one version: what a dossier began with and keeps.
package struct ProcedureKey: Hashable, Sendable {
  package let id: String
  package let version: String

  package init(id: String, version: String) {
    self.id = id
    self.version = version
  }
}

/// A step that a dossier took: the line of its history that people read.
package struct DossierHistoryEntry: Hashable, Sendable {
  package let event: DossierEvent
  package let to: DossierState
  package let at: Date
  package let reasons: String?
  /// The day on which what it records came in, where that was another one: an appeal by post.
  package let receivedOn: Day?
  /// The number of the decision that an appeal contests.
  package let decision: Int?

  package init(
    event: DossierEvent, to: DossierState, at: Date, reasons: String?, receivedOn: Day? = nil, decision: Int? = nil
  ) {
    self.event = event
    self.to = to
    self.at = at
    self.reasons = reasons
    self.receivedOn = receivedOn
    self.decision = decision
  }
}
