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
}
