import Foundation

/// Drops points from areas that share borders, so that they still fit: a border is simplified once, between the
/// points where three areas meet, and both its sides keep the same points.
struct MapArcs {
  private let junctions: Set<MapPoint>
  private let tolerance: Double
  private var kept: Set<MapPoint>

  /// - Parameter rings: of all the areas; neighbours use equal points.
  init(_ rings: [[MapPoint]], tolerance: Double) {
    var neighbours: [MapPoint: Set<MapPoint>] = [:]
    for ring in rings {
      for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        neighbours[start, default: []].insert(end)
        neighbours[end, default: []].insert(start)
      }
    }
    junctions = Set(neighbours.filter { $0.value.count != 2 }.keys)
    self.tolerance = tolerance
    kept = junctions
    for ring in rings { for arc in arcs(ring) { keep(arc) } }
  }

  /// A ring of those given, with the points that are left.
  func simplified(_ ring: [MapPoint]) -> [MapPoint] { ring.filter(kept.contains) }

  /// A ring without junctions (an island, an enclave) is cut where both its sides find alike: at its least
  /// point and at the one farthest from it.
  private func arcs(_ ring: [MapPoint]) -> [[MapPoint]] {
    var cuts = ring.indices.filter { junctions.contains(ring[$0]) }
    if cuts.isEmpty, let least = ring.indices.min(by: { precedes(ring[$0], ring[$1]) }) { cuts = [least] }
    guard let first = cuts.first else { return [] }
    if cuts.count == 1 {
      let far = ring.indices.max { left, right in
        let (near, away) = (ring[first].distance(to: ring[left]), ring[first].distance(to: ring[right]))
        return near == away ? precedes(ring[left], ring[right]) : near < away
      }
      cuts = [first, far ?? first].sorted()
    }
    return zip(cuts, cuts.dropFirst() + [first + ring.count]).map { start, end in
      (start...max(start, end)).map { ring[$0 % ring.count] }
    }
  }

  private mutating func keep(_ arc: [MapPoint]) {
    guard let start = arc.first, let end = arc.last else { return }
    // Each side meets the border in its own direction.
    let line = precedes(end, start) ? arc.reversed() : arc
    kept.formUnion([start, end])
    var open = [(0, line.count - 1)]
    while let (first, last) = open.popLast() {
      var worst = tolerance
      var at: Int?
      for index in (first + 1)..<max(first + 1, last) {
        let distance = distance(line[index], line[first], line[last])
        if distance > worst { (worst, at) = (distance, index) }
      }
      guard let at else { continue }
      kept.insert(line[at])
      open += [(first, at), (at, last)]
    }
  }

  private func distance(_ point: MapPoint, _ start: MapPoint, _ end: MapPoint) -> Double {
    let length = start.distance(to: end)
    guard length > 0 else { return start.distance(to: point) }
    let cross = (point.x - start.x) * (end.y - start.y) - (point.y - start.y) * (end.x - start.x)
    return abs(cross) / length
  }

  private func precedes(_ left: MapPoint, _ right: MapPoint) -> Bool {
    (left.x, left.y) < (right.x, right.y)
  }
}
