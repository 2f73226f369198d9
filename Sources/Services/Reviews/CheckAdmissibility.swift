package import Domain
import Foundation
import Storage

extension Operations {
  /// Keeps what was ticked in the checklist of a dossier: the items that were changed in the form, so that what others
  /// ticked meanwhile stays. It blocks no step, and only what changed is journalled.
  ///
  /// - Throws: `Refusal.changedMeanwhile` where somebody else said something else of an item since.
  package func checkAdmissibility(
    _ draft: AdmissibilityDraft, of id: ID<Dossier>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try desk(of: id, allowing: .examineDossier, to: principal, in: transaction)
      guard let items = try ProcedureRecords(transaction).find(dossier.procedure).admissibility else {
        throw Refusal.notFound
      }
      let findings = draft.findings(for: items)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let records = AdmissibilityRecords(transaction)
      let before = try records.answers(of: id)
      guard draft.overtaken(of: items, by: before).isEmpty else { throw Refusal.changedMeanwhile }
      var changes: [String: JSONValue] = [:]
      for item in draft.changed(of: items) {
        guard let entry = draft.entries[item.id] else { continue }
        let (old, remark) = (before[item.id], entry.remark.trimmed)
        if old?.verdict == entry.verdict, (old?.remark ?? "") == remark { continue }
        if let verdict = entry.verdict {
          try records.keep(verdict, remark: remark, on: item.id, of: id, by: principal.person, at: now)
        } else {
          try records.delete(item.id, of: id)
        }
        changes[item.id] = .object([
          "verdict": entry.verdict.map { .string($0.rawValue) } ?? .null,
          "before": old.map { .string($0.verdict.rawValue) } ?? .null,
          "remark": remark.isEmpty ? .null : .string(sha256(remark)),
        ])
      }
      guard !changes.isEmpty else { return }
      try JournalRecords(transaction).append(
        "dossier.admissibilityChecked", on: "dossier:\(id)", by: principal.actor, at: now, change: changes)
    }
  }

  /// The checklist of a dossier, for its page.
  /// - Throws: `Refusal.notFound` also where its procedure has none.
  package func admissibility(
    of id: ID<Dossier>, for principal: Principal
  ) async throws -> (dossier: Dossier, checklist: AdmissibilityChecklist) {
    try await database.read { transaction in
      let dossier = try desk(of: id, allowing: .readDesk, to: principal, in: transaction)
      guard let checklist = try checklist(of: dossier, in: transaction) else { throw Refusal.notFound }
      return (dossier, checklist)
    }
  }

  func checklist(of dossier: Dossier, in transaction: any Transaction) throws -> AdmissibilityChecklist? {
    guard let items = try ProcedureRecords(transaction).find(dossier.procedure).admissibility else { return nil }
    return AdmissibilityChecklist(items, answers: try AdmissibilityRecords(transaction).answers(of: dossier.id))
  }
}
