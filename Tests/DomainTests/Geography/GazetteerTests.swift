import Domain
import Testing

struct GazetteerTests {
  private let world = SquareWorld.gazetteer

  @Test func `a former code leads to the commune of today`() {
    #expect(world.currentMunicipalities(forCode: "01099").map(\.code) == ["01002"])
  }

  @Test func `a code that is both of today and former is of today`() {
    #expect(world.currentMunicipalities(forCode: "02002").map(\.code) == ["02002"])
  }

  @Test func `an unknown code leads nowhere`() {
    #expect(world.currentMunicipalities(forCode: "99999") == [])
  }

  @Test func `several bearers of a name are all answered, the biggest first`() {
    #expect(world.municipalities(named: "st etienne").map(\.code) == ["01002", "02001"])
  }

  @Test func `a name is found without its article`() {
    #expect(world.municipalities(named: "ile saint etienne").map(\.code) == ["01001"])
    #expect(world.municipalities(named: "L'ILE ST ETIENNE").map(\.code) == ["01001"])
  }

  @Test func `a former name leads to the commune of today, once`() {
    #expect(world.municipalities(named: "vieux bourg").map(\.code) == ["01002"])
    #expect(world.municipalities(named: "Moulin").map(\.code) == ["01001"])
  }

  @Test func `a part of a name is not the name`() {
    #expect(world.municipalities(named: "Saint") == [])
    #expect(world.municipalities(named: "") == [])
  }

  @Test func `suggestions begin with what was typed, the biggest first, and are limited`() {
    #expect(world.municipalities(beginningWith: "ST-e", limit: 5).map(\.code) == ["01002", "02001"])
    #expect(world.municipalities(beginningWith: "boeu", limit: 5).map(\.code) == ["02002"])
    #expect(world.municipalities(beginningWith: "saint", limit: 1).map(\.code) == ["01002"])
    #expect(world.municipalities(beginningWith: "s", limit: 5) == [])
    #expect(world.municipalities(beginningWith: "saint", limit: -1) == [])
  }

  @Test func `a postcode shared by several communes lists them all, each once`() {
    #expect(world.municipalities(postcode: "01000").map(\.code) == ["01001", "01002"])
    #expect(world.municipalities(postcode: "99999") == [])
  }

  @Test func `groupings are found by a part of their name, the larger kinds first`() {
    #expect(
      world.groupings(containing: "le", limit: 9) == [PlaceCode(level: .region, code: "10")])
    #expect(world.groupings(containing: "AV", limit: 9) == [PlaceCode(level: .department, code: "02")])
    #expect(
      world.groupings(containing: "deux", limit: 9)
        == [PlaceCode(level: .intermunicipality, code: "200000001")])
  }

  @Test(arguments: [
    ("commune:01001", ["01001"]), ("commune:01099", ["01002"]), ("epci:200000001", ["01001", "02001"]),
    ("epci:200000002", []), ("departement:02", ["02001", "02002"]),
    ("region:10", ["01001", "01002", "02001", "02002"]),
  ])
  func `a place holds its communes`(text: String, codes: [String]) throws {
    let place = try #require(PlaceCode(text))

    #expect(world.municipalities(in: place) == codes)
    #expect(world.name(of: place) != nil)
  }

  @Test(arguments: ["commune:99999", "epci:01", "departement:10", "region:01", "region:"])
  func `a code means nothing at another level`(text: String) {
    let place = PlaceCode(text)

    #expect(place.flatMap { world.municipalities(in: $0) } == nil)
    #expect(place.flatMap { world.name(of: $0) } == nil)
  }

  @Test(arguments: [
    (0.05, 0.05, "01001"), (0.05, 0.15, "01002"), (0.15, 0.05, "02001"), (0.75, 0.75, "02001"),
  ])
  func `a position is in the commune whose outline holds it`(
    latitude: Double, longitude: Double, code: String
  ) throws {
    let position = try #require(Position(latitude: latitude, longitude: longitude))

    #expect(world.municipality(at: position)?.code == code)
  }

  @Test(arguments: [(0.15, 0.15), (-0.05, 0.05), (0.5, 0.5), (90.0, 180.0)] as [(Double, Double)])
  func `a position outside every outline is in no commune`(latitude: Double, longitude: Double) throws {
    let position = try #require(Position(latitude: latitude, longitude: longitude))

    #expect(world.municipality(at: position) == nil)
  }

  @Test(
    arguments: [(Double.nan, 0.0), (0.0, Double.infinity), (90.1, 0.0), (0.0, -180.1)] as [(Double, Double)])
  func `a position lies on the globe`(latitude: Double, longitude: Double) {
    #expect(Position(latitude: latitude, longitude: longitude) == nil)
  }
}
