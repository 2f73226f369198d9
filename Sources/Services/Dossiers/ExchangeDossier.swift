package import Domain
import Storage

extension Operations {
  /// A dossier as its applicant may know it, by its reference: for the operator, who is asked for it.
  package func dossierToExport(_ reference: String) async throws -> DossierFile {
    let dossier = try await database.read { try DossierRecords($0).find(reference: reference) }
    guard let dossier else { throw Refusal.notFound }
    switch dossier.owner {
    case .person(let person):
      return try await self.dossier(dossier.id, for: Principal(person: person, roles: [.applicant]))
    case .program: return try await self.dossier(dossier.id, for: .replay)
    }
  }

  /// Makes a draft of somebody's out of a file.
  ///
  /// - Returns: the draft, with the labels of the fields that the file answers and that have to be answered anew; or
  ///   every problem of the file, and nothing was made.
  /// - Throws: `Refusal.notFound` where there is no such call or nobody has the address; `.notAllowed` where they may
  ///   start no dossier; `.waveNotOpen`.
  package func importDossier(
    _ json: JSONValue, owner: EmailAddress, in call: Slug
  ) async throws -> (dossier: Dossier?, left: [LocalisedText], problems: [DossierProblem]) {
    let now = world.now()
    let (principal, procedure) = try await database.read { transaction -> (Principal, Procedure) in
      guard let person = try PersonRecords(transaction).find(owner), !person.isErased,
        let wave = try WaveRecords(transaction).find(call)
      else { throw Refusal.notFound }
      guard wave.phase(at: now) == .open else { throw Refusal.waveNotOpen }
      let held = try MandateRecords(transaction).held(by: person.id, at: now)
      return (Principal(person: person.id, held: held), try ProcedureRecords(transaction).find(wave.procedure))
    }
    try principal.require(.startDossier, on: .any)
    let (answers, problems) = DossierFormat.read(json, for: procedure, knows: knows)
    guard problems.isEmpty else { return (nil, [], problems) }
    // Declarations are made anew, and a file belongs to the dossier that it is attached to.
    let copy = AnswerCopy(answers, from: procedure, to: procedure)
    let draft = try await startDossier(in: call, by: principal)
    let saved = try await saveAnswers(copy.answers, of: draft.id, version: draft.version, by: principal)
    return (saved, copy.left, [])
  }
}
