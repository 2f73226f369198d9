/// A simple area: one outer ring, counter-clockwise, and its holes, clockwise (the right-hand rule of GeoJSON).
package struct OutlinePolygon: Hashable, Sendable {
  package let outer: OutlineRing
  package let holes: [OutlineRing]
}

extension Outline {
  /// The rings grouped as GeoJSON wants them, the largest polygon first.
  ///
  /// Rings that turn as the largest one does are outer rings, the others are holes: whole communes give all
  /// their outer rings one direction, and cancelling shared edges keeps it.
  package var polygons: [OutlinePolygon] {
    let sized = rings.map { (ring: $0, area: Outline.doubleArea($0)) }
      .sorted { abs($0.area) > abs($1.area) }
    guard let largest = sized.first else { return [] }
    let outers = sized.filter { ($0.area > 0) == (largest.area > 0) }.map(\.ring)
    var holes: [[OutlineRing]] = outers.map { _ in [] }
    for hole in sized where (hole.area > 0) != (largest.area > 0) {
      // The smallest ring around it, should an island lie in a lake.
      if let around = outers.lastIndex(where: { Outline.ring($0, surrounds: hole.ring) }) {
        holes[around].append(hole.ring)
      }
    }
    return zip(outers, holes).map { outer, holes in
      OutlinePolygon(
        outer: Outline.turned(outer, counterClockwise: true),
        holes: holes.map { Outline.turned($0, counterClockwise: false) })
    }
  }

  /// The coordinates of a GeoJSON MultiPolygon: polygons, rings, points, `[longitude, latitude]`. Each ring
  /// ends with its first point.
  ///
  /// - Parameter decimals: 4 keeps about ten metres.
  package func multiPolygon(decimals: Int) -> [[[[Double]]]] {
    let scale = (0..<max(0, decimals)).reduce(1.0) { power, _ in power * 10 }
    func rounded(_ degrees: Double) -> Double { (degrees * scale).rounded() / scale }
    func closed(_ ring: OutlineRing) -> [[Double]]? {
      var points: [[Double]] = []
      for point in ring {
        let rounded = [rounded(point.longitude), rounded(point.latitude)]
        if points.last != rounded { points.append(rounded) }
      }
      if let first = points.first, points.count > 1, points.last != first { points.append(first) }
      // Fewer than four positions is no ring in GeoJSON: rounding has made it a line.
      return points.count >= 4 ? points : nil
    }
    return polygons.compactMap { polygon in
      closed(polygon.outer).map { [$0] + polygon.holes.compactMap(closed) }
    }
  }

  private static func turned(_ ring: OutlineRing, counterClockwise: Bool) -> OutlineRing {
    (doubleArea(ring) > 0) == counterClockwise ? ring : ring.reversed()
  }

  /// Whether a ring lies within another. Asked of the middle of an edge: corners may touch.
  private static func ring(_ outer: OutlineRing, surrounds hole: OutlineRing) -> Bool {
    guard hole.count > 1 else { return false }
    let x = (Double(hole[0].x) + Double(hole[1].x)) / 2
    let y = (Double(hole[0].y) + Double(hole[1].y)) / 2
    var isInside = false
    for (index, point) in outer.enumerated() {
      let next = outer[index + 1 == outer.count ? 0 : index + 1]
      let (x1, y1, x2, y2) = (Double(point.x), Double(point.y), Double(next.x), Double(next.y))
      if (y1 > y) != (y2 > y), x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 { isInside.toggle() }
    }
    return isInside
  }
}
