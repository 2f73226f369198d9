package import Domain
package import Foundation

/// Reads `reference/`, the French geography that `scripts/reference` makes.
package struct ReferenceFiles: Sendable {
  /// The form of the files, as `scripts/reference` stamps it. Raise both together.
  private static let format = "format 4,"

  private let folder: URL

  package init(folder: URL) { self.folder = folder }

  /// Why the geography cannot be read, and what to do.
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(file: String)
    case outdated(file: String)
    case malformed(file: String, line: Int)

    package var description: String {
      switch self {
      case .missing(let file): "\(file) is missing: run scripts/reference to make it"
      case .outdated(let file): "\(file) is of another version of the program: run scripts/reference again"
      case .malformed(let file, let line):
        "\(file):\(line) is not what scripts/reference writes: remove reference/VERSION and run it again"
      }
    }
  }

  /// All of French geography; takes about a quarter of a second.
  package func loadGazetteer() throws -> Gazetteer {
    try checkFormat()
    guard let outlines = MunicipalityOutlines(try bytes("outlines.bin")) else {
      throw Fault.malformed(file: path("outlines.bin"), line: 1)
    }
    return Gazetteer(
      municipalities: try rows("communes.csv", columns: 7, municipality),
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
    try checkFormat()
    let rings = try rows("basemap.csv", columns: 3) { row in
      ring(row[2]).map { (level: row[0], code: row[1], ring: $0) }
    }
    func areas(_ level: PlaceLevel) -> [Basemap.Area] {
      let own = Dictionary(grouping: rings.filter { $0.level == level.rawValue }, by: \.code)
      return own.keys.sorted().map { code in
        Basemap.Area(code: code, outline: Outline(rings: (own[code] ?? []).map(\.ring)))
      }
    }
    return Basemap(regions: areas(.region), departments: areas(.department))
  }

  private func municipality(_ row: [String]) -> Municipality? {
    let population = Int(row[4])
    let position = Double(row[5]).flatMap { latitude in
      Double(row[6]).flatMap { Position(latitude: latitude, longitude: $0) }
    }
    guard !row[0].isEmpty, !row[1].isEmpty, population != nil || row[4].isEmpty,
      position != nil || (row[5].isEmpty && row[6].isEmpty)
    else { return nil }
    return Municipality(
      code: row[0], name: row[1], department: row[2], intermunicipality: row[3].isEmpty ? nil : row[3],
      population: population, position: position)
  }

  /// A ring in thousandths of a degree: `5227 45770 5101 45813 …`.
  private func ring(_ text: String) -> OutlineRing? {
    let numbers = text.split(separator: " ").map { Int32($0) }
    guard numbers.count >= 6, numbers.count.isMultiple(of: 2) else { return nil }
    var ring: OutlineRing = []
    for index in stride(from: 0, to: numbers.count, by: 2) {
      guard let x = numbers[index], let y = numbers[index + 1], abs(Double(x)) <= 180_000,
        abs(Double(y)) <= 90_000
      else { return nil }
      ring.append(OutlinePoint(x: x * 1000, y: y * 1000))
    }
    return ring
  }

  /// The stamp is written last: without it the folder is half made.
  private func checkFormat() throws {
    let stamp = String(decoding: try bytes("VERSION"), as: UTF8.self)
    guard stamp.hasPrefix(ReferenceFiles.format) else { throw Fault.outdated(file: path("VERSION")) }
  }

  private func rows<Value>(
    _ name: String, columns: Int, _ make: ([String]) throws -> Value?
  ) throws -> [Value] {
    let table = CommaSeparatedTable(try bytes(name))
    guard table.rows.count > 1 else { throw Fault.malformed(file: path(name), line: 1) }
    var values: [Value] = []
    values.reserveCapacity(table.rows.count)
    for (index, row) in table.rows.enumerated().dropFirst() {
      guard row.count == columns, let value = try make(row) else {
        throw Fault.malformed(file: path(name), line: index + 1)
      }
      values.append(value)
    }
    return values
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
