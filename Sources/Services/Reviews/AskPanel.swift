package import Domain
import Foundation
import Storage

extension Operations {
  /// Asks everybody of a proposal for their reviews, all in one transaction: each pair for itself. Who was asked is asked once.
  ///
  /// - Parameters:
  ///   - version: of the proposal that the form was drawn from.
  ///   - due: the last day on which sheets are awaited.
  ///   - address: where an expert answers, for the letter.
  /// - Throws: `Refusal.invalid` for the day; `.changedMeanwhile`; `.notFound` for everybody who may not ask.
  package func askPanel(
    of slug: Slug, version: Int, due: Day?, by principal: Principal,
    address: @escaping @Sendable (ID<Dossier>) -> String
  ) async throws -> PanelAsking {
    let now = world.now()
    return try await database.write { transaction in
      let state = try panelState(slug, for: principal, in: transaction)
      let findings = ReviewAssignment.findings(due: due, at: now)
      guard findings.isEmpty, let due else { throw Refusal.invalid(findings) }
      guard state.proposal.version == version else { throw Refusal.changedMeanwhile }
      let records = PanelProposalRecords(transaction)
      let people = Dictionary(
        (state.members + state.retired).map { ($0.person.id, $0.person) }, uniquingKeysWith: { $1 })
      let references = Dictionary(state.dossiers.map { ($0.id, $0.reference) }, uniquingKeysWith: { $1 })
      var (report, value) = (PanelAsking(), 0)
      for choice in state.choices {
        guard let reference = references[choice.dossier] else { continue }
        do {
          let dossier = try desk(of: choice.dossier, allowing: .askReviewer, to: principal, in: transaction)
          guard let expert = people[choice.person] else { throw Refusal.panelProblem(.unknown) }
          if let barrier = state.barriers[choice.dossier]?[choice.person] { throw Refusal.panelProblem(barrier) }
          _ = try ask(expert, of: dossier, dueOn: due, by: principal, address: address, in: transaction)
          try records.delete(choice.person, of: choice.dossier)
          value += choice.affinity
          report.asked += 1
        } catch let refusal as Refusal {
          report.refused.append(
            .init(reference: reference, name: people[choice.person]?.name ?? "", refusal: refusal))
        }
      }
      if report.asked > 0 { try records.settle(value, of: state.wave.id, version: version) }
      return report
    }
  }
}
