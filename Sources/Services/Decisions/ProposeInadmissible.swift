package import Domain
import Foundation
import Storage

extension Operations {
  /// Proposes that a dossier be declared inadmissible, where decisions take two people: somebody else confirms it
  /// (`moveDossier`). Whoever proposed it can change its reasons. Where the procedure lets applicants answer before an
  /// unfavourable decision, they are shown the reasons with the proposal.
  ///
  /// - Parameters:
  ///   - answerLink: where the applicant answers.
  ///   - link: where it is confirmed; nil where nobody is told.
  /// - Throws: `Refusal.decision(.proposedMeanwhile)` where a proposal of somebody else stands; `.replyAwaited` for other
  ///   reasons while the applicant answers the ones before.
  package func proposeInadmissible(
    of id: ID<Dossier>, version: Int, reasons: String, signatory: Decision.Signatory?, by principal: Principal,
    answerLink: @Sendable (ID<Dossier>) -> String, link: (@Sendable (ID<Dossier>) -> String)? = nil
  ) async throws {
    let answerAddress = answerLink(id)
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.examineDossier, on: dossier)
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard procedure.needsFourEyes, let person = principal.person else { throw Refusal.notFound }
      _ = try dossier.state.after(.findInadmissible, of: dossier, by: principal)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      try requireFreshHands([person], of: id, in: transaction)
      let standing = try inadmissibility(of: dossier, in: transaction)
      if let standing, standing.proposedBy != person { throw Refusal.decision(.proposedMeanwhile) }
      let findings = InadmissibilityProposal.findings(in: reasons, signatory: signatory, under: procedure)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let proposal = InadmissibilityProposal(
        version: version, proposedBy: person, reasons: reasons.trimmed,
        signatory: signatory.flatMap { $0.name.isBlank ? nil : $0 }, proposedAt: now)
      if standing?.mark == proposal.mark { return }
      try hear(proposal, dossier, procedure, by: principal, answerAddress: answerAddress, in: transaction)
      try InadmissibilityRecords(transaction).put(proposal, of: id)
      try JournalRecords(transaction).append(
        "dossier.inadmissibilityProposed", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["reasons": .string(sha256(proposal.reasons))])
      if standing == nil, let link { try askForConfirmation(of: dossier, by: person, link: link(id), in: transaction) }
    }
  }

  /// Shows the applicant the reasons of an inadmissibility before it is decided, once for the same reasons.
  private func hear(
    _ proposal: InadmissibilityProposal, _ dossier: Dossier, _ procedure: Procedure, by principal: Principal,
    answerAddress: String, in transaction: any Transaction
  ) throws {
    guard procedure.asksForReply(before: .inadmissible), let days = procedure.decision?.replyDays else { return }
    let now = world.now()
    let replies = try inadmissibilityReplies(of: dossier.id, in: transaction)
    if proposal.reply(among: replies) != nil { return }
    if let open = replies.first(where: { $0.isOpen(at: now) }) {
      throw Refusal.decision(.replyAwaited(until: open.dueOn))
    }
    guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
    let reply = DecisionReply(
      id: world.newIdentity(), content: proposal.draft, askedAt: now, dueOn: Day(now).adding(days: days))
    try DecisionDraftRecords(transaction).insert(reply, of: dossier.id)
    try JournalRecords(transaction).append(
      "decision.projected", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
      change: ["reasons": .string(sha256(proposal.reasons)), "due": .string("\(reply.dueOn)")])
    try post(
      .projectedDecision(dossier, wave, procedure, reply, link: answerAddress), toOwnerOf: dossier, in: transaction)
  }

  /// What the applicant was shown of an inadmissibility before it is decided, and answered, the newest first.
  func inadmissibilityReplies(of id: ID<Dossier>, in transaction: any Transaction) throws -> [DecisionReply] {
    try DecisionDraftRecords(transaction).replies(of: id).filter(\.isOfInadmissibility)
  }

  /// Decides and tells an inadmissibility that a second person confirmed: its letter is that of every decision.
  func decideInadmissible(
    _ proposal: InadmissibilityProposal, _ dossier: Dossier, _ wave: Wave, _ procedure: Procedure,
    by principal: Principal, in transaction: any Transaction
  ) throws {
    let (now, id) = (world.now(), dossier.id)
    try InadmissibilityRecords(transaction).confirm(id, by: principal.person, at: now)
    let decision = Decision(
      outcome: .inadmissible, reasons: proposal.reasons, signatory: proposal.signatory, decidedAt: now,
      notifiedAt: now, publishedAt: nil)
    let records = DecisionRecords(transaction)
    try records.save(decision, .refused, of: id, by: (proposal.proposedBy, principal.person))
    try records.setNotified(id, at: now)
    try JournalRecords(transaction).append("decision.notified", on: "dossier:\(id)", by: principal.actor, at: now)
    try post(.decision(dossier, wave, decision, procedure), toOwnerOf: dossier, in: transaction)
    try orderDecisionLetter(of: dossier, in: transaction)
  }

  /// The proposal that stands. One of somebody whom an interest binds by now is none.
  func inadmissibility(of dossier: Dossier, in transaction: any Transaction) throws -> InadmissibilityProposal? {
    guard let proposal = try InadmissibilityRecords(transaction).find(of: dossier),
      Principal(person: proposal.proposedBy, roles: [.instructor]).may(.examineDossier, to: dossier)
    else { return nil }
    return proposal
  }

  /// What somebody confirms: the proposal of somebody else, with the reasons that they read.
  ///
  /// - Parameter mark: of the proposal that their page showed; nil where they confirm none.
  /// - Throws: `Refusal.decision` for one person alone, and before the applicant answered or let the time pass;
  ///   `.changedMeanwhile` where it is not what they read any more.
  func inadmissibility(
    of dossier: Dossier, _ procedure: Procedure, confirming mark: String?, by principal: Principal,
    in transaction: any Transaction
  ) throws -> InadmissibilityProposal {
    guard let proposal = try inadmissibility(of: dossier, in: transaction) else {
      throw mark == nil ? Refusal.decision(.fourEyesNeeded) : .changedMeanwhile
    }
    guard let person = principal.person, person != proposal.proposedBy else { throw Refusal.decision(.sameHand) }
    guard let mark else { throw Refusal.decision(.proposedMeanwhile) }
    guard mark == proposal.mark else { throw Refusal.changedMeanwhile }
    guard proposal.signatory != nil || !procedure.requiresSignatory else { throw Refusal.signatoryMissing }
    guard procedure.asksForReply(before: .inadmissible) else { return proposal }
    guard let reply = proposal.reply(among: try inadmissibilityReplies(of: dossier.id, in: transaction)) else {
      throw Refusal.decision(.replyNotAsked)
    }
    if reply.isOpen(at: world.now()) { throw Refusal.decision(.replyAwaited(until: reply.dueOn)) }
    return proposal
  }

  /// Tells the other instructors of the wave whom no interest binds.
  private func askForConfirmation(
    of dossier: Dossier, by author: ID<Person>, link: String, in transaction: any Transaction
  ) throws {
    guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
    let name = try PersonRecords(transaction).find(author)?.name ?? ""
    let mandates = MandateRecords(transaction)
    for person in try mandates.holders(of: .instructor, in: dossier.wave, at: world.now(), limit: 200)
    where person.id != author {
      let reader = Principal(person: person.id, held: try mandates.held(by: person.id, at: world.now()))
      guard reader.may(.examineDossier, to: dossier) else { continue }
      try post(.decisionToApprove(dossier, wave, by: name, link: link), to: person, in: transaction)
    }
  }
}
