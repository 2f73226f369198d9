package import Domain
import Foundation
import Storage

extension Operations {
  /// A dossier of one's own side with those who write it.
  /// - Throws: `Refusal.notFound` for everybody else, the service included.
  package func collective(of id: ID<Dossier>, for principal: Principal) async throws -> CollectiveFile {
    let file = try await dossier(id, for: principal)
    guard file.dossier.isFiled(by: principal) else { throw Refusal.notFound }
    let now = world.now()
    return try await database.read { transaction in
      let people = PersonRecords(transaction)
      let dossier = file.dossier
      var lead: Person?
      if case .person(let owner) = dossier.owner { lead = try people.find(owner) }
      let mayManage = principal.may(.manageCollective, to: dossier)
      let parties = file.procedure.parties(in: dossier.answers).map(\.id)
      let mine = principal.person.flatMap { dossier.member($0) }?.party
      return CollectiveFile(
        file: file, lead: lead,
        members: try dossier.members.compactMap { member in
          try people.find(member.person).map { CollectiveFile.Member(person: $0, member: member) }
        },
        invitations: mayManage ? try DossierInvitationRecords(transaction).list(of: id, at: now) : [],
        standings: file.procedure.standings(in: dossier.answers, try SignOffRecords(transaction).latest(of: id)),
        present: try PresenceRecords(transaction).others(
          in: id, than: principal.person, since: now - Presence.seconds),
        mayManage: mayManage, mySignatures: Set(mayManage ? parties : parties.filter { $0 == mine }),
        mayLeave: principal.may(.leaveDossier, to: dossier))
    }
  }
}

extension Operations {
  /// Others who have the pages of a dossier open now.
  package func present(in id: ID<Dossier>, for principal: Principal) async throws -> [Presence] {
    let now = world.now()
    return try await database.read { transaction in
      guard try DossierRecords(transaction).find(id).isFiled(by: principal) else { throw Refusal.notFound }
      return try PresenceRecords(transaction).others(in: id, than: principal.person, since: now - Presence.seconds)
    }
  }

  /// The identity of a new item of a repeated group.
  package func newItemIdentity() -> String { world.newID().uuidString.lowercased() }
}
