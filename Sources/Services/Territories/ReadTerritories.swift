package import Domain
import Storage

extension Operations {
  /// The published territories by name, narrowed by a filter. Public.
  package func territories(
    _ filter: TerritoryFilter = TerritoryFilter(), in language: Language, _ page: PageRequest
  ) async throws -> Page<TerritorySummary> {
    let today = Day(world.now())
    return try await database.read { transaction in
      var matching: [Slug]?
      if let text = filter.text, !text.trimmed.isEmpty {
        let hits = try SearchRecords(transaction).hits(text, kind: .territory, in: language, .longest)
        matching = hits.items.compactMap { Slug($0.slug) }
      }
      return try TerritoryListRecords(transaction, on: today).list(filter, matching: matching, page)
    }
  }

  /// A published territory. Public.
  /// - Throws: `Refusal.notFound`, also while it is under embargo.
  package func territory(_ slug: Slug) async throws -> Territory {
    let today = Day(world.now())
    guard let territory = try await database.read({ try TerritoryRecords($0).find(slug, on: today) }) else {
      throw Refusal.notFound
    }
    return territory
  }

  /// Territories that hold the label, with like challenges, those that share most themes first. Public.
  package func neighbours(of slug: Slug) async throws -> [TerritorySummary] {
    let today = Day(world.now())
    return try await database.read { try TerritoryListRecords($0, on: today).neighbours(of: slug, limit: 4) }
  }

  /// The territories published last of those that hold the label. Public.
  package func latestTerritories(limit: Int) async throws -> [TerritorySummary] {
    let today = Day(world.now())
    return try await database.read { try TerritoryListRecords($0, on: today).latest(limit: limit) }
  }

  /// The published challenges by theme. Public.
  /// - Parameter isInForce: only those of territories that hold the label today.
  package func challenges(
    theme: String?, isInForce: Bool = false, _ page: PageRequest
  ) async throws -> Page<ChallengeListing> {
    let day = isInForce ? Day(world.now()) : nil
    return try await database.read { try ChallengeRecords($0).list(theme: theme, inForceOn: day, page) }
  }

  /// How many territories hold the label today, and how many challenges they took up. Public.
  package func publishedCounts() async throws -> (territories: Int, challenges: Int) {
    let today = Day(world.now())
    return try await database.read { try TerritoryListRecords($0, on: today).counts() }
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
