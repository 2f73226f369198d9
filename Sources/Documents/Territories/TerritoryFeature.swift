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

/// Polygons with their holes, each ring closed: outer rings counter-clockwise, holes clockwise.
package struct MultiPolygon: Codable, Sendable {
  package let type: String
  package let coordinates: [[[[Double]]]]

  package init(_ outline: Outline) {
    type = "MultiPolygon"
    var polygons: [(outer: OutlineRing, holes: [OutlineRing])] = []
    var holes: [OutlineRing] = []
    // The rings of communes turn one way outside and the other way inside; the largest tells which.
    let sizes = outline.rings.map { Outline.doubleArea($0) }
    let outerSign = (sizes.max { abs($0) < abs($1) } ?? 0) > 0
    for (ring, size) in zip(outline.rings, sizes) {
      if (size > 0) == outerSign { polygons.append((ring, [])) } else { holes.append(ring) }
    }
    for hole in holes {
      let home = polygons.indices.filter { MultiPolygon.contains(polygons[$0].outer, hole) }
        .min { abs(Outline.doubleArea(polygons[$0].outer)) < abs(Outline.doubleArea(polygons[$1].outer)) }
      if let home { polygons[home].holes.append(hole) }
    }
    coordinates = polygons.map { polygon in
      [MultiPolygon.closed(polygon.outer, counterClockwise: true)]
        + polygon.holes.map { MultiPolygon.closed($0, counterClockwise: false) }
    }
  }

  private static func closed(_ ring: OutlineRing, counterClockwise: Bool) -> [[Double]] {
    let turned = (Outline.doubleArea(ring) > 0) == counterClockwise ? ring : ring.reversed()
    // Five decimals are about a metre, finer than the outlines are.
    let points = turned.map { point in
      [(point.longitude * 100_000).rounded() / 100_000, (point.latitude * 100_000).rounded() / 100_000]
    }
    return points + points.prefix(1)
  }

  /// Whether a ring lies in another, judged by the middle of its first edge: corners may touch.
  private static func contains(_ outer: OutlineRing, _ inner: OutlineRing) -> Bool {
    guard inner.count > 1 else { return false }
    let (x, y) = (
      (Double(inner[0].x) + Double(inner[1].x)) / 2, (Double(inner[0].y) + Double(inner[1].y)) / 2
    )
    var inside = false
    for (index, point) in outer.enumerated() {
      let next = outer[index + 1 == outer.count ? 0 : index + 1]
      let (x1, y1, x2, y2) = (Double(point.x), Double(point.y), Double(next.x), Double(next.y))
      if (y1 > y) != (y2 > y), x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 { inside.toggle() }
    }
    return inside
  }
}
