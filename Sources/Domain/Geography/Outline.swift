/// A point of an outline in millionths of a degree. Whole numbers, so that the shared points of two
/// neighbours are equal, not nearly so.
package struct OutlinePoint: Hashable, Sendable {
  /// Longitude × 1 000 000.
  package let x: Int32
  /// Latitude × 1 000 000.
  package let y: Int32

  package init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }

  package var longitude: Double { Double(x) / 1_000_000 }
  package var latitude: Double { Double(y) / 1_000_000 }
}

/// A closed line; the last point joins the first without being repeated.
package typealias OutlineRing = [OutlinePoint]

/// The outline of an area: rings, some of them holes.
package struct Outline: Hashable, Sendable {
  package let rings: [OutlineRing]

  package init(rings: [OutlineRing]) { self.rings = rings }

  /// The outline of the union of areas whose neighbours share their edges: an edge that occurs in both
  /// directions lies inside and cancels; what is left is the outline.
  package init(uniting parts: [OutlineRing]) {
    var edges: Set<Edge> = []
    for ring in parts {
      for (index, point) in ring.enumerated() {
        let edge = Edge(from: point, to: ring[index + 1 == ring.count ? 0 : index + 1])
        if edges.remove(Edge(from: edge.to, to: edge.from)) == nil { edges.insert(edge) }
      }
    }
    rings = Outline.chain(edges)
  }

  /// Twice the signed area of a ring in square millionths of a degree: positive when it turns
  /// counter-clockwise.
  package static func doubleArea(_ ring: OutlineRing) -> Double {
    guard let first = ring.first else { return 0 }
    var sum = 0.0
    for (index, point) in ring.enumerated() {
      let next = ring[index + 1 == ring.count ? 0 : index + 1]
      // From the first point: products of whole coordinates would lose the small differences.
      sum +=
        (Double(point.x) - Double(first.x)) * (Double(next.y) - Double(first.y))
        - (Double(next.x) - Double(first.x)) * (Double(point.y) - Double(first.y))
    }
    return sum
  }

  /// The outline with fewer points: none of the dropped ones lay farther than the tolerance (in degrees)
  /// from the line that replaces it. Rings smaller than the tolerance vanish, pinch points and slivers
  /// first of all; the largest always stays.
  package func simplified(tolerance: Double) -> Outline {
    let largest = rings.max { abs(Outline.doubleArea($0)) < abs(Outline.doubleArea($1)) }
    let limit = tolerance * tolerance * 1e12 * 2
    return Outline(
      rings: rings.compactMap { ring in
        let isLargest = ring == largest
        guard isLargest || abs(Outline.doubleArea(ring)) > limit else { return nil }
        let simple = Simplification.ring(ring, tolerance: tolerance)
        return simple.count >= 3 ? simple : (isLargest ? ring : nil)
      })
  }

  private struct Edge: Hashable {
    let from: OutlinePoint
    let to: OutlinePoint
  }

  /// Joins directed edges into rings that visit no point twice: where two rings touch (a pinch point), the
  /// part walked since the last visit is closed as a ring of its own, as GeoJSON asks.
  private static func chain(_ edges: Set<Edge>) -> [OutlineRing] {
    var following: [OutlinePoint: [OutlinePoint]] = [:]
    for edge in edges { following[edge.from, default: []].append(edge.to) }
    // A fixed order of departure, so that the same area always has the same outline.
    let starts = following.keys.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    for (start, ends) in following where ends.count > 1 {
      following[start] = ends.sorted { ($0.x, $0.y) > ($1.x, $1.y) }
    }
    var rings: [OutlineRing] = []
    for start in starts {
      var walked = [start]
      var place = [start: 0]
      while let here = walked.last, let there = following[here]?.popLast() {
        guard let visited = place[there] else {
          place[there] = walked.count
          walked.append(there)
          continue
        }
        let ring = Array(walked[visited...])
        for point in ring.dropFirst() { place[point] = nil }
        walked.removeLast(ring.count - 1)
        if ring.count >= 3 { rings.append(ring) }
      }
    }
    return rings
  }
}
