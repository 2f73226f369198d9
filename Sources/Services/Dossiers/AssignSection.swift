package import Domain
import Foundation
import Storage

extension Operations {
  /// Gives a section to somebody of the collective, or to nobody.
  package func assignSection(
    _ section: String, to person: ID<Person>?, of id: ID<Dossier>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (dossier, procedure) = try managed(id, by: principal, in: transaction)
      guard procedure.section(section) != nil else { throw Refusal.notFound }
      if let person, dossier.owner != .person(person), dossier.member(person)?.part != .writer {
        throw Refusal.notFound
      }
      try SectionWorkRecords(transaction).assign(person, to: section, of: id)
      try JournalRecords(transaction).append(
        "dossier.sectionAssigned", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["section": .string(section), "person": person.map { .string("\($0)") } ?? .null])
    }
  }

  /// Calls a section ready as it is now, or takes that back.
  /// - Throws: `Refusal.notAllowed` for a section that is not the writer's.
  package func markSection(_ section: String, ready: Bool, of id: ID<Dossier>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.editDossier, on: dossier)
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard procedure.section(section) != nil else { throw Refusal.notFound }
      guard dossier.mayWrite(section, principal) else { throw Refusal.notAllowed(.editDossier) }
      let digest = ready ? procedure.sectionDigests(in: dossier.answers)[section] : nil
      try SectionWorkRecords(transaction).mark(
        section, of: id, digest: digest, by: ready ? principal.person : nil, at: now)
      try JournalRecords(transaction).append(
        "dossier.sectionMarked", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["section": .string(section), "ready": .bool(ready)])
    }
  }
}
