package import Domain
import Storage

extension Operations {
  /// The versions of the programme's procedures, by id and version. Public.
  package func procedures(_ page: PageRequest) -> Page<Procedure> {
    let all = programme.procedures.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    return Page(items: Array(all.dropFirst(page.offset).prefix(page.limit)), total: all.count, request: page)
  }

  /// A procedure at a version, or at the one that new dossiers take. Public.
  ///
  /// - Throws: `Refusal.notFound` when there is none, in the programme or frozen by a wave.
  package func procedure(_ id: String, version: String?) async throws -> Procedure {
    let own = programme.procedures.filter { $0.id == id }
    guard let version else {
      let current = own.filter { !$0.isHistorical }.max { $0.version < $1.version }
      guard let found = current ?? own.max(by: { $0.version < $1.version }) else { throw Refusal.notFound }
      return found
    }
    if let found = own.first(where: { $0.version == version }) { return found }
    return try await database.read {
      try ProcedureRecords($0).find(ProcedureKey(id: id, version: version))
    }
  }
}
