package import Domain
import Foundation
import Storage

extension Operations {
  /// A decision that is being prepared, with its drafts, what a second person said of it, and the applicant's answer.
  package func decisionWork(of id: ID<Dossier>, for principal: Principal) async throws -> DecisionWork {
    try await database.read { transaction in
      try work(on: try desk(of: id, allowing: .readDesk, to: principal, in: transaction), in: transaction)
    }
  }

  func work(on dossier: Dossier, in transaction: any Transaction) throws -> DecisionWork {
    guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
    let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
    guard procedure.needsFourEyes else { throw Refusal.notFound }
    let records = DecisionDraftRecords(transaction)
    let replies = try records.replies(of: dossier.id).filter { !$0.isOfInadmissibility }
    return DecisionWork(
      dossier: dossier, wave: wave, procedure: procedure,
      criteria: try decisionCriteria(of: dossier, procedure, in: transaction),
      drafts: try records.drafts(of: dossier.id), proposals: try records.proposals(of: dossier.id),
      reply: replies.first, earlierReplies: Array(replies.dropFirst()), writers: try records.writers(of: dossier.id),
      jury: try juryProposal(for: dossier.id, in: transaction),
      deepening: try DeepeningRecords(transaction).find(dossier.id), moment: world.now())
  }

  /// What a jury proposed since the dossier was last to be decided: after an appeal or a deepening its word is spent.
  private func juryProposal(for id: ID<Dossier>, in transaction: any Transaction) throws -> JuryProposal? {
    guard let proposal = try JuryRecords(transaction).proposal(for: id) else { return nil }
    let begun = try DossierRecords(transaction).history(of: id).last { $0.event.begins }?.at
    return begun.map { $0 > proposal.closedAt } ?? false ? nil : proposal
  }

  /// The criteria to give reasons on. After a deepening the dossier is judged on its conditions alone.
  func decisionCriteria(
    of dossier: Dossier, _ procedure: Procedure, in transaction: any Transaction
  ) throws -> [DecisionCriterion] {
    guard procedure.decision?.perCriterion ?? false,
      try DeepeningRecords(transaction).find(dossier.id)?.state != .reassessed
    else { return [] }
    let frozen = try RubricRecords(transaction).find(of: dossier.wave)
    let reviews = try frozen.map { try self.reviews(of: dossier, $0, in: transaction) }
    guard let rubric = frozen ?? programme.rubric else { return [] }
    return rubric.criteria.map {
      DecisionCriterion(id: $0.id, title: $0.title, start: reviews?.start(of: $0))
    }
  }

  /// Keeps a draft as its next version. The same text again makes none.
  ///
  /// - Parameter number: of the draft that the form was drawn from; 0 where there was none.
  /// - Returns: the number of what is kept.
  /// - Throws: `Refusal.changedMeanwhile` when somebody else saved in between, `.decision(.proposedMeanwhile)` when they
  ///   proposed it.
  @discardableResult
  package func saveDecisionDraft(
    _ draft: DecisionDraft, of id: ID<Dossier>, over number: Int, by principal: Principal
  ) async throws -> Int {
    try await database.write { transaction in
      try save(draft, of: id, over: number, by: principal, in: transaction)
    }
  }

