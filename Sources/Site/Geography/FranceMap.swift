package import Domain

/// All labelled territories over the régions: metropolitan France, and below it a box for each overseas région.
package enum FranceMap {
  private static let width = 720.0
  private static let height = 700.0
  private static let margin = 8.0
  private static let frameHeight = 112.0
  private static let radius = 11.0

  /// The régions overseas, in the order of their boxes: Guadeloupe, Martinique, Guyane, La Réunion, Mayotte.
  private static let overseas = ["01", "02", "03", "04", "06"]

  /// - Parameters:
  ///   - territories: in the order of the list whose numbers the dots bear.
  ///   - regionNames: what stands over the boxes, by the code of the région.
  package static func picture(
    _ territories: [MapTerritory], over basemap: Basemap, regionNames: [String: String], words: MapWords
  ) -> MapPicture {
    let sheets = sheets(basemap, names: regionNames)
    let drawn = territories.enumerated().compactMap { Drawn($1, number: $0 + 1, on: sheets) }
    let places = MapAnchor.apart(drawn.map(\.middle), by: 2 * radius + 1)
    let dots = zip(drawn, places).map { dot($0.territory, at: $1, number: $0.number) }
    let leaders = zip(drawn, places).compactMap { drawn, place in
      let (from, to) = (drawn.middle.rounded, place.rounded)
      return from.distance(to: to) > radius
        ? "M\(Int(from.x)) \(Int(from.y))L\(Int(to.x)) \(Int(to.y))" : nil
    }
    return MapPicture(
      id: words.id, role: "group", viewBox: "0 0 \(Int(width)) \(Int(height + frameHeight + margin))",
      title: words.title, description: words.description, land: sheets.flatMap(\.land),
      frames: sheets.compactMap(\.frame), areas: [],
      shapes: drawn.sorted { $0.size > $1.size }.compactMap(\.shape), leaders: leaders, dots: dots,
      towns: [], entries: territories.map { MapPicture.Entry(href: $0.href, title: $0.name) },
      hasList: !territories.isEmpty)
  }

  private static func dot(_ territory: MapTerritory, at place: MapPoint, number: Int) -> MapPicture.Dot {
    let (x, y) = (Int(place.x.rounded()), Int(place.y.rounded()))
    return MapPicture.Dot(
      x: x, y: y, radius: Int(radius), number: number, numberY: y + 5, href: territory.href,
      title: territory.name, cssClass: "dot")
  }

  /// The mainland and each box.
  private static func sheets(_ basemap: Basemap, names: [String: String]) -> [Sheet] {
    let mainland = basemap.regions.filter { !overseas.contains($0.code) }.map(\.outline)
    let box = MapBox(x: 0, y: 0, width: width, height: height)
    let step = (width - margin) / Double(overseas.count)
    let boxes = overseas.enumerated().compactMap { index, code -> Sheet? in
      guard let area = basemap.regions.first(where: { $0.code == code }) else { return nil }
      let box = MapBox(
        x: margin + Double(index) * step, y: height, width: step - margin, height: frameHeight)
      return Sheet([area.outline], in: box, margin: margin, name: names[code] ?? "")
    }
    return [Sheet(mainland, in: box, margin: margin, name: nil)] + boxes
  }

  /// A part of the map with a scale of its own.
  private struct Sheet {
    let projection: MapProjection
    let box: MapBox
    let land: [String]
    let frame: MapPicture.Frame?

    /// - Parameter name: of the box; the mainland has none.
    init(_ outlines: [Outline], in box: MapBox, margin: Double, name: String?) {
      let title = name == nil ? 0.0 : 18.0
      let inner = MapBox(
        x: box.x, y: box.y + title, width: box.width, height: box.height - title
      ).grown(by: -margin)
      let projection = MapProjection(fitting: outlines.flatMap(\.rings), into: inner)
      self.projection = projection
      self.box = box
      let drawn = outlines.map { $0.rings.map { $0.map { projection.point($0) } } }
      let arcs = MapArcs(drawn.flatMap { $0 }, tolerance: 0.8)
      land = drawn.map { MapPath.d($0.map(arcs.simplified), within: box) }
      frame = name.map { name in
        MapPicture.Frame(
          x: Int(box.x), y: Int(box.y), width: Int(box.width), height: Int(box.height), name: name,
          nameX: Int(box.x) + 6, nameY: Int(box.y) + 16)
      }
    }
  }

  /// A territory on its sheet.
  private struct Drawn {
    let territory: MapTerritory
    let number: Int
    let shape: MapPicture.Shape?
    let middle: MapPoint
    let size: Double

    /// Nil when no sheet shows its middle, as for one without an outline: it is in the list all the same.
    init?(_ territory: MapTerritory, number: Int, on sheets: [Sheet]) {
      self.territory = territory
      self.number = number
      // The box in which it falls: elsewhere it would lie thousands of units away.
      let placed = sheets.lazy.map { sheet in
        let outline = territory.outline.simplified(tolerance: sheet.projection.degreesPerUnit)
        let rings = outline.rings.map { $0.map { sheet.projection.point($0) } }
        return (sheet: sheet, rings: rings, middle: MapAnchor.middle(of: rings))
      }.first { $0.middle.map($0.sheet.box.holds) ?? false }
      guard let placed, let middle = placed.middle else { return nil }
      self.middle = middle
      size = placed.rings.reduce(0) { $0 + abs(MapAnchor.doubleArea($1)) }
      let d = territory.isPoint ? "" : MapPath.d(placed.rings, within: placed.sheet.box)
      shape =
        d.isEmpty
        ? nil : MapPicture.Shape(d: d, href: territory.href, title: territory.name, cssClass: "area")
    }
  }
}
