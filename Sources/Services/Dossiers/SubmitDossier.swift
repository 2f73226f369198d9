package import Domain
import Foundation
import Storage

extension Operations {
  /// Submits a dossier, or what was asked to complete it: freezes exactly what was written, and sends
  /// the acknowledgement in the same transaction.
  ///
  /// - Throws: `Refusal.invalid` with every gap at its field; the draft stays as it is.
  package func submitDossier(
    _ id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws -> Dossier {
    let now = world.now()
    return try await database.write { transaction in
      let records = DossierRecords(transaction)
      let dossier = try records.find(id)
      try principal.require(.submitDossier, on: dossier)
      let event: DossierEvent = dossier.state == .incomplete ? .complete : .submit
      let next = try dossier.state.after(event, of: dossier, by: principal)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      let open = try openFields(of: dossier, at: now, in: transaction)
      guard event == .complete || open != .none else { throw Refusal.waveNotOpen }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let findings = try findings(in: dossier, procedure, in: transaction).obstacles(to: dossier.state, open)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let digest = sha256(dossier.answers.json.canonical)
      try records.move(dossier, by: event, to: next, at: now, reasons: nil)
      let number = try SubmissionRecords(transaction).keep(dossier, digest: digest, at: now)
      if event == .complete { try ComplementRecords(transaction).answer(of: id, at: now) }
      try keepDueOrder(of: id, in: transaction)
      try keepPerimeter(of: dossier, procedure, in: transaction)
      try JournalRecords(transaction).append(
        "dossier.\(event.rawValue)", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "state": .string(next.rawValue), "answers": .string(digest),
          // The year of the official codes that the answers name.
          "geography": .integer(Int64(Gazetteer.year)),
        ])
      let submitted = try records.find(id)
      try keepTies(of: submitted, procedure, in: transaction)
      let clock = LegalClock(
        procedure.receipt.silence, submittedAt: submitted.submittedAt ?? now,
        requests: try ComplementRecords(transaction).list(of: id))
      try post(
        .receipt(dossier, wave, procedure.receipt, submittedAt: now, silenceOn: clock.silenceOn), toOwnerOf: dossier,
        in: transaction)
      try orderDocument(of: number, of: dossier, in: transaction)
      return submitted
    }
  }
}
