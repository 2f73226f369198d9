package import Domain

/// One perimeter, the borders of the départements behind it, and its biggest towns.
package enum TerritoryMap {
  static let width = 720.0
  private static let heights = 360.0...720.0
  private static let margin = 60.0

  /// - Parameters:
  ///   - context: the outlines behind: `context(around:in:basemap:)`.
  ///   - towns: the first is the most important; three are readable.
  package static func picture(
    _ outline: Outline, context: [Outline], towns: [MapTown], words: MapWords
  ) -> MapPicture {
    let box = box(for: outline)
    let projection = MapProjection(fitting: outline.rings, into: box.grown(by: -margin))
    func d(_ outline: Outline) -> String {
      MapPath.d(outline.rings.map { $0.map { projection.point($0) } }, within: box.grown(by: 4))
    }
    return MapPicture(
      id: words.id, role: "img", viewBox: "0 0 \(Int(width)) \(Int(box.height))", title: words.title,
      description: words.description, land: context.map(d).filter { !$0.isEmpty }, frames: [],
      areas: [d(outline)].filter { !$0.isEmpty }, shapes: [], leaders: [], dots: [],
      towns: named(towns, projection), entries: [], hasList: false)
  }

  /// The outlines of the départements around an area: from the small map when it is wide; else united from
  /// their communes, since at the scale of a town the small map's borders are a kilometre astray.
  package static func context(
    around outline: Outline, in gazetteer: Gazetteer, basemap: Basemap
  ) -> [Outline] {
    guard let extent = Extent(outline.rings) else { return [] }
    let view = extent.grown(by: 0.3 * max(extent.width, extent.height) + 0.02)
    let near = basemap.departments.filter { Extent($0.outline.rings)?.meets(view) ?? false }
    guard max(extent.width, extent.height) < 1.2, let outlines = gazetteer.outlines else {
      return near.map(\.outline)
    }
    return near.map { department in
      let codes = gazetteer.municipalities(in: PlaceCode(level: .department, code: department.code)) ?? []
      return outlines.outline(of: codes).simplified(tolerance: tolerance(extent))
    }
  }

  /// The outline of a perimeter with no more points than its own map can show.
  package static func outline(of perimeter: Perimeter, in gazetteer: Gazetteer) -> Outline {
    guard let outlines = gazetteer.outlines else { return Outline(rings: []) }
    let whole = outlines.outline(of: perimeter.municipalities(in: gazetteer).sorted())
    return Extent(whole.rings).map { whole.simplified(tolerance: tolerance($0)) } ?? whole
  }

  /// About a unit of the view box.
  private static func tolerance(_ extent: Extent) -> Double { max(extent.width, extent.height) / width }

  /// As high as the area asks for its width, within reason.
  static func box(for outline: Outline) -> MapBox {
    let square = MapBox(x: 0, y: 0, width: width, height: width)
    let projection = MapProjection(fitting: outline.rings, into: square)
    let drawn = MapBox(around: outline.rings.joined().map { projection.point($0) })
    let ratio = drawn.map { $0.width > 0 ? $0.height / $0.width : 1 } ?? 1
    let height = (width - 2 * margin) * ratio + 2 * margin
    return MapBox(
      x: 0, y: 0, width: width, height: min(max(height.rounded(), heights.lowerBound), heights.upperBound))
  }

  static func named(_ towns: [MapTown], _ projection: MapProjection) -> [MapPicture.Town] {
    var kept: [MapPicture.Town] = []
    for town in towns {
      let place = projection.point(latitude: town.position.latitude, longitude: town.position.longitude)
      let (x, y) = (Int(place.x.rounded()), Int(place.y.rounded()))
      // A name in the right third would run out of the picture.
      let isLeft = place.x > width * 2 / 3
      // Two names on one line run into each other: the bigger town, which comes first, keeps its own.
      guard kept.allSatisfy({ abs($0.y - y) > 22 || abs($0.x - x) > 220 }) else { continue }
      kept.append(
        MapPicture.Town(
          x: x, y: y, radius: 5, name: town.name, nameX: x + (isLeft ? -9 : 9), nameY: y + 5,
          anchor: isLeft ? "end" : "start"))
    }
    return kept
  }

  /// A rectangle on the globe, in degrees.
  private struct Extent {
    var west: Double
    var south: Double
    var east: Double
    var north: Double

    var width: Double { east - west }
    var height: Double { north - south }

    init?(_ rings: [OutlineRing]) {
      guard let first = rings.first?.first else { return nil }
      (west, south, east, north) = (first.longitude, first.latitude, first.longitude, first.latitude)
      for point in rings.joined() {
        (west, east) = (min(west, point.longitude), max(east, point.longitude))
        (south, north) = (min(south, point.latitude), max(north, point.latitude))
      }
    }

    func grown(by degrees: Double) -> Extent {
      var extent = self
      extent.west -= degrees
      extent.south -= degrees
      extent.east += degrees
      extent.north += degrees
      return extent
    }

    func meets(_ other: Extent) -> Bool {
      west <= other.east && east >= other.west && south <= other.north && north >= other.south
    }
  }
}
