import Domain
import Site

/// Maps that have something of everything that a map can show.
enum ExampleMaps {
  private static func square(_ west: Double, _ south: Double, _ size: Double) -> Outline {
    func point(_ x: Double, _ y: Double) -> OutlinePoint {
      OutlinePoint(x: Int32((x * 1e6).rounded()), y: Int32((y * 1e6).rounded()))
    }
    return Outline(rings: [
      [
        point(west, south), point(west + size, south), point(west + size, south + size), point(west, south + size),
      ]
    ])
  }

  private static let words = MapWords(
    id: "carte", title: ExampleValues.hostile, description: ExampleValues.hostile)

  /// Two territories at one place: one of the dots makes room, and has a line to where it belongs.
  static let france: MapPicture = {
    let areas = [("11", square(0, 44, 4)), ("06", square(45, -13, 0.4))]
    let basemap = Basemap(regions: areas.map { Basemap.Area(code: $0.0, outline: $0.1) }, departments: [])
    let territories = ["un", "deux", "trois"].map {
      MapTerritory(slug: $0, name: "\($0) \(ExampleValues.hostile)", href: "/t/\($0)", outline: square(1, 45, 2))
    }
    return FranceMap.picture(
      territories, over: basemap, regionNames: ["06": ExampleValues.hostile], words: words)
  }()

  static let chosen = TerritoryMap.picture(
    choosing: square(1, 45, 2),
    neighbours: [
      MapTerritory(
        slug: "91001", name: ExampleValues.hostile, href: "#" + PerimeterPanel.neighbourID("91001"),
        outline: square(3, 45, 1))
    ], towns: [], words: MapWords(id: "perimeter", title: ExampleValues.hostile, description: ExampleValues.hostile))

  static let territory = TerritoryMap.picture(
    square(1, 45, 2), context: [square(0, 44, 4)],
    towns: [Position(latitude: 46, longitude: 2)].compactMap { $0 }.map {
      MapTown(name: ExampleValues.hostile, position: $0)
    }, words: words)
}
