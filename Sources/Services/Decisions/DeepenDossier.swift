package import Domain
import Foundation
import Storage

extension Operations {
  func open(
    _ deepening: (coach: String, dueOn: Day, conditions: [String]), of id: ID<Dossier>, in transaction: any Transaction
  ) throws {
    try DeepeningRecords(transaction).open(
      Deepening(
        state: .opened, coach: deepening.coach, dueOn: deepening.dueOn,
        conditions: deepening.conditions.enumerated().map {
          Deepening.Condition(number: $0.offset + 1, text: $0.element)
        },
        openedAt: world.now(), version: 1), of: id)
  }

  /// With the notice of a decision, a deepening that it opened becomes known, and one that it ended is over.
  func tellDeepening(
    of id: ID<Dossier>, _ decision: Decision, _ procedure: Procedure, in transaction: any Transaction
  ) throws {
    let records = DeepeningRecords(transaction)
    guard let deepening = try records.find(id, isTold: false) else { return }
    guard deepening.state == .reassessed else {
      try records.setTold(id, at: world.now())
      return
    }
    let isFavourable = procedure.outcome(decision.outcome)?.kind.isFavourable ?? false
    try records.move(
      id, over: deepening.version, to: isFavourable ? .labelled : .closed,
      reasons: isFavourable ? nil : decision.reasons)
  }

  /// A deepening as its collective and the service see it.
  package func deepening(of id: ID<Dossier>, for principal: Principal) async throws -> DeepeningFile {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      let isFiled = dossier.isFiled(by: principal)
      guard isFiled ? principal.may(.readDossier, to: dossier) : principal.may(.readDesk, to: dossier),
        let deepening = try DeepeningRecords(transaction).find(id),
        let wave = try WaveRecords(transaction).find(dossier.wave)
      else { throw Refusal.notFound }
      let steps = dossier.state == .deliberated || dossier.state == .decided ? [] : deepening.state.possibleSteps
      return DeepeningFile(
        dossier: dossier, wave: wave, deepening: deepening,
        possibleSteps: steps.filter {
          principal.may($0.permission, to: dossier) && deepening.allows($0, on: Day(world.now()))
        }, isFiledByReader: isFiled)
    }
  }

  /// Takes a deepening along a step.
  ///
  /// - Parameters:
  ///   - verdicts: with `reassess`, what was found on each condition.
  ///   - reasons: with `renounce`, what the collective says of it, if anything.
  package func moveDeepening(
    of id: ID<Dossier>, version: Int, by step: DeepeningStep, verdicts: DeepeningVerdicts = DeepeningVerdicts(),
    reasons: String = "", principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      let isFiled = dossier.isFiled(by: principal)
      let records = DeepeningRecords(transaction)
      guard isFiled ? principal.may(.readDossier, to: dossier) : principal.may(.readDesk, to: dossier),
        let deepening = try records.find(id)
      else { throw Refusal.notFound }
      try principal.require(step.permission, on: dossier)
      guard deepening.version == version, let next = deepening.state.after(step) else { throw Refusal.changedMeanwhile }
      guard deepening.allows(step, on: Day(now)) else {
        throw Refusal.decision(.deepeningNotDue(on: deepening.dueOn))
      }
      try check(step, verdicts, reasons, deepening)
      if step == .reassess {
        for condition in deepening.conditions {
          guard let entry = verdicts.entries[condition.number], let isMet = entry.isMet else { continue }
          try records.judge(
            condition.number, of: id, isMet: isMet, reasons: entry.reasons.trimmed, by: principal.person, at: now)
        }
      }
      try records.move(
        id, over: version, to: next, reasons: step == .renounce && !reasons.isBlank ? reasons.trimmed : nil)
      if step == .decide { try reexamine(dossier, deepening, by: principal, in: transaction) }
      try JournalRecords(transaction).append(
        "deepening.\(step.rawValue)", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "state": .string(next.rawValue),
          "verdicts": .object(
            Dictionary(
              uniqueKeysWithValues: verdicts.entries.map { ("\($0.key)", $0.value.isMet.map(JSONValue.bool) ?? .null) })
          ),
        ])
    }
  }

  private func check(
    _ step: DeepeningStep, _ verdicts: DeepeningVerdicts, _ reasons: String, _ deepening: Deepening
  ) throws {
    var findings: [Finding] = []
    switch step {
    case .reassess: findings = verdicts.findings(for: deepening.conditions)
    case .renounce:
      if reasons.count > 5000 {
        findings = [Finding(field: "reasons", problem: .tooLong(length: reasons.count, maximum: 5000))]
      }
    case .agree, .start, .decide: break
    }
    guard findings.isEmpty else { throw Refusal.invalid(findings) }
  }

  /// The dossier goes back to be decided, and the draft of that decision begins with what was found on the conditions.
  private func reexamine(
    _ dossier: Dossier, _ deepening: Deepening, by principal: Principal, in transaction: any Transaction
  ) throws {
    let now = world.now()
    try DossierRecords(transaction).move(
      dossier, by: .reexamine, to: try dossier.state.after(.reexamine), at: now, reasons: nil)
    try keepDueOrder(of: dossier.id, in: transaction)
    let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
    let kind: Procedure.Outcome.Kind = deepening.isMet ? .favourable : .refused
    let reasons = deepening.conditions.map { condition in
      "\(condition.number). \(condition.text) : \(condition.isMet == true ? "remplie" : "non remplie"). \(condition.reasons)"
    }
    let records = DecisionDraftRecords(transaction)
    let last = try records.drafts(of: dossier.id).first
    let draft = DecisionDraft(
      outcome: procedure.outcomes.first { $0.kind == kind }?.id.rawValue ?? "",
      reasons: "\(DecisionDraft.mark)\n" + reasons.joined(separator: "\n"),
      signatoryName: last?.content.signatoryName ?? "", signatoryFunction: last?.content.signatoryFunction ?? "")
    try records.insert(
      draft, number: (last?.number ?? 0) + 1, of: dossier.id, by: principal.person, at: now)
  }
}

extension DeepeningStep {
  package var permission: Permission {
    switch self {
    case .agree, .renounce: .answerDecision
    case .start, .reassess: .examineDossier
    case .decide: .decideDossier
    }
  }
}
