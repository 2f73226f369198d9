import Foundation
import Testing

/// The house's own rules: what modules cannot hold by themselves.
@Suite struct HouseTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The Swift files of a room: path within it, and text.
  private func files(of room: String) throws -> [(path: String, text: String)] {
    let folder = HouseTests.root.appending(path: "Sources/\(room)").standardizedFileURL
    guard let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
    return try all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
      (
        String($0.standardizedFileURL.path.dropFirst(folder.path.count + 1)),
        try String(contentsOf: $0, encoding: .utf8)
      )
    }
  }

  private static let rooms = ["Domain", "Storage", "Services", "Documents", "Site", "Server", "frenchimpact"]

  @Test func `a table is written by one feature folder only`() throws {
    var writers: [String: Set<String>] = [:]
    for file in try files(of: "Storage") where !file.path.hasPrefix("Database/") {
      let folder = String(file.path.split(separator: "/")[0])
      for match in file.text.matches(of: /(?:INSERT INTO|UPDATE|DELETE FROM) ([a-z_]+)/) {
        writers[String(match.1), default: []].insert(folder)
      }
    }
    writers["SET"] = nil
    #expect(writers.count >= 12)
    for (table, folders) in writers { #expect(folders.count == 1, "\(table) is written by \(folders)") }
  }

  @Test func `a feature has one name on every floor`() throws {
    let folder = HouseTests.root.appending(path: "Sources")
    func folders(_ room: String) throws -> Set<String> {
      let path = folder.appending(path: room)
      return Set(
        try FileManager.default.contentsOfDirectory(atPath: path.path).filter { name in
          var isFolder: ObjCBool = false
          return FileManager.default.fileExists(atPath: path.appending(path: name).path, isDirectory: &isFolder)
            && isFolder.boolValue
        })
    }
    let features = try folders("Domain")
    let others: Set = [
      "Shared", "Database", "Migrations", "Routing", "Templates", "Catalogues", "Assets", "OpenAPI",
    ]
    for room in HouseTests.rooms where room != "Domain" {
      #expect(try folders(room).subtracting(features).subtracting(others) == [], "\(room)")
    }
  }

  @Test func `only the wiring asks the world for its time, identities or randomness`() throws {
    for room in HouseTests.rooms {
      for file in try files(of: room) where file.path != "Shared/Wiring.swift" {
        for forbidden in ["Date()", "Date.now", "UUID()", "SystemRandomNumberGenerator", ".random("] {
          #expect(!file.text.contains(forbidden), "\(room)/\(file.path): \(forbidden)")
        }
      }
    }
  }

  @Test func `statements of SQL stand in Storage and nowhere else`() throws {
    for room in HouseTests.rooms where room != "Storage" {
      for file in try files(of: room) {
        #expect(file.text.firstMatch(of: #/"(SELECT|INSERT INTO|UPDATE|DELETE FROM) /#) == nil, "\(room)/\(file.path)")
      }
    }
  }

  @Test func `HTML stands in templates and nowhere else`() throws {
    let tag = #/"[^"\n]*</?(p|div|a|li|ul|h1|span|table|form|input)[ >]/#
    for room in HouseTests.rooms {
      for file in try files(of: room) {
        #expect(file.text.firstMatch(of: tag) == nil, "\(room)/\(file.path)")
      }
    }
  }

  @Test func `addresses of pages are written in Link and nowhere else`() throws {
    for room in ["Site", "Server"] {
      for file in try files(of: room) where file.path != "Shared/Link.swift" && file.path != "Shared/LinkPattern.swift"
      {
        #expect(
          file.text.firstMatch(of: /"\/(territoires|defis|recherche|dossiers|instruction|connexion|espace)[\/"]/)
            == nil,
          "\(room)/\(file.path)")
      }
    }
  }

  @Test func `nothing is forced, and every file holds one idea`() throws {
    for room in HouseTests.rooms {
      for file in try files(of: room) {
        #expect(!file.text.contains("try!") && !file.text.contains("as!"), "\(room)/\(file.path)")
        #expect(!file.text.contains("@unchecked Sendable"), "\(room)/\(file.path)")
        #expect(!file.text.contains("fatalError("), "\(room)/\(file.path)")
        #expect(file.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 300, "\(room)/\(file.path)")
      }
    }
  }

  @Test func `the rooms know only those below them`() throws {
    let below: [String: Set<String>] = [
      "Domain": [], "Storage": ["Domain"], "Services": ["Domain", "Storage"], "Documents": ["Domain"],
      "Site": ["Domain"], "Server": ["Domain", "Services", "Site", "Documents"],
    ]
    for (room, allowed) in below {
      for file in try files(of: room) {
        for match in file.text.matches(of: /(?m)^(?:package )?import ([A-Za-z]+)$/) {
          let module = String(match.1)
          if HouseTests.rooms.contains(module) { #expect(allowed.contains(module), "\(room)/\(file.path): \(module)") }
        }
      }
    }
  }
}
