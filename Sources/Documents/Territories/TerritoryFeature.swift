package import Domain

/// A territory as GeoJSON (RFC 7946): its outline, and what the list says of it.
package struct TerritoryFeature: Codable, Sendable {
  package let type: String
  package let id: String
  package let geometry: MultiPolygon
  package let properties: TerritoryListingDocument

  package init(_ territory: TerritoryListingDocument, outline: Outline) {
    type = "Feature"
    id = territory.slug
    geometry = MultiPolygon(outline)
    properties = territory
  }
}

package struct FeatureCollection: Codable, Sendable {
  package let type: String
  package let features: [TerritoryFeature]

  package init(features: [TerritoryFeature]) {
    type = "FeatureCollection"
    self.features = features
  }
}

/// Polygons with their holes, each ring closed: outer rings counter-clockwise, holes clockwise. Five decimals
/// are about a metre, finer than the outlines are.
package struct MultiPolygon: Codable, Sendable {
  package let type: String
  package let coordinates: [[[[Double]]]]

  package init(_ outline: Outline) {
    type = "MultiPolygon"
    coordinates = outline.multiPolygon(decimals: 5)
  }
}
