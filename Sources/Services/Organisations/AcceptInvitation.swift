package import Domain
import Storage

/// An invitation as the invited person sees it.
package struct InvitationView: Sendable {
  package let organisation: Organisation
  package let role: Membership.Role
}

extension Operations {
  /// - Throws: `Refusal.linkNotValid` when it was used, withdrawn or has run out; `.invitedAtAnotherAddress`.
  package func invitation(_ token: String, for principal: Principal) async throws -> InvitationView {
    try await database.read { transaction in
      let (invitation, organisation) = try invitation(token, principal, in: transaction)
      return InvitationView(organisation: organisation, role: invitation.role)
    }
  }

  /// Makes the principal a member of the organisation that invited their address. One who is a member already takes
  /// the role of the invitation when it is the greater one.
  package func acceptInvitation(_ token: String, by principal: Principal) async throws -> Organisation {
    let now = world.now()
    return try await database.write { transaction in
      let (invitation, organisation) = try invitation(token, principal, in: transaction)
      guard let person = principal.person else { throw Refusal.linkNotValid }
      let memberships = MembershipRecords(transaction)
      try InvitationRecords(transaction).close(invitation.id, at: now)
      if let own = try memberships.find(person, in: organisation.id) {
        guard own.role == .member, invitation.role == .manager else { return organisation }
        try memberships.end(own, at: now)
      }
      try memberships.insert(invitation.role, of: person, in: organisation.id, since: now)
      try JournalRecords(transaction).append(
        "organisation.joined", on: "organisation:\(organisation.id)", by: principal.actor, at: now,
        change: ["invitation": .string("\(invitation.id)"), "role": .string(invitation.role.rawValue)])
      return organisation
    }
  }

  private func invitation(
    _ token: String, _ principal: Principal, in transaction: any Transaction
  ) throws -> (OrganisationInvitation, Organisation) {
    try principal.require(.findOrganisation, on: .any)
    guard let invitation = try InvitationRecords(transaction).find(hash: sha256(token), at: world.now()),
      let organisation = try OrganisationRecords(transaction).find(invitation.organisation), let me = principal.person
    else { throw Refusal.linkNotValid }
    guard try PersonRecords(transaction).find(me)?.email == invitation.email else {
      throw Refusal.invitedAtAnotherAddress
    }
    return (invitation, organisation)
  }
}
