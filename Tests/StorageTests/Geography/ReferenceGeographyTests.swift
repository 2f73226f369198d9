import Domain
import Storage
import Testing

/// What the built `reference/` must hold, from common knowledge.
@Suite(.enabled(if: Oracle.hasReference, "needs reference/: run scripts/reference"))
struct ReferenceGeographyTests {
  private let world: Gazetteer

  init() throws { world = try Oracle.gazetteer.get() }

  @Test(arguments: [
    ("Roubaix", "59512"), ("saint etienne", "42218"), ("MANS", "72181"), ("Le Mans", "72181"),
    ("st-ouen-sur-seine", "93070"), ("Valence", "26362"), ("bœrsch", "67052"), ("BOERSCH", "67052"),
  ])
  func `people find their town as they type it`(typed: String, code: String) {
    #expect(world.municipalities(named: typed).first?.code == code)
  }

  @Test(arguments: [
    ("26362", ["commune:26362"]), ("epci:200054807", ["epci:200054807"]), ("Valence (26)", ["commune:26362"]),
    ("Drôme", ["departement:26"]), ("Conseil départemental de la Drôme", ["departement:26"]),
    ("auvergne rhone alpes", ["region:84"]), ("Conseil régional de Bretagne", ["region:53"]),
    ("Ville de Roubaix", ["commune:59512"]), ("Martinique", ["region:02"]), ("Paris", ["commune:75056"]),
    ("Nulle part du tout", []), ("Valence (99)", []),
  ])
  func `a place is understood by its name as people write it, a wider one too`(typed: String, codes: [String]) {
    #expect(world.places(meant: typed).map(\.description) == codes)
  }

  @Test func `where several places bear a name each is told so that it can be written`() {
    let found = world.places(meant: "Valence")
    #expect(found.count > 1)
    for place in found { #expect(world.places(meant: world.naming(place)) == [place]) }
    #expect(world.places(meant: "Drôme", communesOnly: true).isEmpty)
    #expect(world.places(meant: "Valence Romans Agglo").count == 1)
  }

  @Test(arguments: [("13201", "13055"), ("69381", "69123"), ("75120", "75056")])
  func `an arrondissement is its city`(code: String, city: String) {
    #expect(world.currentMunicipalities(forCode: code).map(\.code) == [city])
  }

  @Test func `a postcode is shared by many or belongs to one`() {
    #expect(world.municipalities(postcode: "59100").map(\.code) == ["59512"])
    #expect(world.municipalities(postcode: "01400").count > 5)
  }

  @Test func `France has 18 régions and 101 départements, each with communes`() {
    #expect(world.regions.count == 18)
    #expect(world.departments.count == 101)
    let places =
      world.regions.map { PlaceCode(level: .region, code: $0.code) }
      + world.departments.map { PlaceCode(level: .department, code: $0.code) }
    #expect(places.allSatisfy { world.municipalities(in: $0)?.isEmpty == false })
  }

  @Test func `populations are those of the census of 2017`() {
    #expect(world.municipality("13055")?.population == 863_310)
    #expect(Gazetteer.populationYear == 2017)
  }

  @Test func `a métropole may reach into other départements`() {
    let metropole = Perimeter(codes: [PlaceCode(level: .intermunicipality, code: "200054807")], year: 2026)

    #expect(metropole.departments(in: world) == ["13", "83", "84"])
    #expect(metropole.municipalities(in: world).count == 92)
  }

  @Test(arguments: [
    (48.8566, 2.3522, "75056"), (50.69, 3.17, "59512"), (-12.78, 45.23, "97611"), (48.117, -1.678, "35238"),
  ])
  func `a position finds its town, overseas too`(latitude: Double, longitude: Double, code: String) throws {
    let position = try #require(Position(latitude: latitude, longitude: longitude))

    #expect(world.municipality(at: position)?.code == code)
  }

  @Test(arguments: [(47.0, -4.0), (51.5, -0.12), (0.0, 0.0)] as [(Double, Double)])
  func `the sea and other countries are in no commune`(latitude: Double, longitude: Double) throws {
    let position = try #require(Position(latitude: latitude, longitude: longitude))

    #expect(world.municipality(at: position) == nil)
  }

  /// The source leaves holes where communes merged; the real ones are lakes and lagoons on the coast.
  @Test(arguments: ["departement:72", "region:53", "departement:93", "epci:200093201"])
  func `an area of whole communes has no false hole`(text: String) throws {
    let codes = try #require(PlaceCode(text).flatMap { world.municipalities(in: $0) })
    let outline = try #require(world.outlines?.outline(of: codes))

    let holes = outline.polygons.flatMap(\.holes).filter { abs(Outline.doubleArea($0)) > 2e8 }
    #expect(holes == [])
  }

  @Test func `the small maps have every département and région`() throws {
    let basemap = try ReferenceFiles(folder: Oracle.reference).loadBasemap()

    #expect(basemap.regions.map(\.code) == world.regions.map(\.code).sorted())
    #expect(basemap.departments.map(\.code) == world.departments.map(\.code).sorted())
    let rings = (basemap.regions + basemap.departments).flatMap(\.outline.rings)
    #expect(rings.allSatisfy { $0.count >= 3 })
  }

  /// Where two simplified neighbours did not fit, their union would keep the border between them.
  @Test func `simplified départements still fit exactly`() throws {
    let basemap = try ReferenceFiles(folder: Oracle.reference).loadBasemap()
    let regionOf = Dictionary(uniqueKeysWithValues: world.departments.map { ($0.code, $0.region) })

    for region in basemap.regions {
      let parts = basemap.departments.filter { regionOf[$0.code] == region.code }
      let union = Outline(uniting: parts.flatMap(\.outline.rings))
      let (points, expected) = (
        union.rings.reduce(0) { $0 + $1.count }, region.outline.rings.reduce(0) { $0 + $1.count }
      )
      #expect(abs(points - expected) <= 12, "région \(region.code): \(points) points, \(expected) expected")
    }
  }
}
