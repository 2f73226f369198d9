package import Domain
import Foundation
import Storage

extension Operations {
  /// Writes a note of the service on a dossier. Those who file it never see it: nothing of the dossier changes by it.
  ///
  /// - Throws: `Refusal.notFound` for everybody who may not read the notes; `.invalid` for an empty or overlong text.
  package func writeNote(_ body: String, on id: ID<Dossier>, by principal: Principal) async throws {
    let (text, now) = (InternalNote.cleaned(body), world.now())
    try await database.write { transaction in
      _ = try desk(of: id, allowing: .writeNote, to: principal, in: transaction)
      let findings = InternalNote.findings(in: text)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let note = InternalNote(id: world.newIdentity(), author: nil, body: text, writtenAt: now)
      try NoteRecords(transaction).insert(note, of: id, by: principal.person)
      // The journal outlives the words: it proves them, and holds none.
      try JournalRecords(transaction).append(
        "note.written", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["note": .string("\(note.id)"), "text": .string(sha256(text))])
    }
  }

  /// Takes back one's own note. Pressed twice, it is taken back.
  /// - Throws: `Refusal.tooLateToTakeBack` once it is older than `InternalNote.minutesToTakeBack`.
  package func takeBackNote(_ note: ID<InternalNote>, of id: ID<Dossier>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      _ = try desk(of: id, allowing: .writeNote, to: principal, in: transaction)
      let records = NoteRecords(transaction)
      guard let found = try records.find(note, of: id) else { throw Refusal.notFound }
      guard let author = found.author, author.id == principal.person else { throw Refusal.notAllowed(.writeNote) }
      if found.takenBackAt != nil { return }
      guard found.mayBeTakenBack(by: author.id, at: now) else { throw Refusal.tooLateToTakeBack }
      try records.takeBack(note, at: now)
      try JournalRecords(transaction).append(
        "note.takenBack", on: "dossier:\(id)", by: principal.actor, at: now, change: ["note": .string("\(note)")])
    }
  }

  /// The notes on a dossier, the newest first.
  package func notes(
    on id: ID<Dossier>, _ page: PageRequest, for principal: Principal
  ) async throws -> (dossier: Dossier, notes: Page<InternalNote>) {
    try await database.read { transaction in
      let dossier = try desk(of: id, allowing: .readDesk, to: principal, in: transaction)
      return (dossier, try NoteRecords(transaction).list(of: id, page))
    }
  }

  /// A dossier of which the principal may see what the service keeps beside it. For everybody else there is nothing,
  /// those who file it and have a role of the service included.
  func desk(
    of id: ID<Dossier>, allowing permission: Permission, to principal: Principal, in transaction: any Transaction
  ) throws -> Dossier {
    let dossier = try DossierRecords(transaction).find(id)
    guard principal.may(.readDesk, to: dossier) else { throw Refusal.notFound }
    try principal.require(permission, on: dossier)
    return dossier
  }
}
