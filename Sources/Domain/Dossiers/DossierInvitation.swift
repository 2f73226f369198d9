package import Foundation

/// A letter to an address: whoever has it may take a part in a dossier, once and for three weeks.
package struct DossierInvitation: Hashable, Sendable {
  package static let days = 21

  package let id: ID<DossierInvitation>
  package let dossier: ID<Dossier>
  package let email: EmailAddress
  package let part: DossierMember.Part
  /// Nil for all.
  package let sections: Set<String>?
  /// The organisation of the collective for which they are to act.
  package let party: String?
  package let createdAt: Date
  package var expiresAt: Date { createdAt.addingTimeInterval(Double(DossierInvitation.days) * 86_400) }

  package init(
    id: ID<DossierInvitation>, dossier: ID<Dossier>, email: EmailAddress, part: DossierMember.Part,
    sections: Set<String>?, party: String?, createdAt: Date
  ) {
    self.id = id
    self.dossier = dossier
    self.email = email
    self.part = part
    self.sections = sections
    self.party = party
    self.createdAt = createdAt
  }
}

/// A remark on a field of a dossier, or the answer to one.
package struct DossierComment: Hashable, Sendable {
  package static let maximumLength = 4000

  package let id: ID<DossierComment>
  package let section: String
  /// The path of a value (`AnswerLeaves`); empty for the whole section.
  package let path: String
  package let thread: ID<DossierComment>?
  package let author: Person?
  package let body: String
  package let createdAt: Date
  package let resolvedAt: Date?

  package init(
    id: ID<DossierComment>, section: String, path: String, thread: ID<DossierComment>?, author: Person?,
    body: String, createdAt: Date, resolvedAt: Date?
  ) {
    self.id = id
    self.section = section
    self.path = path
    self.thread = thread
    self.author = author
    self.body = body
    self.createdAt = createdAt
    self.resolvedAt = resolvedAt
  }
}

/// Who takes a section, and whether it was called ready.
package struct SectionWork: Hashable, Sendable {
  package let section: String
  package let assignee: Person?
  package let readyAt: Date?
  /// The SHA-256 of the section when it was called ready.
  package let digest: String?

  package init(section: String, assignee: Person?, readyAt: Date?, digest: String?) {
    self.section = section
    self.assignee = assignee
    self.readyAt = readyAt
    self.digest = digest
  }
}

/// A dossier with those who write it.
package struct CollectiveFile: Sendable {
  package struct Member: Hashable, Sendable {
    package let person: Person
    package let member: DossierMember

    package init(person: Person, member: DossierMember) {
      self.person = person
      self.member = member
    }
  }

  package let file: DossierFile
  /// Nil for an account that was erased.
  package let lead: Person?
  package let members: [Member]
  package let invitations: [DossierInvitation]
  package let standings: [PartyStanding]
  package let present: [Presence]
  package let mayManage: Bool
  /// The organisations for which the reader may sign.
  package let mySignatures: Set<String>
  /// Whether the reader may leave.
  package let mayLeave: Bool

  package init(
    file: DossierFile, lead: Person?, members: [Member], invitations: [DossierInvitation],
    standings: [PartyStanding], present: [Presence], mayManage: Bool, mySignatures: Set<String>, mayLeave: Bool
  ) {
    self.file = file
    self.lead = lead
    self.members = members
    self.invitations = invitations
    self.standings = standings
    self.present = present
    self.mayManage = mayManage
    self.mySignatures = mySignatures
    self.mayLeave = mayLeave
  }
}
