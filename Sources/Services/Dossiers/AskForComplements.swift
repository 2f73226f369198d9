package import Domain
import Foundation
import Storage

extension Operations {
  /// Asks the applicant to complete named fields until a day. While one of them is indispensable the legal clock stands
  /// still; when the day passes it is shown as late, and nothing lapses by itself.
  package func askForComplements(
    _ draft: ComplementDraft, of id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let records = DossierRecords(transaction)
      let dossier = try records.find(id)
      try principal.require(.examineDossier, on: dossier)
      let next = try dossier.state.after(.askForComplements)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let (items, due) = try draft.checked(against: procedure, at: now)
      try records.move(dossier, by: .askForComplements, to: next, at: now, reasons: draft.commonReason)
      let request = try ComplementRecords(transaction).ask(items, of: id, due: due, at: now)
      try JournalRecords(transaction).append(
        "dossier.askForComplements", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "state": .string(next.rawValue), "number": .integer(Int64(request.number)), "due": .string("\(due)"),
          "fields": .array(items.map { .string($0.field) }),
          "indispensable": .array(items.filter(\.isIndispensable).map { .string($0.field) }),
        ])
      if let wave = try WaveRecords(transaction).find(dossier.wave) {
        try post(.complements(dossier, wave, procedure, request), toWritersOf: dossier, in: transaction)
      }
    }
  }
}
