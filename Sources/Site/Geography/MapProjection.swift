import Domain
import Foundation

/// A point of the drawing, x to the right and y down, in units of the view box.
struct MapPoint: Hashable {
  var x: Double
  var y: Double

  var rounded: MapPoint { MapPoint(x: x.rounded(), y: y.rounded()) }

  func distance(to other: MapPoint) -> Double { hypot(x - other.x, y - other.y) }
}

/// A rectangle of the drawing.
struct MapBox: Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  /// Nil without points.
  init?(around points: some Sequence<MapPoint>) {
    var corners: (low: MapPoint, high: MapPoint)?
    for point in points {
      let (low, high) = corners ?? (point, point)
      corners = (
        MapPoint(x: min(low.x, point.x), y: min(low.y, point.y)),
        MapPoint(x: max(high.x, point.x), y: max(high.y, point.y))
      )
    }
    guard let (low, high) = corners else { return nil }
    self.init(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
  }

  init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  func grown(by margin: Double) -> MapBox {
    MapBox(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }

  func holds(_ point: MapPoint) -> Bool {
    point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height
  }
}

/// From the globe to a drawing: Lambert's conformal conic projection, the one of French official maps, on a
/// cone that touches the globe at the middle of what is drawn; then scaled to fit a box.
struct MapProjection {
  private let latitude: Double
  private let longitude: Double
  private var scale = 1.0
  private var shift = MapPoint(x: 0, y: 0)

  /// Fits rings into a box, centred.
  init(fitting rings: [OutlineRing], into box: MapBox) {
    let points = rings.joined()
    let south = points.map(\.latitude).min() ?? 0
    let north = points.map(\.latitude).max() ?? 0
    let west = points.map(\.longitude).min() ?? 0
    let east = points.map(\.longitude).max() ?? 0
    // At the equator the cone would be a cylinder, whose formula is another.
    let middle = (south + north) / 2
    latitude = (abs(middle) < 1 ? 1 : middle) * .pi / 180
    longitude = (west + east) / 2 * .pi / 180
    guard let whole = MapBox(around: points.lazy.map { [self] in point($0) }) else { return }
    let fit = min(box.width / max(whole.width, 1e-9), box.height / max(whole.height, 1e-9))
    scale = fit
    shift = MapPoint(
      x: box.x + (box.width - whole.width * fit) / 2 - whole.x * fit,
      y: box.y + (box.height - whole.height * fit) / 2 - whole.y * fit)
  }

  /// The degrees of latitude that one unit of the drawing stands for.
  var degreesPerUnit: Double { 180 / .pi / scale }

  func point(_ place: OutlinePoint) -> MapPoint {
    point(latitude: place.latitude, longitude: place.longitude)
  }

  func point(latitude degreesNorth: Double, longitude degreesEast: Double) -> MapPoint {
    let cone = sin(latitude)
    func radius(_ parallel: Double) -> Double {
      let ratio = tan(.pi / 4 + latitude / 2) / tan(.pi / 4 + parallel / 2)
      return cos(latitude) / cone * pow(ratio, cone)
    }
    let angle = cone * (degreesEast * .pi / 180 - longitude)
    let distance = radius(degreesNorth * .pi / 180)
    return MapPoint(
      x: distance * sin(angle) * scale + shift.x,
      y: (distance * cos(angle) - radius(latitude)) * scale + shift.y)
  }
}
