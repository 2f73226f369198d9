package import Domain
import Storage

extension Operations {
  /// Two records turn out to be of one organisation: one stays, with the members and invitations of both; the
  /// identity of the other leads to it from then on.
  ///
  /// - Throws: `Refusal.differentOrganisations` when their numbers are of two legal units, or both are one record.
  package func mergeOrganisations(
    _ duplicateID: ID<Organisation>, into keptID: ID<Organisation>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.mergeOrganisations, on: .any)
      let records = OrganisationRecords(transaction)
      guard let duplicate = try records.find(duplicateID), let kept = try records.find(keptID) else {
        throw Refusal.notFound
      }
      // Pressed twice: they are one, and that is what was wanted.
      if duplicate.mergedInto == kept.id { return }
      let units = Set([duplicate, kept].compactMap { $0.card.number?.unit })
      guard duplicate.id != kept.id, duplicate.mergedInto == nil, kept.mergedInto == nil, units.count < 2 else {
        throw Refusal.differentOrganisations
      }
      let memberships = MembershipRecords(transaction)
      var moved = 0
      while let member = try memberships.list(in: duplicate.id, .longest).items.first?.membership {
        try memberships.end(member, at: now)
        let there = try memberships.find(member.person, in: kept.id)
        if let there, there.role == .manager || member.role == .member { continue }
        if let there { try memberships.end(there, at: now) }
        try memberships.insert(member.role, of: member.person, in: kept.id, since: member.since)
        moved += 1
      }
      try InvitationRecords(transaction).move(from: duplicate.id, to: kept.id)
      try records.merge(duplicate, into: kept, at: now)
      try JournalRecords(transaction).append(
        "organisation.merged", on: "organisation:\(kept.id)", by: principal.actor, at: now,
        change: ["duplicate": .string("\(duplicate.id)"), "members": .integer(Int64(moved))])
    }
  }
}
