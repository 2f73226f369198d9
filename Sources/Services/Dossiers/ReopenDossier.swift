package import Domain
import Foundation
import Storage

extension Operations {
  /// Lets a draft that was not submitted be written and submitted after its wave closed, until an instant. The applicant
  /// names its reference; what is in it stays the applicant's alone.
  ///
  /// - Throws: `Refusal.notFound` where there is no such reference; `Refusal.invalid` with what does not fit.
  package func reopenDossier(_ draft: ReopeningDraft, by principal: Principal) async throws -> Reopening {
    let now = world.now()
    return try await database.write { transaction in
      try principal.require(.reopenDossier, on: .unsubmitted)
      let (reference, until) = try draft.checked(at: now)
      let refused = Refusal.invalid([Finding(field: "reference", problem: .notReopenable)])
      // A reference that there is not, one of another wave and one that was submitted are told apart by nobody.
      guard let dossier = try DossierRecords(transaction).find(reference: reference), dossier.state == .draft,
        principal.may(.reopenDossier, to: dossier), let wave = try WaveRecords(transaction).find(dossier.wave),
        wave.phase(at: now) != .open
      else { throw refused }
      let reopening = Reopening(at: now, until: until, reason: draft.reason.trimmed)
      try ReopeningRecords(transaction).keep(reopening, of: dossier.id)
      try JournalRecords(transaction).append(
        "dossier.reopened", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
        change: ["until": .string(Instant.text(until)), "reason": .string(sha256(reopening.reason))])
      try post(.reopened(dossier, wave, reopening), toWritersOf: dossier, in: transaction)
      return reopening
    }
  }
}
