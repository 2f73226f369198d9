package import Domain
import Foundation
import Storage

/// A decision that is taken now, by whom.
struct DecisionTaken {
  let decision: Decision
  let kind: Procedure.Outcome.Kind
  /// Who wrote it; the same person where one decides alone.
  let preparer: ID<Person>?
  /// Who goes with a deepening, and the day of its end.
  let deepening: (coach: String, dueOn: Day, conditions: [String])?
}

extension Operations {
  /// Decides a dossier in one form, and applies what the outcome does in the same transaction. Nothing of it is
  /// public yet, and the applicant learns it by the notice.
  ///
  /// - Throws: `Refusal.decision(.fourEyesNeeded)` where the procedure asks for a second person.
  package func decideDossier(
    _ id: ID<Dossier>, version: Int, outcome: Decision.Outcome, reasons: String, conditions: String = "",
    signatory: Decision.Signatory?, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.decideDossier, on: dossier)
      _ = try dossier.state.after(.decide)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      if procedure.needsFourEyes { throw Refusal.decision(.fourEyesNeeded) }
      let findings = procedure.findings(
        outcome: outcome, reasons: reasons, conditions: conditions, signatory: signatory)
      guard findings.isEmpty, let kind = procedure.outcome(outcome)?.kind else { throw Refusal.invalid(findings) }
      let decision = Decision(
        outcome: outcome, reasons: reasons.trimmed, conditions: kind.needsConditions ? conditions.trimmed : nil,
        signatory: signatory, decidedAt: now, notifiedAt: nil, publishedAt: nil,
        standing: kind.isFavourable ? procedure.decision?.conditions ?? [] : [])
      try take(
        DecisionTaken(decision: decision, kind: kind, preparer: principal.person, deepening: nil), on: dossier,
        procedure, by: principal, in: transaction)
    }
  }

  /// Takes a decision that was checked: the dossier, what the outcome does, the journal.
  func take(
    _ taken: DecisionTaken, on dossier: Dossier, _ procedure: Procedure, by principal: Principal,
    in transaction: any Transaction
  ) throws {
    let (now, id, decision) = (world.now(), dossier.id, taken.decision)
    try DossierRecords(transaction).move(
      dossier, by: .decide, to: try dossier.state.after(.decide), at: now, reasons: nil)
    try keepDueOrder(of: id, in: transaction)
    try DecisionRecords(transaction).save(decision, taken.kind, of: id, by: (taken.preparer, principal.person))
    try WaveRecords(transaction).setDecided(dossier.wave, on: Day(now))
    try withdrawUnpublishedLabel(of: dossier, before: taken.kind, in: transaction)
    for effect in procedure.effects(of: decision.outcome) {
      switch effect {
      case .grantLabel: try grantLabel(to: dossier, at: now, by: principal, in: transaction)
      }
    }
    if let deepening = taken.deepening { try open(deepening, of: id, in: transaction) }
    try JournalRecords(transaction).append(
      "dossier.decided", on: "dossier:\(id)", by: principal.actor, at: now,
      change: [
        "outcome": .string(decision.outcome.rawValue), "reasons": .string(decision.reasons),
        "criteria": .object(decision.criteria.mapValues(JSONValue.string)),
        "conditions": decision.conditions.map(JSONValue.string) ?? .null,
        "signatory": decision.signatory.map { .string("\($0.name), \($0.function)") } ?? .null,
        "preparedBy": taken.preparer.map { .string("person:\($0)") } ?? .null,
      ])
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
