package import Domain
import Storage

extension Operations {
  /// The organisations that the principal belongs to.
  package func ownOrganisations(of principal: Principal, _ page: PageRequest) async throws -> Page<Organisation> {
    try principal.require(.findOrganisation, on: .any)
    guard let person = principal.person else { return Page(items: [], total: 0, request: page) }
    return try await database.read { try OrganisationRecords($0).list(of: person, page) }
  }

  /// Those whose name or number begins with a text: what the register tells of them, and not who belongs to them.
  /// Nothing is found for a text shorter than two characters.
  package func findOrganisations(
    _ text: String, _ page: PageRequest, for principal: Principal
  ) async throws -> Page<Organisation> {
    try principal.require(.findOrganisation, on: .any)
    guard Folding.fold(text).count >= 2 else { return Page(items: [], total: 0, request: page) }
    return try await database.read { try OrganisationRecords($0).list(beginning: text, page) }
  }

  /// The organisation of a number, where one is known.
  package func organisation(_ number: RegisterNumber, for principal: Principal) async throws -> Organisation? {
    try principal.require(.findOrganisation, on: .any)
    return try await database.read { transaction in
      let records = OrganisationRecords(transaction)
      guard let found = try records.find(number) else { return nil }
      return try found.mergedInto.map { try records.find($0) } ?? found
    }
  }

  /// An organisation with its members. The identity of a record that was merged leads to the one that stayed.
  ///
  /// - Throws: `Refusal.notFound`, also for one that the principal does not belong to.
  package func organisationFile(
    _ id: ID<Organisation>, members page: PageRequest = .longest, for principal: Principal
  ) async throws -> OrganisationFile {
    let now = world.now()
    return try await database.read { transaction in
      let organisation = try organisation(id, for: .readOrganisation, principal, in: transaction)
      let own = try membership(of: principal, in: organisation.id, transaction)
      let mayManage = principal.may(
        .manageOrganisation, on: principal.relation(as: own?.role, for: .manageOrganisation))
      return OrganisationFile(
        organisation: organisation, members: try MembershipRecords(transaction).list(in: organisation.id, page),
        invitations: mayManage ? try InvitationRecords(transaction).list(of: organisation.id, at: now) : [],
        own: own, mayManage: mayManage)
    }
  }

  /// Loads an organisation, or the one that took its place, and checks the permission on it.
  func organisation(
    _ id: ID<Organisation>, for permission: Permission, _ principal: Principal, in transaction: any Transaction
  ) throws -> Organisation {
    let records = OrganisationRecords(transaction)
    guard var organisation = try records.find(id) else { throw Refusal.notFound }
    if let kept = organisation.mergedInto {
      guard let other = try records.find(kept) else { throw Refusal.notFound }
      organisation = other
    }
    try principal.require(permission, as: try membership(of: principal, in: organisation.id, transaction)?.role)
    return organisation
  }

  private func membership(
    of principal: Principal, in organisation: ID<Organisation>, _ transaction: any Transaction
  ) throws -> Membership? {
    try principal.person.flatMap { try MembershipRecords(transaction).find($0, in: organisation) }
  }
}
