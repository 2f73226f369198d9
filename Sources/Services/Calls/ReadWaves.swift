package import Domain
import Storage

extension Operations {
  /// The waves of the programme, the newest first. Public.
  package func waves(_ page: PageRequest) async throws -> Page<Wave> {
    try await database.read { try WaveRecords($0).list(page) }
  }

  /// One wave. Public.
  /// - Throws: `Refusal.notFound`.
  package func wave(_ slug: Slug) async throws -> Wave {
    guard let wave = try await database.read({ try WaveRecords($0).find(slug) }) else {
      throw Refusal.notFound
    }
    return wave
  }

  /// A wave with the form that it froze. Public.
  /// - Throws: `Refusal.notFound`.
  package func call(_ slug: Slug) async throws -> (wave: Wave, procedure: Procedure) {
    try await database.read { transaction in
      guard let wave = try WaveRecords(transaction).find(slug) else { throw Refusal.notFound }
      return (wave, try ProcedureRecords(transaction).find(wave.procedure))
    }
  }

  /// Of these waves, those whose form lets people check beforehand whether they are ready. Public.
  package func waves(withSelfCheck waves: [Wave]) async throws -> Set<Slug> {
    try await database.read { transaction in
      var found: [ProcedureKey: Bool] = [:]
      return try Set(
        waves.filter { wave in
          if let known = found[wave.procedure] { return known }
          let has = try ProcedureRecords(transaction).find(wave.procedure).selfCheck?.isEmpty == false
          found[wave.procedure] = has
          return has
        }.map(\.slug))
    }
  }
}
