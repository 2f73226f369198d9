package import Domain
import Foundation
import Storage

extension Operations {
  /// Proposes that a dossier be declared inadmissible, where decisions take two people: somebody else confirms it
  /// (`moveDossier`). Whoever proposed it can change its reasons.
  ///
  /// - Parameter link: where it is confirmed; nil where nobody is told.
  /// - Throws: `Refusal.decision(.proposedMeanwhile)` where a proposal of somebody else stands.
  package func proposeInadmissible(
    of id: ID<Dossier>, version: Int, reasons: String, by principal: Principal,
    link: (@Sendable (ID<Dossier>) -> String)? = nil
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.examineDossier, on: dossier)
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard procedure.needsFourEyes, let person = principal.person else { throw Refusal.notFound }
      _ = try dossier.state.after(.findInadmissible, of: dossier, by: principal)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let standing = try inadmissibility(of: dossier, in: transaction)
      if let standing, standing.proposedBy != person { throw Refusal.decision(.proposedMeanwhile) }
      let findings = InadmissibilityProposal.findings(in: reasons)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let proposal = InadmissibilityProposal(
        version: version, proposedBy: person, reasons: reasons.trimmed, proposedAt: now)
      if standing?.reasons == proposal.reasons { return }
      try InadmissibilityRecords(transaction).put(proposal, of: id)
      try JournalRecords(transaction).append(
        "dossier.inadmissibilityProposed", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["reasons": .string(sha256(proposal.reasons))])
      if standing == nil, let link { try askForConfirmation(of: dossier, by: person, link: link(id), in: transaction) }
    }
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
  /// - Throws: `Refusal.decision` for one person alone; `.changedMeanwhile` where it is not what they read any more.
  func inadmissibility(
    of dossier: Dossier, confirming mark: String?, by principal: Principal, in transaction: any Transaction
  ) throws -> InadmissibilityProposal {
    guard let proposal = try inadmissibility(of: dossier, in: transaction) else {
      throw mark == nil ? Refusal.decision(.fourEyesNeeded) : .changedMeanwhile
    }
    guard let person = principal.person, person != proposal.proposedBy else { throw Refusal.decision(.sameHand) }
    guard let mark else { throw Refusal.decision(.proposedMeanwhile) }
    guard mark == proposal.mark else { throw Refusal.changedMeanwhile }
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
