import Domain
import Foundation
import Testing

struct PerimeterTests {
  private let world = SquareWorld.gazetteer

  private func perimeter(_ places: String...) -> Perimeter {
    Perimeter(codes: places.compactMap { PlaceCode($0) }, year: 2026)
  }

  @Test func `overlapping places count each commune once`() {
    let both = perimeter("epci:200000001", "departement:01", "commune:01099")

    #expect(both.municipalities(in: world) == ["01001", "01002", "02001"])
    #expect(both.population(in: world) == 1400)
  }

  @Test func `a perimeter across a border touches both départements and their région`() {
    #expect(perimeter("epci:200000001").departments(in: world) == ["01", "02"])
    #expect(perimeter("commune:02002").departments(in: world) == ["02"])
    #expect(perimeter("epci:200000001").regions(in: world) == ["10"])
  }

  @Test func `every unknown code is told, in the order given`() {
    let wrong = perimeter("region:99", "commune:01001", "commune:00000", "epci:200000002")

    #expect(wrong.unknownCodes(in: world).map(\.description) == ["region:99", "commune:00000"])
  }

  @Test func `a perimeter survives being written as JSON`() throws {
    let given = perimeter("epci:200000001", "commune:01001")

    let read = try JSONDecoder().decode(Perimeter.self, from: try JSONEncoder().encode(given))

    #expect(read == given)
  }
}

struct TerritoryIndexTests {
  private let world = SquareWorld.gazetteer

  @Test func `nested territories all hold their commune, in the order given`() throws {
    let codes = ["region:10", "commune:01001", "departement:02"].compactMap { PlaceCode($0) }
    let index = TerritoryIndex(
      codes.map { ($0.description, Perimeter(codes: [$0], year: 2026)) }, gazetteer: world)

    #expect(index.territories(holding: "01001") == ["region:10", "commune:01001"])
    #expect(index.territories(holding: "02002") == ["region:10", "departement:02"])
    #expect(index.territories(holding: "01002") == ["region:10"])
    #expect(index.territories(holding: "99999") == [])
  }

  @Test(arguments: ["", "epci", "epci:", "canton:0101", "EPCI:200000001", ":01"])
  func `a text without a known level and a code is no place`(text: String) {
    #expect(PlaceCode(text) == nil)
  }

  @Test(arguments: PlaceLevel.allCases)
  func `a place is read back from its text`(level: PlaceLevel) {
    let place = PlaceCode(level: level, code: "2A")

    #expect(PlaceCode(place.description) == place)
  }
}
