package import Domain
import Foundation
import Storage

extension Operations {
  /// Changes what a member may do.
  package func changeDossierMember(
    _ person: ID<Person>, of id: ID<Dossier>, to part: DossierMember.Part, sections: Set<String>?,
    by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (dossier, procedure) = try managed(id, by: principal, in: transaction)
      guard let member = dossier.member(person) else { throw Refusal.notFound }
      let sections = known(sections, in: procedure)
      if member.part == part, member.sections == sections { return }
      let members = DossierMemberRecords(transaction)
      try members.end(person, in: id, at: now)
      try members.insert(person, as: part, sections: sections, party: member.party, in: id, at: now)
      try JournalRecords(transaction).append(
        "dossier.partChanged", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "person": .string("\(person)"), "part": .string(part.rawValue),
          "sections": sections.map { .array($0.sorted().map { .string($0) }) } ?? .null,
        ])
    }
  }

  /// Ends the part of a member: the lead removes somebody, or somebody leaves. What they wrote stays.
  package func endDossierMember(_ person: ID<Person>, of id: ID<Dossier>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(person == principal.person ? .leaveDossier : .manageCollective, on: dossier)
      guard try DossierMemberRecords(transaction).end(person, in: id, at: now) else { return }
      try JournalRecords(transaction).append(
        "dossier.left", on: "dossier:\(id)", by: principal.actor, at: now, change: ["person": .string("\(person)")])
      guard let left = try PersonRecords(transaction).find(person) else { return }
      if person == principal.person {
        try post(.dossierLeft(dossier, person: left.name), toOwnerOf: dossier, in: transaction)
      } else {
        try post(.dossierLeft(dossier, person: left.name), to: left, in: transaction)
      }
    }
  }

  /// Makes a member the lead; who led until now goes on as a writer.
  /// - Throws: `Refusal.notFound` for somebody who is no member.
  package func handOverDossier(_ id: ID<Dossier>, to person: ID<Person>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (dossier, _) = try managed(id, by: principal, in: transaction)
      guard let heir = dossier.member(person), let former = principal.person,
        let known = try PersonRecords(transaction).find(person), !known.isErased
      else { throw Refusal.notFound }
      let members = DossierMemberRecords(transaction)
      try members.end(person, in: id, at: now)
      try DossierRecords(transaction).handOver(dossier, to: person, at: now)
      try members.insert(former, as: .writer, sections: nil, party: heir.party, in: id, at: now)
      try JournalRecords(transaction).append(
        "dossier.handedOver", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["from": .string("\(former)"), "to": .string("\(person)")])
      let host = try PersonRecords(transaction).find(former)
      try post(.dossierHandedOver(dossier, by: host?.name ?? ""), to: known, in: transaction)
    }
  }

  /// A person signs in their own name for one organisation: that of which they are the representative; the lead for one
  /// that nobody else represents.
  private func signsInPerson(
    _ principal: Principal, for party: String, of dossier: Dossier, in transaction: any Transaction
  ) throws -> Bool {
    guard dossier.owner == principal.actor else { return true }
    let signed = try SignOffRecords(transaction).latest(of: dossier.id)
    return !dossier.members.contains { $0.party == party }
      && !signed.contains { $0.person == principal.person && $0.party != party }
  }

  /// Signs the dossier as it is now for an organisation of the collective.
  ///
  /// - Parameters:
  ///   - version: the version that the signer has read.
  ///   - isOnPaper: the lead records what was signed on paper.
  /// - Throws: `Refusal.changedMeanwhile` when it is another by now; `.invalid` without a name or a capacity, and where
  ///   the lead signs in person for an organisation of others.
  package func signDossier(
    _ id: ID<Dossier>, for party: String, version: Int, name: String, capacity: String, isOnPaper: Bool,
    by principal: Principal
  ) async throws {
    let now = world.now()
    let (name, capacity) = (String(name.trimmed.prefix(200)), String(capacity.trimmed.prefix(200)))
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.signDossier, on: dossier)
      let isLead = dossier.owner == principal.actor
      guard isLead || (!isOnPaper && principal.person.flatMap { dossier.member($0) }?.party == party) else {
        throw Refusal.notAllowed(.signDossier)
      }
      guard dossier.state.isEditable else { throw Refusal.notPossible(.submit, from: dossier.state.asToldToApplicant) }
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard procedure.parties(in: dossier.answers).contains(where: { $0.id == party }) else { throw Refusal.notFound }
      let missing = [("name", name), ("capacity", capacity)].filter { $0.1.isEmpty }
      guard missing.isEmpty else {
        throw Refusal.invalid(missing.map { Finding(field: $0.0, problem: .missing) })
      }
      if !isOnPaper, try !signsInPerson(principal, for: party, of: dossier, in: transaction) {
        throw Refusal.invalid([Finding(field: "paper", problem: .mustBeOnPaper)])
      }
      let signOff = SignOff(
        party: party, person: isOnPaper ? nil : principal.person, name: name, capacity: capacity,
        version: dossier.version, digest: sha256(dossier.answers.json.canonical),
        covered: procedure.covered(by: party, sections: dossier.sections(of: party), in: dossier.answers),
        signedAt: now)
      try SignOffRecords(transaction).insert(signOff, of: id, recordedBy: isOnPaper ? principal.person : nil)
      try JournalRecords(transaction).append(
        "dossier.signed", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "party": .string(party), "version": .integer(Int64(dossier.version)), "digest": .string(signOff.digest),
          "paper": .bool(isOnPaper),
        ])
    }
  }
}
