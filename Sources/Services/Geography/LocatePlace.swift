package import Domain
import Storage
import Synchronization

/// What somebody gives to find a place.
package enum PlaceQuery: Hashable, Sendable {
  case code(String)
  case name(String)
  case postcode(String)
  case position(Position)
}

/// A commune, and every labelled territory that holds it.
package struct LocatedPlace: Hashable, Sendable {
  package let municipality: Municipality
  package let territories: [TerritorySummary]
}

/// The index of all published perimeters, kept in memory for one published version.
package final class TerritoryLocator: Sendable {
  private struct State {
    var version = -1
    var index: TerritoryIndex<Slug>?
    var summaries: [Slug: TerritorySummary] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// The territories that hold a commune, or nil when the index is of an older version.
  func territories(holding code: String, version: Int) -> [TerritorySummary]? {
    state.withLock { state in
      guard state.version == version, let index = state.index else { return nil }
      return index.territories(holding: code).compactMap { state.summaries[$0] }
    }
  }

  func replace(version: Int, index: TerritoryIndex<Slug>, summaries: [TerritorySummary]) {
    let bySlug = Dictionary(summaries.map { ($0.slug, $0) }) { first, _ in first }
    state.withLock { state in
      guard version >= state.version else { return }
      state.version = version
      state.index = index
      state.summaries = bySlug
    }
  }
}

extension Operations {
  /// The communes that a query means, each with all the published territories that hold it: perimeters
  /// nest and overlap. Public.
  ///
  /// - Throws: `Refusal.notFound` when the query means no commune.
  package func locate(_ query: PlaceQuery) async throws -> [LocatedPlace] {
    let municipalities = municipalities(query)
    guard !municipalities.isEmpty else { throw Refusal.notFound }
    var places: [LocatedPlace] = []
    for municipality in municipalities {
      places.append(
        LocatedPlace(
          municipality: municipality, territories: try await territories(holding: municipality.code)))
    }
    return places
  }

  private func municipalities(_ query: PlaceQuery) -> [Municipality] {
    switch query {
    case .code(let code): gazetteer.currentMunicipalities(forCode: code)
    case .name(let name): gazetteer.municipalities(named: name)
    case .postcode(let postcode): gazetteer.municipalities(postcode: postcode)
    case .position(let position): gazetteer.municipality(at: position).map { [$0] } ?? []
    }
  }

  func territories(holding code: String) async throws -> [TerritorySummary] {
    let version = publishedVersion.current
    if let known = locator.territories(holding: code, version: version) { return known }
    try await rebuildLocator(version: version)
    return locator.territories(holding: code, version: version) ?? []
  }

  /// Every published territory, whole: the index must miss none.
  /// - Parameter isInForce: only those that hold the label today.
  package func allTerritories(isInForce: Bool = false, in language: Language = .french) async throws
    -> [TerritorySummary]
  {
    let filter = TerritoryFilter(isInForce: isInForce)
    var all: [TerritorySummary] = []
    while let request = PageRequest(offset: all.count, limit: PageRequest.limits.upperBound) {
      let page = try await territories(filter, in: language, request)
      all += page.items
      if !page.hasNext { break }
    }
    return all
  }

  private func rebuildLocator(version: Int) async throws {
    let all = try await allTerritories()
    let perimeters = all.map { territory in
      (territory.slug, Perimeter(codes: territory.perimeter, year: territory.labelledOn.year))
    }
    locator.replace(
      version: version, index: TerritoryIndex(perimeters, gazetteer: gazetteer), summaries: all)
  }
}

extension PlaceQuery {
  /// A text that is either an Insee code (`59512`, `2A004`) or a name.
  package init(text: String) {
    let trimmed = text.trimmed
    let isCode =
      trimmed.count == 5 && trimmed.first?.isASCIIDigit == true
      && trimmed.dropFirst(2).allSatisfy(\.isASCIIDigit)
    self = isCode ? .code(trimmed.uppercased()) : .name(trimmed)
  }
}

extension Operations {
  /// The places that a person may mean by a name, for a perimeter: communes that bear it or begin so, then
  /// EPCI, départements and régions that hold it. Public.
  package func places(named text: String) -> [PlaceCode] {
    let exact = gazetteer.municipalities(named: text)
    let beginning = gazetteer.municipalities(beginningWith: text, limit: 8)
    let communes = (exact + beginning.filter { !exact.contains($0) }).prefix(10)
      .map { PlaceCode(level: .municipality, code: $0.code) }
    return communes + gazetteer.groupings(containing: text, limit: 10)
  }
}
