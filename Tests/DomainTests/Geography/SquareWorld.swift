import Domain
import Foundation

/// A made-up country of square communes, a tenth of a degree wide, on a grid: `11` lies at column 1, row 1.
enum SquareWorld {
  /// Counter-clockwise, as all its squares.
  static func square(column: Int, row: Int, size: Int = 1) -> OutlineRing {
    let (west, south) = (Int32(column * 100_000), Int32(row * 100_000))
    let (east, north) = (west + Int32(size * 100_000), south + Int32(size * 100_000))
    return [
      OutlinePoint(x: west, y: south), OutlinePoint(x: east, y: south),
      OutlinePoint(x: east, y: north), OutlinePoint(x: west, y: north),
    ]
  }

  /// The bytes of `outlines.bin` for these rings.
  static func packed(_ communes: [(code: String, rings: [OutlineRing])]) -> Data {
    var data = Data("FIO2".utf8)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    append(UInt32(communes.count))
    for (code, rings) in communes {
      data.append(contentsOf: code.utf8)
      data.append(UInt8(rings.count))
      let points = rings.flatMap { $0 }
      for side in [
        points.map(\.x).min(), points.map(\.y).min(), points.map(\.x).max(), points.map(\.y).max(),
      ] {
        append(side ?? 0)
      }
      for ring in rings {
        append(UInt32(ring.count))
        for point in ring {
          append(point.x)
          append(point.y)
        }
      }
    }
    return data
  }

  static func commune(
    _ code: String, _ name: String, department: String = "01", epci: String? = nil, population: Int? = 100
  ) -> Municipality {
    Municipality(
      code: code, name: name, department: department, intermunicipality: epci, population: population,
      position: nil)
  }

  /// Four communes in two départements of one région; an EPCI that straddles them.
  static let gazetteer = Gazetteer(
    municipalities: [
      commune("01001", "L'Île-Saint-Étienne", epci: "200000001", population: 500),
      commune("01002", "Saint-Étienne", population: 900),
      commune("02001", "Saint-Etienne", department: "02", epci: "200000001", population: nil),
      commune("02002", "Bœuf-Neuf", department: "02", population: 50),
    ],
    former: [
      FormerMunicipality(code: "01099", name: "Vieux-Bourg", current: "01002"),
      FormerMunicipality(code: "01002", name: "Saint-Étienne-le-Vieux", current: "01002"),
      FormerMunicipality(code: "02002", name: "Moulin", current: "01001"),
    ],
    intermunicipalities: [
      Intermunicipality(code: "200000001", name: "Des deux rives"),
      Intermunicipality(code: "200000002", name: "Sans commune"),
    ],
    departments: [
      Department(code: "01", name: "Amont", region: "10"), Department(code: "02", name: "Aval", region: "10"),
    ],
    regions: [Region(code: "10", name: "Le Fleuve")],
    postcodes: [("01000", "01001"), ("01000", "01002"), ("02000", "02002"), ("01000", "01002")],
    outlines: MunicipalityOutlines(
      packed([
        ("01001", [square(column: 0, row: 0)]), ("01002", [square(column: 1, row: 0)]),
        ("02001", [square(column: 0, row: 1), square(column: 7, row: 7)]), ("02002", []),
      ])))
}
