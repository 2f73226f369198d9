import Domain

/// Writes rings as the `d` of an SVG path: whole numbers and relative steps, a third of the weight of degrees.
enum MapPath {
  /// The path of rings that were projected; empty when nothing of it is to be seen in the box.
  ///
  /// Points are only rounded, so that neighbours who share points still share them.
  static func d(_ rings: [[MapPoint]], within box: MapBox) -> String {
    rings.map { write(straightened(clipped($0, to: box).map(\.rounded))) }.joined()
  }

  /// Rounding repeats points, and lines them up; what changes nothing is dropped.
  private static func straightened(_ ring: [MapPoint]) -> [MapPoint] {
    var kept: [MapPoint] = []
    for point in ring {
      if kept.last == point { continue }
      if kept.count >= 2, isStraight(kept[kept.count - 2], kept[kept.count - 1], point) { kept.removeLast() }
      kept.append(point)
    }
    if kept.count > 1, kept.last == kept.first { kept.removeLast() }
    return kept
  }

  /// Straight on, not back: a spike is kept, since it may be a neighbour's border too.
  private static func isStraight(_ first: MapPoint, _ middle: MapPoint, _ last: MapPoint) -> Bool {
    let (x1, y1, x2, y2) = (middle.x - first.x, middle.y - first.y, last.x - middle.x, last.y - middle.y)
    return x1 * y2 == x2 * y1 && x1 * x2 + y1 * y2 > 0
  }

  private static func write(_ ring: [MapPoint]) -> String {
    guard ring.count >= 3, var here = ring.first else { return "" }
    var text = "M\(Int(here.x))" + separated(Int(here.y)) + "l"
    for (index, point) in ring.enumerated().dropFirst() {
      let (x, y) = (Int(point.x - here.x), Int(point.y - here.y))
      text += (index == 1 ? "\(x)" : separated(x)) + separated(y)
      here = point
    }
    return text + "z"
  }

  /// A minus sign already parts two numbers.
  private static func separated(_ number: Int) -> String { number < 0 ? "\(number)" : " \(number)" }

  /// The part of a ring inside a box (Sutherland and Hodgman): one side of the box after the other.
  private static func clipped(_ ring: [MapPoint], to box: MapBox) -> [MapPoint] {
    if ring.allSatisfy(box.holds) { return ring }
    let (east, south) = (box.x + box.width, box.y + box.height)
    var ring = cut(ring, at: box.x, along: \.x, keeps: { $0 >= box.x })
    ring = cut(ring, at: east, along: \.x, keeps: { $0 <= east })
    ring = cut(ring, at: box.y, along: \.y, keeps: { $0 >= box.y })
    return cut(ring, at: south, along: \.y, keeps: { $0 <= south })
  }

  private static func cut(
    _ ring: [MapPoint], at limit: Double, along axis: WritableKeyPath<MapPoint, Double>,
    keeps isInside: (Double) -> Bool
  ) -> [MapPoint] {
    guard var previous = ring.last else { return [] }
    var kept: [MapPoint] = []
    for point in ring {
      defer { previous = point }
      if isInside(point[keyPath: axis]) != isInside(previous[keyPath: axis]) {
        let part = (limit - previous[keyPath: axis]) / (point[keyPath: axis] - previous[keyPath: axis])
        var crossing = MapPoint(
          x: previous.x + (point.x - previous.x) * part, y: previous.y + (point.y - previous.y) * part)
        crossing[keyPath: axis] = limit
        kept.append(crossing)
      }
      if isInside(point[keyPath: axis]) { kept.append(point) }
    }
    return kept
  }
}
