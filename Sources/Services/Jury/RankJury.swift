package import Domain
import Storage

/// What the page of the ranking is made from.
package struct JuryOverview: Sendable {
  package let session: JurySession
  package let scores: JuryScores?
  /// By the code of their result.
  package let dossiers: [String: Dossier]
  /// Those that the reader may open.
  package let readable: Set<ID<Dossier>>
  package let balance: WaveBalance
  package let leftOut: Int
}

extension Operations {
  /// The ranking of the wave of a session as the principal may see it, and how what is proposed falls upon the country.
  package func juryOverview(_ id: ID<JurySession>, for principal: Principal) async throws -> JuryOverview {
    try await database.read { transaction in
      let jury = try loadJury(id, allowing: .readJury, of: .agenda, to: principal, in: transaction)
      let scores = try scores(of: jury.wave, for: principal, in: transaction)
      let scored = try DossierRecords(transaction).find((scores?.results ?? []).compactMap { ID<Dossier>($0.code) })
      let shown = jury.session.items.filter { !jury.isHidden($0, from: principal) }
      let entries = try shown.compactMap { item -> WaveBalance.Entry? in
        guard let dossier = jury.dossier(of: item) else { return nil }
        let outcome = item.state == .closed ? item.result?.choice?.outcome : nil
        let kind = try outcome.flatMap { try ProcedureRecords(transaction).find(dossier.procedure).outcome($0)?.kind }
        return WaveBalance.Entry(dossier.answers, kind: kind, in: gazetteer)
      }
      return JuryOverview(
        session: jury.session, scores: scores,
        dossiers: Dictionary(scored.map { ("\($0.id)", $0) }) { first, _ in first },
        readable: Set(scored.filter { mayOpen($0, principal) }.map(\.id)), balance: WaveBalance(entries),
        leftOut: jury.session.items.count - shown.count)
    }
  }
}
