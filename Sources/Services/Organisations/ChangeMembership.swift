package import Domain
import Storage

extension Operations {
  /// Gives a member another role in an organisation. They are told by mail.
  ///
  /// - Throws: `Refusal.lastManager` when it would have none left.
  package func changeMember(
    _ person: ID<Person>, of id: ID<Organisation>, to role: Membership.Role, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let organisation = try organisation(id, for: .manageOrganisation, principal, in: transaction)
      let memberships = MembershipRecords(transaction)
      guard let membership = try memberships.find(person, in: organisation.id) else { throw Refusal.notFound }
      if membership.role == role { return }
      try checkManagers(membership, becoming: role, in: transaction)
      try memberships.end(membership, at: now)
      try memberships.insert(role, of: person, in: organisation.id, since: now)
      try JournalRecords(transaction).append(
        "organisation.memberChanged", on: "organisation:\(organisation.id)", by: principal.actor, at: now,
        change: ["person": .string("\(person)"), "role": .string(role.rawValue)])
      try tell(person, of: organisation, role, by: principal, in: transaction)
    }
  }

  /// Ends a membership: one's own, or, by who manages the organisation, somebody's. They are told by mail.
  ///
  /// - Throws: `Refusal.lastManager` when it would have none left.
  package func removeMember(
    _ person: ID<Person>, of id: ID<Organisation>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let isLeaving = principal.person == person
      let organisation = try organisation(
        id, for: isLeaving ? .readOrganisation : .manageOrganisation, principal, in: transaction)
      let memberships = MembershipRecords(transaction)
      // Pressed twice: it has ended, and that is what was wanted.
      guard let membership = try memberships.find(person, in: organisation.id) else { return }
      try checkManagers(membership, becoming: nil, in: transaction)
      try memberships.end(membership, at: now)
      try JournalRecords(transaction).append(
        "organisation.memberLeft", on: "organisation:\(organisation.id)", by: principal.actor, at: now,
        change: ["person": .string("\(person)")])
      try tell(person, of: organisation, nil, by: principal, in: transaction)
    }
  }

  private func checkManagers(
    _ membership: Membership, becoming role: Membership.Role?, in transaction: any Transaction
  ) throws {
    let managers = try MembershipRecords(transaction).count(.manager, in: membership.organisation)
    try LastManagerRule.check(membership, becoming: role, managers: managers)
  }

  /// Nobody needs a letter about what they did themselves.
  private func tell(
    _ id: ID<Person>, of organisation: Organisation, _ role: Membership.Role?, by principal: Principal,
    in transaction: any Transaction
  ) throws {
    guard principal.person != id, let person = try PersonRecords(transaction).find(id) else { return }
    try post(.membershipChanged(name: organisation.card.name, role), to: person, in: transaction)
  }
}
