package import Domain
import Foundation
import Storage

extension Operations {
  /// The proposal of a wave, some dossiers at a time.
  ///
  /// - Parameter onlyShort: those alone that lack an expert or a college.
  /// - Throws: `Refusal.notFound` where the principal assigns nobody.
  package func panelProposal(
    of slug: Slug, onlyShort: Bool = false, _ page: PageRequest, for principal: Principal
  ) async throws -> PanelOverview {
    try await database.read { transaction in
      let state = try panelState(slug, for: principal, in: transaction)
      let (seen, hidden) = state.loads()
      let byDossier = Dictionary(grouping: state.choices, by: \.dossier)
      let collegeOf = Dictionary(
        state.members.map { ($0.person.id, $0.profile.college) }, uniquingKeysWith: { $1 })
      let short = state.dossiers.filter { dossier in
        let people = state.reading(dossier.id, chosen: Set(byDossier[dossier.id]?.map(\.person) ?? []))
        let colleges = Set(people.compactMap { collegeOf[$0] ?? nil })
        return people.count < state.proposal.settings.demand
          || !state.proposal.settings.colleges.allSatisfy(colleges.contains)
      }
      let listed = onlyShort ? short : state.dossiers
      let shown = Array(listed.dropFirst(page.offset).prefix(page.limit))
      let facts = try PanelProposalRecords(transaction).facts(of: shown.map(\.id))
      let lines = shown.map { line($0, state, facts[$0.id], seen, hidden) }
      return PanelOverview(
        wave: state.wave, proposal: state.proposal, value: state.value, loads: loads(state),
        lines: Page(items: lines, total: listed.count, request: page), short: short.count,
        proposed: state.choices.count { state.sees($0.dossier) }, retired: state.retired)
    }
  }

  /// One dossier of a proposal, with everybody who could examine it.
  package func panelLine(
    of id: ID<Dossier>, for principal: Principal
  ) async throws -> (wave: Wave, proposal: PanelProposal, value: Int, line: PanelLine, members: [PanelMember]) {
    try await database.read { transaction in
      let (state, dossier) = try panel(of: id, for: principal, in: transaction)
      let (seen, hidden) = state.loads()
      let facts = try PanelProposalRecords(transaction).facts(of: [id])[id]
      return (
        state.wave, state.proposal, state.value, line(dossier, state, facts, seen, hidden),
        state.members + state.retired
      )
    }
  }

  private func line(
    _ dossier: PanelDossier, _ state: PanelState, _ facts: PanelFacts?, _ seen: [ID<Person>: Int],
    _ hidden: [ID<Person>: Int]
  ) -> PanelLine {
    let own = state.choices.filter { $0.dossier == dossier.id }
    return PanelLine(
      dossier: dossier, board: state.board(dossier.id, facts, seen, hidden), facts: facts,
      locked: Set(own.filter(\.isLocked).map(\.person)), byHand: Set(own.filter(\.isByHand).map(\.person)),
      members: state.members)
  }

  private func loads(_ state: PanelState) -> [PanelLoad] {
    state.members.map { member in
      let id = member.person.id
      let asked = state.asked.count { state.counts($0.key) && $0.value.contains(id) }
      let proposed = state.choices.count {
        $0.person == id && state.sees($0.dossier) && !(state.asked[$0.dossier]?.contains(id) ?? false)
      }
      return PanelLoad(member: member, capacity: member.capacity, proposed: proposed, asked: asked)
    }
  }
}
