package import Domain
import Storage

extension Operations {
  /// Searches everything published, best first. Public.
  package func search(_ text: String, in language: Language, _ page: PageRequest) async throws -> Page<
    SearchResult
  > {
    let today = Day(world.now())
    return try await database.read { transaction in
      let hits = try SearchRecords(transaction).hits(text, in: language, page)
      let territories = try TerritoryListRecords(transaction, on: today).list(
        TerritoryFilter(),
        matching: hits.items.filter { $0.kind == .territory }.compactMap { Slug($0.slug) }, .longest)
      let challenges = try ChallengeRecords(transaction).list(
        matching: hits.items.filter { $0.kind == .challenge }.map(\.slug), .longest)
      let results = hits.items.compactMap { hit -> SearchResult? in
        switch hit.kind {
        case .territory: territories.items.first { $0.slug.value == hit.slug }.map(SearchResult.territory)
        case .challenge:
          challenges.items.first { $0.challenge.slug == hit.slug }.map(SearchResult.challenge)
        }
      }
      return Page(items: results, total: hits.total, request: page)
    }
  }
}
