import Domain
import Storage
import Testing

@Suite(.enabled(if: Oracle.isPresent, "needs reference/ and the oracle beside the repository"))
struct GeographyOracleTests {
  private let world: Gazetteer

  init() throws { world = try Oracle.gazetteer.get() }

  @Test func `the communes are those of the official geography`() throws {
    let official = try Oracle.rows("geo/communes.csv")

    #expect(world.municipalityCodes == official.compactMap { $0["code"] }.sorted())
    #expect(world.municipalityCodes.count == 34_875)
    let elsewhere = official.filter { world.municipality($0["code"] ?? "")?.department != $0["departement"] }
    #expect(elsewhere.isEmpty)
    let otherRegion = official.filter { row in
      world.municipality(row["code"] ?? "").flatMap(world.region(of:)) != row["region"]
    }
    #expect(otherRegion.isEmpty)
  }

  @Test func `the communes that changed their EPCI between the two years are the known forty-five`() throws {
    let moved = try Oracle.rows("geo/communes.csv").filter { row in
      (world.municipality(row["code"] ?? "")?.intermunicipality ?? "") != row["epci"]
    }

    #expect(moved.count == 45)
  }

  @Test func `names bear their article, apart from the few that were respelt in a year`() throws {
    let respelt = try Oracle.rows("geo/communes.csv").filter { row in
      world.municipality(row["code"] ?? "")?.name != row["name"]
    }

    #expect(respelt.count == 19)
    #expect(world.municipality("72181")?.name == "Le Mans")
    #expect(world.municipality("94038")?.name == "L'Haÿ-les-Roses")
  }

  @Test func `each territory covers exactly the communes of the oracle`() throws {
    let expected = Dictionary(grouping: try Oracle.rows("territories-communes.csv")) { $0["territory"] ?? "" }
      .mapValues { Set($0.compactMap { $0["commune"] }) }

    let perimeters = try Oracle.perimeters()

    #expect(perimeters.count == 20)
    #expect(perimeters.mapValues { $0.municipalities(in: world) } == expected)
    #expect(perimeters.values.allSatisfy { $0.unknownCodes(in: world).isEmpty })
  }

  @Test func `every commune knows all the territories that hold it, and no other`() throws {
    var expected: [String: Set<String>] = [:]
    for row in try Oracle.rows("territories-communes.csv") {
      expected[row["commune"] ?? "", default: []].insert(row["territory"] ?? "")
    }
    let perimeters = try Oracle.perimeters().map { ($0.key, $0.value) }

    let index = TerritoryIndex(perimeters, gazetteer: world)

    let wrong = world.municipalityCodes.filter { Set(index.territories(holding: $0)) != expected[$0] ?? [] }
    #expect(wrong == [])
    #expect(expected.values.contains { $0.count > 1 })
  }

  @Test func `a point of a commune is found in it`() throws {
    let rows = try Oracle.rows("geo/communes.csv")

    let found = rows.filter { row in
      guard let latitude = Double(row["lat"] ?? ""), let longitude = Double(row["lon"] ?? ""),
        let position = Position(latitude: latitude, longitude: longitude)
      else { return false }
      return world.municipality(at: position)?.code == row["code"]
    }

    #expect(Double(found.count) > 0.999 * Double(rows.count))
  }

  @Test func `a commune's own point lies in it`() {
    let placed = world.municipalityCodes.filter { world.outlines?.rings(of: $0).isEmpty == false }

    let astray = placed.filter { code in
      world.municipality(code)?.position.flatMap(world.municipality(at:))?.code != code
    }

    #expect(placed.count == 34_871)
    #expect(astray == [])
  }

  @Test func `former communes lead where the official geography leads`() throws {
    let parts = try Oracle.rows("geo/communes-parts.csv").filter {
      world.municipality($0["code"] ?? "") == nil
    }

    let wrong = parts.filter { row in
      let found = world.currentMunicipalities(forCode: row["code"] ?? "").map(\.code)
      return !found.isEmpty && found != [row["commune"]]
    }
    let missing = parts.filter { world.currentMunicipalities(forCode: $0["code"] ?? "").isEmpty }

    #expect(wrong.isEmpty)
    #expect(missing.count < parts.count / 40)
  }

  @Test func `every commune is found by its official name`() throws {
    let lost = try Oracle.rows("geo/communes.csv").filter { row in
      guard let code = row["code"], let name = world.municipality(code)?.name else { return true }
      return !world.municipalities(named: name.uppercased()).contains { $0.code == code }
    }

    #expect(lost.isEmpty)
  }
}
