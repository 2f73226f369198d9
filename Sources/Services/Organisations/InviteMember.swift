package import Domain
import Foundation
import Storage

extension Operations {
  /// Sends somebody an invitation to an organisation. One that was sent to the same address before opens nothing any
  /// more.
  ///
  /// - Parameter address: makes the address of the invitation from its token.
  /// - Throws: `Refusal.invalid` when the address is that of a member.
  package func inviteMember(
    _ email: EmailAddress, as role: Membership.Role, to id: ID<Organisation>, language: Language,
    by principal: Principal, address: @escaping @Sendable (String) -> String
  ) async throws {
    let now = world.now()
    let token = world.newSecret()
    let identity: ID<OrganisationInvitation> = world.newIdentity()
    try await database.write { transaction in
      let organisation = try organisation(id, for: .manageOrganisation, principal, in: transaction)
      let person = try PersonRecords(transaction).find(email)
      if let person, try MembershipRecords(transaction).find(person.id, in: organisation.id) != nil {
        throw Refusal.invalid([Finding(field: "email", problem: .alreadyMember)])
      }
      try count(.invitationsByPerson, principal, at: now, in: transaction)
      let invitation = OrganisationInvitation(
        id: identity, organisation: organisation.id, email: email, role: role, createdAt: now)
      let records = InvitationRecords(transaction)
      try records.close(to: email, in: organisation.id, at: now)
      try records.insert(invitation, hash: sha256(token))
      // The journal outlives accounts: it names no address.
      try JournalRecords(transaction).append(
        "organisation.invited", on: "organisation:\(organisation.id)", by: principal.actor, at: now,
        change: ["invitation": .string("\(identity)"), "role": .string(role.rawValue)])
      let letter = Letter.organisationInvitation(
        name: organisation.card.name, role, link: address(token), days: OrganisationInvitation.days)
      if let person, !person.isErased {
        try post(letter, to: person, in: transaction)
      } else {
        try post(letter, to: email, in: language, transaction)
      }
    }
  }

  /// Takes an invitation back. Pressed twice, it is still taken back.
  package func withdrawInvitation(
    _ invitation: ID<OrganisationInvitation>, of id: ID<Organisation>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let organisation = try organisation(id, for: .manageOrganisation, principal, in: transaction)
      let records = InvitationRecords(transaction)
      guard try records.list(of: organisation.id, at: now).contains(where: { $0.id == invitation }) else { return }
      try records.close(invitation, at: now)
      try JournalRecords(transaction).append(
        "organisation.invitationWithdrawn", on: "organisation:\(organisation.id)", by: principal.actor, at: now,
        change: ["invitation": .string("\(invitation)")])
    }
  }

  /// Asks those who answer for an organisation to let the principal in: its managers, or the administrators where it
  /// has none.
  ///
  /// - Parameter address: the address of the page on which they invite.
  package func askToJoin(
    _ id: ID<Organisation>, by principal: Principal, address: @escaping @Sendable (ID<Organisation>) -> String
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.findOrganisation, on: .any)
      guard let me = principal.person, let person = try PersonRecords(transaction).find(me),
        let found = try OrganisationRecords(transaction).find(id)
      else { throw Refusal.notFound }
      let organisation = try found.mergedInto.map { try OrganisationRecords(transaction).find($0) } ?? found
      guard let organisation else { throw Refusal.notFound }
      let memberships = MembershipRecords(transaction)
      if try memberships.find(me, in: organisation.id) != nil { return }
      try count(.joinRequestsByPerson, principal, at: now, in: transaction)
      let letter = Letter.joinRequest(name: organisation.card.name, by: person, link: address(organisation.id))
      let managers = try memberships.list(in: organisation.id, .longest).items
        .filter { $0.membership.role == .manager }.map(\.person)
      let readers =
        managers.isEmpty ? try MandateRecords(transaction).holders(of: .administrator, at: now, limit: 20) : managers
      for reader in readers { try post(letter, to: reader, in: transaction) }
      try JournalRecords(transaction).append(
        "organisation.joinAsked", on: "organisation:\(organisation.id)", by: principal.actor, at: now,
        change: ["asked": .integer(Int64(readers.count))])
    }
  }

  private func count(
    _ limit: AttemptLimit, _ principal: Principal, at now: Date, in transaction: any Transaction
  ) throws {
    guard let seconds = try AttemptRecords(transaction).attempt(limit, by: "\(principal.actor)", at: now) else {
      return
    }
    throw Refusal.tooManyAttempts(retryAfter: seconds)
  }
}
