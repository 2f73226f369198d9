import Foundation

/// The Ramer–Douglas–Peucker algorithm: a line with fewer points that stays within a tolerance.
enum Simplification {
  /// - Parameter tolerance: in degrees of latitude.
  static func ring(_ ring: OutlineRing, tolerance: Double) -> OutlineRing {
    guard ring.count > 4, let first = ring.first else { return ring }
    // A ring has no ends: it is cut at its first point and at the one farthest from it.
    let far = ring.indices.max { distance(ring[$0], first) < distance(ring[$1], first) } ?? 0
    let there = Array(ring[0...far])
    let back = Array(ring[far...]) + [first]
    return line(there, tolerance).dropLast() + line(back, tolerance).dropLast()
  }

  private static func line(_ points: [OutlinePoint], _ tolerance: Double) -> [OutlinePoint] {
    guard points.count > 2 else { return points }
    let limit = tolerance * 1_000_000
    let scale = cos(points[0].latitude * .pi / 180)
    var kept = Set([0, points.count - 1])
    var open = [(0, points.count - 1)]
    while let (first, last) = open.popLast() {
      let (start, end) = (points[first], points[last])
      let dx = (Double(end.x) - Double(start.x)) * scale
      let dy = (Double(end.y) - Double(start.y))
      let length = (dx * dx + dy * dy).squareRoot()
      var worst = limit
      var at: Int?
      for index in (first + 1)..<max(first + 1, last) {
        let px = (Double(points[index].x) - Double(start.x)) * scale
        let py = (Double(points[index].y) - Double(start.y))
        let distance = length > 0 ? abs(px * dy - py * dx) / length : (px * px + py * py).squareRoot()
        if distance > worst {
          worst = distance
          at = index
        }
      }
      if let at {
        kept.insert(at)
        open += [(first, at), (at, last)]
      }
    }
    return kept.sorted().map { points[$0] }
  }

  private static func distance(_ left: OutlinePoint, _ right: OutlinePoint) -> Double {
    let (dx, dy) = ((Double(left.x) - Double(right.x)), (Double(left.y) - Double(right.y)))
    return dx * dx + dy * dy
  }
}
