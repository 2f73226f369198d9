package import Domain
import Foundation
import Storage

extension Operations {
  /// Takes a dossier along a step that needs nothing but its reasons: admissibility, review, deliberation,
  /// taking back, withdrawal, lapse, appeal.
  ///
  /// Submitting, asking for complements, deciding, notifying and publishing do more, and have operations of their own.
  package func moveDossier(
    _ id: ID<Dossier>, version: Int, by event: DossierEvent, reasons: String?, principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let records = DossierRecords(transaction)
      let dossier = try records.find(id)
      try principal.require(event.permission, on: dossier)
      guard event.isPlainStep else { throw Refusal.notPossible(event, from: dossier.state) }
      let next = try dossier.state.after(event)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let wave = try WaveRecords(transaction).find(dossier.wave)
      guard let wave, event.isInTime(in: wave, at: now) else { throw Refusal.waveNotOpen }
      let written = reasons?.trimmed ?? ""
      if event.needsReasons, written.isEmpty {
        throw Refusal.invalid([Finding(field: "reasons", problem: .missing)])
      }
      if written.count > 5000 {
        throw Refusal.invalid([
          Finding(field: "reasons", problem: .tooLong(length: written.count, maximum: 5000))
        ])
      }
      let kept = written.isEmpty ? nil : written
      try records.move(dossier, by: event, to: next, at: now, reasons: kept)
      try keepDueOrder(of: id, in: transaction)
      try JournalRecords(transaction).append(
        "dossier.\(event.rawValue)", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "state": .string(next.rawValue), "reasons": kept.map(JSONValue.string) ?? .null,
        ])
      if event.isToldToApplicant {
        try post(.step(dossier, wave, event, reasons: kept), toOwnerOf: dossier, in: transaction)
      }
    }
  }
}

extension DossierEvent {
  /// Whether the event does nothing but move the dossier.
  package var isPlainStep: Bool {
    switch self {
    case .resume, .findAdmissible, .findInadmissible, .openReview, .deliberate, .withdrawDossier, .lapse, .appeal,
      .reconsider:
      true
    case .submit, .askForComplements, .complete, .decide, .notify, .publish, .reexamine: false
    }
  }

  fileprivate var isToldToApplicant: Bool {
    switch self {
    case .resume, .findAdmissible, .findInadmissible, .openReview, .lapse, .reconsider: true
    case .submit, .askForComplements, .complete, .deliberate, .decide, .notify, .publish, .withdrawDossier, .appeal,
      .reexamine:
      false
    }
  }
}
