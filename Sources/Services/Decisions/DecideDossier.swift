package import Domain
import Foundation
import Storage

extension Operations {
  /// Decides a dossier, and applies what the outcome does in the same transaction. Nothing of it is
  /// public yet, and the applicant learns it by the notice.
  package func decideDossier(
    _ id: ID<Dossier>, version: Int, outcome: Decision.Outcome, reasons: String, conditions: String = "",
    signatory: Decision.Signatory?, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.decideDossier, on: dossier)
      let next = try dossier.state.after(.decide)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let findings = procedure.findings(
        outcome: outcome, reasons: reasons, conditions: conditions, signatory: signatory)
      guard findings.isEmpty, let kind = procedure.outcome(outcome)?.kind else { throw Refusal.invalid(findings) }
      let written = kind.needsConditions ? conditions.trimmed : nil
      let decision = Decision(
        outcome: outcome, reasons: reasons.trimmed, conditions: written, signatory: signatory, decidedAt: now,
        notifiedAt: nil, publishedAt: nil)
      try DossierRecords(transaction).move(dossier, by: .decide, to: next, at: now, reasons: nil)
      try keepDueOrder(of: id, in: transaction)
      try DecisionRecords(transaction).save(decision, kind, of: id)
      try WaveRecords(transaction).setDecided(dossier.wave, on: Day(now))
      try withdrawUnpublishedLabel(of: dossier, before: kind, in: transaction)
      for effect in procedure.effects(of: outcome) {
        switch effect {
        case .grantLabel: try grantLabel(to: dossier, at: now, by: principal, in: transaction)
        }
      }
      try JournalRecords(transaction).append(
        "dossier.decided", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "outcome": .string(outcome.rawValue), "reasons": .string(decision.reasons),
          "conditions": written.map(JSONValue.string) ?? .null,
          "signatory": signatory.map { .string("\($0.name), \($0.function)") } ?? .null,
        ])
    }
  }

  /// A dossier that is decided anew may have a label under embargo from its first decision. A label that
  /// is public can only be lost by a withdrawal, which hears the holder first (CRPA L121-1).
  private func withdrawUnpublishedLabel(
    of dossier: Dossier, before outcome: Procedure.Outcome.Kind, in transaction: any Transaction
  ) throws {
    let records = TerritoryRecords(transaction)
    try records.deleteUnpublished(of: dossier.id)
    if try records.slug(of: dossier.id) != nil, !outcome.isFavourable {
      throw Refusal.notPossible(.decide, from: dossier.state)
    }
  }

  private func grantLabel(
    to dossier: Dossier, at now: Date, by principal: Principal, in transaction: any Transaction
  ) throws {
    let day = Day(now)
    let records = TerritoryRecords(transaction)
    guard try records.slug(of: dossier.id) == nil,
      let wave = try WaveRecords(transaction).find(dossier.wave)
    else { return }
    let slug = try freeSlug(for: dossier, in: transaction)
    let profile = Candidacy(dossier.answers, slug: slug).profile
    let perimeter = Perimeter(codes: profile.perimeter, year: day.year)
    try records.insert(
      TerritoryRecords.Granted(
        id: world.newIdentity(), slug: slug, dossier: dossier.id, wave: dossier.wave, profile: profile,
        regions: perimeter.regions(in: gazetteer).sorted(), labelledOn: day, isExample: wave.isExample,
        act: try labelAct(for: dossier, on: day, in: transaction), grantedAt: now, grantedBy: principal.person,
        code: VerificationCode(secret: world.newSecret())))
  }

  /// The address of the territory: the one of the old record, or its name, numbered where it is taken.
  private func freeSlug(for dossier: Dossier, in transaction: any Transaction) throws -> Slug {
    let origin = try DossierRecords(transaction).origin(of: dossier.id)
    let recorded = origin?.split(separator: "/").last.flatMap { Slug(String($0)) }
    let wished = recorded ?? Slug(naming: dossier.answers.text("name") ?? "")
    let records = TerritoryRecords(transaction)
    guard try records.exists(wished) else { return wished }
    var number = 2
    while try records.exists(wished.numbered(number)) { number += 1 }
    return wished.numbered(number)
  }
}
