package import Domain
import Foundation
import Storage

extension Operations {
  /// Invites somebody to write a dossier together. One that was sent to the same address before opens nothing any more.
  ///
  /// - Parameters:
  ///   - party: the organisation of the collective for which they are to act.
  ///   - address: makes the address of the invitation from its token.
  /// - Throws: `Refusal.invalid` when the address is that of the lead or of a member.
  package func inviteToDossier(
    _ id: ID<Dossier>, _ email: EmailAddress, as part: DossierMember.Part, sections: Set<String>?, party: String?,
    language: Language, by principal: Principal, address: @escaping @Sendable (String) -> String
  ) async throws {
    let now = world.now()
    let token = world.newSecret()
    let identity: ID<DossierInvitation> = world.newIdentity()
    try await database.write { transaction in
      let (dossier, procedure) = try managed(id, by: principal, in: transaction)
      let people = PersonRecords(transaction)
      let person = try people.find(email)
      if let person, dossier.owner == .person(person.id) || dossier.member(person.id) != nil {
        throw Refusal.invalid([Finding(field: "email", problem: .alreadyMember)])
      }
      if let seconds = try AttemptRecords(transaction).attempt(
        .invitationsByPerson, by: "\(principal.actor)", at: now)
      {
        throw Refusal.tooManyAttempts(retryAfter: seconds)
      }
      let invitation = DossierInvitation(
        id: identity, dossier: id, email: email, part: part, sections: known(sections, in: procedure),
        party: procedure.parties(in: dossier.answers).first { $0.id == party }?.id, createdAt: now)
      let records = DossierInvitationRecords(transaction)
      try records.close(to: email, in: id, at: now)
      try records.insert(invitation, hash: sha256(token))
      // The journal outlives accounts: it names no address.
      try JournalRecords(transaction).append(
        "dossier.invited", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["invitation": .string("\(identity)"), "part": .string(part.rawValue)])
      let host = try principal.person.flatMap { try people.find($0) }
      let letter = Letter.dossierInvitation(
        dossier, by: host?.name ?? "", part, link: address(token), days: DossierInvitation.days)
      if let person, !person.isErased {
        try post(letter, to: person, in: transaction)
      } else {
        try post(letter, to: email, in: language, transaction)
      }
    }
  }

  /// Takes an invitation back. Pressed twice, it is still taken back.
  package func withdrawDossierInvitation(
    _ invitation: ID<DossierInvitation>, of id: ID<Dossier>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      _ = try managed(id, by: principal, in: transaction)
      let records = DossierInvitationRecords(transaction)
      guard try records.list(of: id, at: now).contains(where: { $0.id == invitation }) else { return }
      try records.close(invitation, at: now)
      try JournalRecords(transaction).append(
        "dossier.invitationWithdrawn", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["invitation": .string("\(invitation)")])
    }
  }

  /// - Throws: `Refusal.linkNotValid` when it was used, withdrawn or has run out; `.invitedAtAnotherAddress`.
  package func dossierInvitation(
    _ token: String, for principal: Principal
  ) async throws -> (invitation: DossierInvitation, title: String, party: String?) {
    try await database.read { transaction in
      let (invitation, dossier) = try opened(token, principal, in: transaction)
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let party = procedure.parties(in: dossier.answers).first { $0.id == invitation.party }
      return (invitation, dossier.title, party?.name)
    }
  }

  /// Gives the principal the part to which their address was invited. Whoever has one already takes the new one.
  package func acceptDossierInvitation(_ token: String, by principal: Principal) async throws -> ID<Dossier> {
    let now = world.now()
    return try await database.write { transaction in
      let (invitation, dossier) = try opened(token, principal, in: transaction)
      guard let person = principal.person else { throw Refusal.linkNotValid }
      try DossierInvitationRecords(transaction).close(invitation.id, at: now)
      guard dossier.owner != principal.actor else { return dossier.id }
      let members = DossierMemberRecords(transaction)
      try members.end(person, in: dossier.id, at: now)
      try members.insert(
        person, as: invitation.part, sections: invitation.sections, party: invitation.party, in: dossier.id, at: now)
      // Whoever is only an expert or an instructor until now files something of their own from here on.
      let mandates = MandateRecords(transaction)
      if try mandates.standing(.applicant, in: .everywhere, of: person) == nil {
        try mandates.insert(.applicant, for: person, by: principal.actor, at: now)
      }
      try JournalRecords(transaction).append(
        "dossier.joined", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
        change: ["invitation": .string("\(invitation.id)"), "part": .string(invitation.part.rawValue)])
      if let mine = try PersonRecords(transaction).find(person) {
        try post(.dossierJoined(dossier, by: mine.name), toOwnerOf: dossier, in: transaction)
      }
      return dossier.id
    }
  }

  private func opened(
    _ token: String, _ principal: Principal, in transaction: any Transaction
  ) throws -> (DossierInvitation, Dossier) {
    try principal.require(.findOrganisation, on: .any)
    guard let invitation = try DossierInvitationRecords(transaction).find(hash: sha256(token), at: world.now()),
      let me = principal.person
    else { throw Refusal.linkNotValid }
    guard try PersonRecords(transaction).find(me)?.email == invitation.email else {
      throw Refusal.invitedAtAnotherAddress
    }
    return (invitation, try DossierRecords(transaction).find(invitation.dossier))
  }

  /// A dossier that the principal leads, with its procedure.
  func managed(
    _ id: ID<Dossier>, by principal: Principal, in transaction: any Transaction
  ) throws -> (Dossier, Procedure) {
    let dossier = try DossierRecords(transaction).find(id)
    try principal.require(.manageCollective, on: dossier)
    return (dossier, try ProcedureRecords(transaction).find(dossier.procedure))
  }

  /// The sections that there are; nil for all of them.
  func known(_ sections: Set<String>?, in procedure: Procedure) -> Set<String>? {
    guard let sections else { return nil }
    let all = Set(procedure.sections.map(\.id))
    let known = sections.intersection(all)
    return known.isEmpty || known == all ? nil : known
  }
}
