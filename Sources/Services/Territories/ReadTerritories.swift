package import Domain
import Storage

extension Operations {
  /// The published territories by name, narrowed by a filter. Public.
  package func territories(
    _ filter: TerritoryFilter = TerritoryFilter(), in language: Language, _ page: PageRequest
  ) async throws -> Page<TerritorySummary> {
    try await database.read { transaction in
      var matching: [Slug]?
      if let text = filter.text, !text.trimmed.isEmpty {
        let hits = try SearchRecords(transaction).hits(text, kind: .territory, in: language, .longest)
        matching = hits.items.compactMap { Slug($0.slug) }
      }
      return try TerritoryListRecords(transaction).list(filter, matching: matching, page)
    }
  }

  /// A published territory. Public.
  /// - Throws: `Refusal.notFound`, also while it is under embargo.
  package func territory(_ slug: Slug) async throws -> Territory {
    guard let territory = try await database.read({ try TerritoryRecords($0).find(slug) }) else {
      throw Refusal.notFound
    }
    return territory
  }

  /// Territories with like challenges, those that share most themes first. Public.
  package func neighbours(of slug: Slug) async throws -> [TerritorySummary] {
    try await database.read { try TerritoryListRecords($0).neighbours(of: slug, limit: 4) }
  }

  /// The territories published last. Public.
  package func latestTerritories(limit: Int) async throws -> [TerritorySummary] {
    try await database.read { try TerritoryListRecords($0).latest(limit: limit) }
  }

  /// The published challenges by theme. Public.
  package func challenges(theme: String?, _ page: PageRequest) async throws -> Page<ChallengeListing> {
    try await database.read { try ChallengeRecords($0).list(theme: theme, page) }
  }

  /// How many territories and challenges are published. Public.
  package func publishedCounts() async throws -> (territories: Int, challenges: Int) {
    try await database.read { try TerritoryListRecords($0).counts() }
  }
}

extension Operations {
  /// Every published challenge, whole, for the open data. Public.
  package func allChallenges() async throws -> [ChallengeListing] {
    var all: [ChallengeListing] = []
    while let request = PageRequest(offset: all.count, limit: PageRequest.limits.upperBound) {
      let page = try await challenges(theme: nil, request)
      all += page.items
      if !page.hasNext { break }
    }
    return all
  }
}
