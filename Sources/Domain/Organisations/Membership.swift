package import Foundation

/// Somebody in an organisation, from a day until another.
package struct Membership: Hashable, Sendable {
  package let organisation: ID<Organisation>
  /// Counts the memberships of one organisation, from 1.
  package let number: Int
  package let person: ID<Person>
  package let role: Role
  package let since: Date
  package let endedAt: Date?

  package init(
    organisation: ID<Organisation>, number: Int, person: ID<Person>, role: Role, since: Date, endedAt: Date? = nil
  ) {
    self.organisation = organisation
    self.number = number
    self.person = person
    self.role = role
    self.since = since
    self.endedAt = endedAt
  }

  /// What a member may do for the organisation. A manager invites, removes and edits.
  package enum Role: String, CaseIterable, Codable, Sendable {
    case manager
    case member
  }
}

/// A letter to an address: whoever has it may become a member, once and for two weeks.
package struct OrganisationInvitation: Hashable, Sendable {
  package static let days = 14

  package let id: ID<OrganisationInvitation>
  package let organisation: ID<Organisation>
  package let email: EmailAddress
  package let role: Membership.Role
  package let createdAt: Date
  package let expiresAt: Date

  package init(
    id: ID<OrganisationInvitation>, organisation: ID<Organisation>, email: EmailAddress, role: Membership.Role,
    createdAt: Date
  ) {
    self.id = id
    self.organisation = organisation
    self.email = email
    self.role = role
    self.createdAt = createdAt
    expiresAt = createdAt.addingTimeInterval(Double(OrganisationInvitation.days) * 86_400)
  }
}

/// The rule that an organisation with members always has one who answers for it.
package enum LastManagerRule {
  /// - Parameters:
  ///   - membership: the one that is to end, or to become another.
  ///   - role: what it becomes; nil when it ends.
  ///   - managers: how many managers the organisation has now.
  /// - Throws: `Refusal.lastManager`: somebody else must be made a manager first.
  package static func check(_ membership: Membership, becoming role: Membership.Role?, managers: Int) throws(Refusal) {
    guard membership.role == .manager, role != .manager, managers <= 1 else { return }
    throw .lastManager
  }
}

/// An organisation with its members and pending invitations, for those who may see them.
package struct OrganisationFile: Sendable {
  package let organisation: Organisation
  package let members: Page<Member>
  package let invitations: [OrganisationInvitation]
  /// What the reader is in it; nil for an administrator from outside.
  package let own: Membership?
  package let mayManage: Bool

  package init(
    organisation: Organisation, members: Page<Member>, invitations: [OrganisationInvitation], own: Membership?,
    mayManage: Bool
  ) {
    self.organisation = organisation
    self.members = members
    self.invitations = invitations
    self.own = own
    self.mayManage = mayManage
  }

  package struct Member: Hashable, Sendable {
    package let person: Person
    package let membership: Membership

    package init(person: Person, membership: Membership) {
      self.person = person
      self.membership = membership
    }
  }
}
