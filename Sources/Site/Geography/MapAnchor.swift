import Domain

/// Where the dots of areas stand.
enum MapAnchor {
  /// A point inside the largest ring: its centroid, or the middle of the widest stretch at the centroid's
  /// height where a bent area does not hold it. Nil without rings.
  static func middle(of rings: [[MapPoint]]) -> MapPoint? {
    guard let ring = rings.max(by: { abs(doubleArea($0)) < abs(doubleArea($1)) }), let first = ring.first
    else { return nil }
    let area = doubleArea(ring)
    guard area != 0 else { return first }
    var (x, y) = (0.0, 0.0)
    for (start, end) in edges(ring) {
      let cross = (start.x - first.x) * (end.y - first.y) - (end.x - first.x) * (start.y - first.y)
      x += (start.x + end.x - 2 * first.x) * cross
      y += (start.y + end.y - 2 * first.y) * cross
    }
    let centroid = MapPoint(x: first.x + x / (3 * area), y: first.y + y / (3 * area))
    let met = rings.flatMap { crossings($0, at: centroid.y) }.sorted()
    let stretches = stride(from: 0, to: met.count - 1, by: 2).map { (met[$0], met[$0 + 1]) }
    guard !stretches.contains(where: { $0.0 <= centroid.x && centroid.x <= $0.1 }),
      let widest = stretches.max(by: { $0.1 - $0.0 < $1.1 - $1.0 })
    else { return centroid }
    return MapPoint(x: (widest.0 + widest.1) / 2, y: centroid.y)
  }

  /// Moves points apart until no two are nearer than a distance, or as far as that goes in a hundred rounds.
  static func apart(_ points: [MapPoint], by distance: Double) -> [MapPoint] {
    var points = points
    for _ in 0..<100 {
      var moved = false
      for left in points.indices {
        for right in points.indices where right > left {
          let gap = points[left].distance(to: points[right])
          guard gap < distance else { continue }
          moved = true
          // Two points at one place part sideways.
          let (dx, dy) =
            gap > 0.01
            ? ((points[right].x - points[left].x) / gap, (points[right].y - points[left].y) / gap) : (1, 0)
          let step = (distance - gap) / 2 + 0.1
          points[left] = MapPoint(x: points[left].x - dx * step, y: points[left].y - dy * step)
          points[right] = MapPoint(x: points[right].x + dx * step, y: points[right].y + dy * step)
        }
      }
      if !moved { break }
    }
    return points
  }

  static func doubleArea(_ ring: [MapPoint]) -> Double {
    edges(ring).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }
  }

  private static func crossings(_ ring: [MapPoint], at y: Double) -> [Double] {
    edges(ring).compactMap { start, end in
      (start.y > y) == (end.y > y)
        ? nil : start.x + (y - start.y) * (end.x - start.x) / (end.y - start.y)
    }
  }

  private static func edges(_ ring: [MapPoint]) -> some Sequence<(MapPoint, MapPoint)> {
    zip(ring, ring.dropFirst() + ring.prefix(1))
  }
}
