import Domain
import Foundation
import Storage

/// Independent public files about the same geography, where a workshop has them beside the repository, and
/// the geography that `scripts/reference` made.
enum Oracle {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let shared = root.appending(path: "../shared/data").standardizedFileURL
  static let reference = root.appending(path: "reference")

  static let hasReference = exists(reference.appending(path: "VERSION"))
  static let isPresent = hasReference && exists(shared.appending(path: "geo/communes.csv"))

  /// Loaded once for all tests.
  static let gazetteer = Result { try ReferenceFiles(folder: reference).loadGazetteer() }

  /// The rows of a file of the oracle by column name. Its quotes hold no line ends.
  static func rows(_ file: String) throws -> [[String: String]] {
    let text = try String(contentsOf: shared.appending(path: file), encoding: .utf8)
    let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map(cells)
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  /// The perimeter of each territory as the label describes it, without what is only an option.
  static func perimeters() throws -> [String: Perimeter] {
    let kept = try rows("territories-perimeters.csv").filter { $0["certainty"] != "option" }
    return Dictionary(grouping: kept) { $0["territory"] ?? "" }.mapValues { rows in
      Perimeter(codes: rows.compactMap { PlaceCode("\($0["level"] ?? ""):\($0["code"] ?? "")") }, year: 2025)
    }
  }

  private static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  private static func cells(_ line: Substring.UTF8View) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in line {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll()
      default: cell.append(byte)
      }
    }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }
}