  /// Saves a draft and puts it before a second person: those who may approve it are told.
  ///
  /// - Parameter link: where it is approved; nil where nobody is told.
  /// - Throws: `Refusal.invalid` with what is missing: the draft is not saved then, the form has it.
  package func proposeDecision(
    _ draft: DecisionDraft, of id: ID<Dossier>, over number: Int, by principal: Principal,
    link: (@Sendable (ID<Dossier>) -> String)? = nil
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let kept = try save(draft, of: id, over: number, by: principal, in: transaction)
      let work = try work(on: try DossierRecords(transaction).find(id), in: transaction)
      _ = try work.dossier.state.after(.decide)
      let findings = work.findings(in: draft)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      try requireReply(before: draft, work)
      let proposal = DecisionProposal(
        id: world.newIdentity(), draft: kept, proposedBy: principal.person, proposedAt: now)
      try DecisionDraftRecords(transaction).insert(proposal, of: id)
      try JournalRecords(transaction).append(
        "decision.proposed", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["draft": .integer(Int64(kept)), "content": .string(sha256(draft.json.canonical))])
      if let link { try askForApproval(of: work, proposal, link: link(id), in: transaction) }
    }
  }

  /// Tells those who may approve a decision that it waits: the instructors of the wave whom no interest binds and who had
  /// no hand in it.
  private func askForApproval(
    of work: DecisionWork, _ proposal: DecisionProposal, link: String, in transaction: any Transaction
  ) throws {
    let mandates = MandateRecords(transaction)
    let proposer = try proposal.proposedBy.flatMap { try PersonRecords(transaction).find($0) }
    let barred =
      try isReconsidered(work.dossier.id, in: transaction)
      ? DecisionDraftRecords(transaction).hands(of: work.dossier.id) : []
    for person in try mandates.holders(of: .instructor, in: work.dossier.wave, at: world.now(), limit: 200) {
      let reader = Principal(person: person.id, held: try mandates.held(by: person.id, at: world.now()))
      guard reader.may(.approveDecision, to: work.dossier), !work.isHand(person.id, in: proposal),
        !barred.contains(person.id)
      else { continue }
      try post(
        .decisionToApprove(work.dossier, work.wave, by: proposer?.name ?? "", link: link), to: person, in: transaction)
    }
  }

  func save(
    _ draft: DecisionDraft, of id: ID<Dossier>, over number: Int, by principal: Principal,
    in transaction: any Transaction
  ) throws -> Int {
    let dossier = try desk(of: id, allowing: .decideDossier, to: principal, in: transaction)
    guard dossier.state.isDecidedSoon else { throw Refusal.notPossible(.decide, from: dossier.state) }
    let work = try work(on: dossier, in: transaction)
    if work.openProposal != nil { throw Refusal.decision(.proposedMeanwhile) }
    guard (work.latest?.number ?? 0) == number else { throw Refusal.changedMeanwhile }
    try requireFreshHands([principal.person], of: id, in: transaction)
    guard draft.lengthFindings.isEmpty else { throw Refusal.invalid(draft.lengthFindings) }
    // Whoever takes over the words of somebody whom an interest binds now answers for them.
    if work.latest?.content == draft, !work.isLatestBound { return number }
    try DecisionDraftRecords(transaction).insert(
      draft, number: number + 1, of: id, by: principal.person, at: world.now())
    try JournalRecords(transaction).append(
      "decision.drafted", on: "dossier:\(id)", by: principal.actor, at: world.now(),
      change: ["draft": .integer(Int64(number + 1)), "content": .string(sha256(draft.json.canonical))])
    return number + 1
  }

  /// - Throws: `Refusal.decision` while the applicant was not asked on what is to be decided, or can still answer.
  func requireReply(before draft: DecisionDraft, _ work: DecisionWork) throws {
    guard work.procedure.asksForReply(before: Decision.Outcome(rawValue: draft.outcome)) else { return }
    guard let reply = work.reply else { throw Refusal.decision(.replyNotAsked) }
    if reply.isOpen(at: work.moment) { throw Refusal.decision(.replyAwaited(until: reply.dueOn)) }
    guard work.hasHeard(draft) else { throw Refusal.decision(.replyChanged) }
  }

  /// Whoever had a hand in the decision that was appealed against does not take it anew.
  func requireFreshHands(
    _ people: [ID<Person>?], of id: ID<Dossier>, in transaction: any Transaction
  ) throws {
    guard try isReconsidered(id, in: transaction) else { return }
    let hands = try DecisionDraftRecords(transaction).hands(of: id)
    if people.contains(where: { person in person.map { hands.contains($0) } ?? false }) {
      throw Refusal.decision(.sameHand)
    }
  }

  /// Whether the decision that is prepared answers an appeal.
  private func isReconsidered(_ id: ID<Dossier>, in transaction: any Transaction) throws -> Bool {
    try DossierRecords(transaction).history(of: id).isReconsidered
  }
}

extension DossierEvent {
  /// Whether a decision is prepared from here on: the first one, one after an appeal, one after a deepening.
  fileprivate var begins: Bool {
    switch self {
    case .openReview, .reconsider, .reconsiderAdmissibility, .reexamine: true
    case .submit, .resume, .askForComplements, .complete, .findAdmissible, .findInadmissible, .deliberate, .decide,
      .notify, .publish, .withdrawDossier, .lapse, .appeal, .takeBack:
      false
    }
  }
}
