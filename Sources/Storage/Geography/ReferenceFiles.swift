package import Domain
package import Foundation

/// Reads `reference/`, the French geography that `scripts/reference` makes.
package struct ReferenceFiles: Sendable {
  private let folder: URL

  package init(folder: URL) { self.folder = folder }

  /// Why the geography cannot be read, and what to do.
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(file: String)
    case malformed(file: String, line: Int)

    package var description: String {
      switch self {
      case .missing(let file): "\(file) is missing: run scripts/reference to make it"
      case .malformed(let file, let line):
        "\(file):\(line) is not what scripts/reference writes: remove reference/VERSION and run it again"
      }
    }
  }

  package func loadGazetteer() throws -> Gazetteer {
    let outlines = MunicipalityOutlines(try bytes("outlines.bin"))
    guard let outlines else { throw Fault.malformed(file: path("outlines.bin"), line: 1) }
    return Gazetteer(
      municipalities: try rows("communes.csv", columns: 7) { row in
        Municipality(
          code: row[0], name: row[1], department: row[2], intermunicipality: row[3].isEmpty ? nil : row[3],
          population: Int(row[4]),
          position: Double(row[5]).flatMap { latitude in
            Double(row[6]).flatMap { Position(latitude: latitude, longitude: $0) }
          })
      },
      former: try rows("former-communes.csv", columns: 4) {
        FormerMunicipality(code: $0[0], name: $0[1], current: $0[3])
      },
      intermunicipalities: try rows("intermunicipalities.csv", columns: 3) {
        Intermunicipality(code: $0[0], name: $0[1])
      },
      departments: try rows("departments.csv", columns: 3) {
        Department(code: $0[0], name: $0[1], region: $0[2])
      },
      regions: try rows("regions.csv", columns: 2) { Region(code: $0[0], name: $0[1]) },
      postcodes: try rows("postcodes.csv", columns: 2) { (postcode: $0[0], municipality: $0[1]) },
      outlines: outlines)
  }

  /// The outlines of régions and départements for small maps.
  package func loadBasemap() throws -> Basemap {
    let rings = try rows("basemap.csv", columns: 3) { row in
      (level: row[0], code: row[1], ring: ring(row[2]))
    }
    func outlines(_ level: PlaceLevel) -> [Basemap.Area] {
      let own = Dictionary(grouping: rings.filter { $0.level == level.rawValue }, by: \.code)
      return own.keys.sorted().map { code in
        Basemap.Area(code: code, outline: Outline(rings: (own[code] ?? []).map(\.ring)))
      }
    }
    return Basemap(regions: outlines(.region), departments: outlines(.department))
  }

  /// A ring in thousandths of a degree: `5227 45770 5101 45813 …`.
  private func ring(_ text: String) -> OutlineRing {
    let numbers = text.split(separator: " ").compactMap { Int32($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      OutlinePoint(x: numbers[$0] * 1000, y: numbers[$0 + 1] * 1000)
    }
  }

  private func rows<Value>(_ name: String, columns: Int, _ make: ([String]) -> Value) throws -> [Value] {
    let table = CommaSeparatedTable(try bytes(name))
    return try table.rows.dropFirst().enumerated().map { index, row in
      guard row.count == columns else { throw Fault.malformed(file: path(name), line: index + 2) }
      return make(row)
    }
  }

  private func bytes(_ name: String) throws -> Data {
    do {
      return try Data(contentsOf: folder.appending(path: name), options: .mappedIfSafe)
    } catch {
      throw Fault.missing(file: path(name))
    }
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }
}
