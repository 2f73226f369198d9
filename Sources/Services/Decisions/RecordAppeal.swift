package import Domain
import Foundation
import Storage

extension Operations {
  /// Where an appeal against the decision on a dossier is written by its applicant, or recorded by the service.
  ///
  /// - Throws: `Refusal.notFound` where nothing can be appealed against now, and nothing was.
  package func appealFile(of id: ID<Dossier>, for principal: Principal) async throws -> AppealFile {
    try await database.read { try appealFile(of: id, for: principal, in: $0) }
  }

  private func appealFile(
    of id: ID<Dossier>, for principal: Principal, in transaction: any Transaction
  ) throws -> AppealFile {
    let dossier = try DossierRecords(transaction).find(id)
    let isFiled = dossier.isFiled(by: principal)
    try principal.require(isFiled ? .appealDecision : .recordAppeal, on: dossier)
    let history = try DossierRecords(transaction).history(of: id)
    guard dossier.state == .appealed || dossier.state.possibleEvents.contains(.appeal),
      let wave = try WaveRecords(transaction).find(dossier.wave), let told = history.toldOn
    else { throw Refusal.notFound }
    return AppealFile(
      dossier: dossier, wave: wave, procedure: try ProcedureRecords(transaction).find(dossier.procedure), toldOn: told,
      appealedOn: dossier.state == .appealed ? history.appealedOn : nil, isFiledByReader: isFiled)
  }

  /// Records an appeal to the administration: its applicant's own, which comes as they send it, or one that came to the
  /// service by post, with the day on which it came. The silence of two months on it runs from that day. Its receipt is
  /// acknowledged; what is late is recorded too, and it is not for the program to say that it is.
  ///
  /// - Parameter version: of the dossier that the form was drawn from.
  package func recordAppeal(
    _ draft: AppealDraft, of id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let found = try DossierRecords(transaction).find(id)
      let isFiled = found.isFiled(by: principal)
      try principal.require(isFiled ? .appealDecision : .recordAppeal, on: found)
      _ = try found.state.after(.appeal)
      guard found.version == version else { throw Refusal.changedMeanwhile }
      let file = try appealFile(of: id, for: principal, in: transaction)
      let day = try draft.checked(toldOn: file.toldOn, on: Day(now), isByPost: !isFiled)
      let reasons = draft.reasons.trimmed
      try DossierRecords(transaction).move(
        found, by: .appeal, to: try found.state.after(.appeal), at: now, reasons: reasons, receivedOn: day,
        contesting: try DecisionRecords(transaction).list(of: id).last { $0.isTold }?.number)
      try keepDueOrder(of: id, in: transaction)
      try JournalRecords(transaction).append(
        "dossier.appeal", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "state": .string(DossierState.appealed.rawValue), "reasons": .string(reasons),
          "receivedOn": .string("\(day)"),
        ])
      try post(.step(found, file.wave, .appeal, reasons: nil), toOwnerOf: found, in: transaction)
    }
  }
}
