import Domain
import Foundation
import Storage
import Testing

@testable import Site

/// The maps over the real geography: weight, and what must be seen.
@Suite(.enabled(if: MapDrawing.hasReference, "needs reference/: run scripts/reference"))
struct ReferenceMapTests {
  /// As wide and as small as the label's own: régions, départements, métropoles, towns, overseas.
  private static let places = [
    "region:53", "region:28", "region:75", "departement:72", "departement:976", "epci:200054807",
    "epci:200046977", "epci:246700488", "epci:244400404", "epci:246300701", "epci:200039857",
    "epci:200040459", "commune:59512", "commune:46102", "commune:93066", "commune:93048", "commune:95527",
    "commune:39300", "commune:26281", "commune:62588",
  ].compactMap { PlaceCode($0) }

  private static let loaded = Result {
    let files = ReferenceFiles(folder: MapDrawing.reference)
    return (gazetteer: try files.loadGazetteer(), basemap: try files.loadBasemap())
  }

  private let gazetteer: Gazetteer
  private let basemap: Basemap

  init() throws { (gazetteer, basemap) = try ReferenceMapTests.loaded.get() }

  private func perimeter(_ place: PlaceCode) -> Perimeter { Perimeter(codes: [place], year: 2026) }

  @Test func `the map of France with twenty territories weighs less than 30 KB`() throws {
    let territories = ReferenceMapTests.places.map { place in
      MapTerritory(
        slug: place.code, name: gazetteer.name(of: place) ?? "", href: "/territoires/\(place.code)",
        outline: TerritoryMap.outline(of: perimeter(place), in: gazetteer))
    }
    let names = Dictionary(uniqueKeysWithValues: gazetteer.regions.map { ($0.code, $0.name) })

    let map = FranceMap.picture(
      territories, over: basemap, regionNames: names,
      words: MapWords(id: "france", title: "Carte", description: "Vingt territoires."))
    let drawing = try MapDrawing(map)

    #expect(drawing.text.utf8.count <= 30_000)
    #expect(map.dots.map(\.number) == Array(1...20))
    #expect(map.frames.map(\.name) == ["Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"])
    #expect(map.land.allSatisfy { !$0.isEmpty })
    try drawing.keep("france.svg")
  }

  @Test(arguments: places)
  func `the map of a territory weighs less than 20 KB and names its biggest towns`(place: PlaceCode) throws {
    let perimeter = perimeter(place)
    let outline = TerritoryMap.outline(of: perimeter, in: gazetteer)
    let towns = MapTown.biggest(3, of: perimeter, in: gazetteer)

    let map = TerritoryMap.picture(
      outline, context: TerritoryMap.context(around: outline, in: gazetteer, basemap: basemap), towns: towns,
      words: MapWords(id: "territory", title: "Carte", description: "Le territoire."))
    let drawing = try MapDrawing(map)

    #expect(drawing.text.utf8.count <= 20_000)
    #expect(drawing.unknown == [])
    #expect(map.areas.count == 1)
    #expect(!map.land.isEmpty)
    let peopled = perimeter.municipalities(in: gazetteer).filter {
      gazetteer.municipality($0)?.population != nil
    }
    // Names that would run into each other give way to that of the bigger town.
    #expect(peopled.isEmpty ? map.towns.isEmpty : (1...3).contains(map.towns.count))
    for (index, town) in map.towns.enumerated() {
      for other in map.towns.dropFirst(index + 1) {
        #expect(abs(town.y - other.y) > 22 || abs(town.x - other.x) > 220)
      }
    }
    #expect(map.towns.allSatisfy { (0...720).contains($0.x) && (0...720).contains($0.y) })
    try drawing.keep("territory-\(place.code).svg")
  }
}

extension ReferenceMapTests {
  @Test func `the biggest towns are named, the biggest first`() {
    let sarthe = perimeter(PlaceCode(level: .department, code: "72"))
    let mayotte = perimeter(PlaceCode(level: .department, code: "976"))

    #expect(
      MapTown.biggest(3, of: sarthe, in: gazetteer).map(\.name) == [
        "Le Mans", "La Flèche", "Sablé-sur-Sarthe",
      ])
    #expect(MapTown.biggest(3, of: mayotte, in: gazetteer) == [])
  }
}

extension MapDrawing {
  /// Writes the picture where `KEEP_MAPS` says, to be looked at.
  func keep(_ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["KEEP_MAPS"] else { return }
    try Data(text.utf8).write(to: URL(filePath: folder).appending(path: name))
  }
}
