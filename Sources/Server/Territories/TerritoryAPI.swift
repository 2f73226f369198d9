import Documents
import Domain
import Foundation
import Hummingbird
import Services

/// Territories and challenges as JSON and as files.
enum TerritoryAPI {
  static func add(to routes: APIRoutes) {
    routes.json("/api/v1/territories", territories)
    routes.json("/api/v1/territories/:slug", territory)
    routes.json("/api/v1/challenges", challenges)
    routes.file("/data/territories.csv", contentType: "text/csv; charset=utf-8", download: "territories.csv") {
      Data(
        TerritoryTables.territories(
          try await $0.operations.allTerritories(), places: $0.deployment.places,
          at: $0.deployment.settings.publicAddress
        ).utf8)
    }
    routes.file("/data/challenges.csv", contentType: "text/csv; charset=utf-8", download: "challenges.csv") {
      Data(
        TerritoryTables.challenges(
          try await $0.operations.allChallenges(), at: $0.deployment.settings.publicAddress
        ).utf8)
    }
    routes.file("/data/territories.json", contentType: "application/json", download: "territories.json") {
      try JSONDocument.encode(try await details($0))
    }
    routes.file(
      "/data/territories.geojson", contentType: "application/geo+json", download: "territories.geojson"
    ) { try await geoJSON($0) }
  }

  @Sendable private static func territories(_ api: APIRequest) async throws -> any Encodable & Sendable {
    guard let language = Language(rawValue: api.query("lang") ?? "fr") else {
      throw Problem.parameter("lang", "lang must be fr or en.")
    }
    let filter = TerritoryFilter(
      region: try api.region(), theme: try api.theme(), wave: try api.wave(),
      text: api.query("q").map { String($0.prefix(200)) })
    let page = try await api.operations.territories(filter, in: language, try api.page())
    return ListDocument(page) {
      TerritoryListingDocument($0, places: api.deployment.places, at: api.deployment.settings.publicAddress)
    }
  }

  @Sendable private static func territory(_ api: APIRequest) async throws -> any Encodable & Sendable {
    guard let slug = api.context.parameters.get("slug").flatMap({ Slug($0) }) else { throw Refusal.notFound }
    return TerritoryDetailDocument(
      try await api.operations.territory(slug), places: api.deployment.places,
      at: api.deployment.settings.publicAddress)
  }

  @Sendable private static func challenges(_ api: APIRequest) async throws -> any Encodable & Sendable {
    let page = try await api.operations.challenges(theme: try api.theme(), try api.page())
    return ListDocument(page) { ChallengeDocument($0.challenge, of: $0.territory) }
  }

  private static func details(_ api: APIRequest) async throws -> [TerritoryDetailDocument] {
    var details: [TerritoryDetailDocument] = []
    for summary in try await api.operations.allTerritories() {
      details.append(
        TerritoryDetailDocument(
          try await api.operations.territory(summary.slug), places: api.deployment.places,
          at: api.deployment.settings.publicAddress))
    }
    return details
  }

  private static func geoJSON(_ api: APIRequest) async throws -> Data {
    let features = try await api.operations.allTerritories().map { territory in
      TerritoryFeature(
        TerritoryListingDocument(
          territory, places: api.deployment.places, at: api.deployment.settings.publicAddress),
        outline: api.deployment.outline(of: territory))
    }
    return try JSONDocument.encode(FeatureCollection(features: features))
  }
}
