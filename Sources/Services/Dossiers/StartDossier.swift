package import Domain
import Foundation
import Storage

extension Operations {
  /// Begins a dossier in an open wave: an empty draft under the procedure that the wave froze.
  ///
  /// - Parameter origin: where a dossier of an old wave stands in its record; there is one for each.
  /// - Throws: `Refusal.waveNotOpen` before the opening and after the closing.
  package func startDossier(
    in wave: Slug, by principal: Principal, origin: String? = nil
  ) async throws -> Dossier {
    let now = world.now()
    let id = world.newIdentity(of: Dossier.self)
    return try await database.write { transaction in
      try principal.require(.startDossier, on: .any)
      guard let wave = try WaveRecords(transaction).find(wave) else { throw Refusal.notFound }
      guard wave.phase(at: now) == .open else { throw Refusal.waveNotOpen }
      try requireLabel(for: wave.procedure, of: principal, in: transaction)
      let number = try WaveRecords(transaction).nextNumber(wave.id)
      let reference = Dossier.reference(in: wave.slug, number: number)
      let dossier = Dossier(
        id: id, reference: reference, wave: wave.id, procedure: wave.procedure, owner: principal.actor,
        title: reference, state: .draft, answers: Answers(), version: 1, createdAt: now, updatedAt: now,
        submittedAt: nil)
      try DossierRecords(transaction).insert(dossier, origin: origin)
      try keepTies(of: dossier, try ProcedureRecords(transaction).find(dossier.procedure), in: transaction)
      try JournalRecords(transaction).append(
        "dossier.started", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["reference": .string(reference), "wave": .string(wave.slug.value)])
      return dossier
    }
  }
}
