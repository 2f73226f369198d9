import Foundation

/// The name of an uploaded file as it is shown and given back: without a path, without characters that deceive a
/// reader or break a header, and with an ending that says what the file is.
package enum FileName {
  private static let maximumLength = 120

  package static func sanitised(_ given: String, for type: MediaType) -> String {
    let last = given.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let kept = last.precomposedStringWithCanonicalMapping.unicodeScalars.filter { scalar in
      // Control characters, and those that turn the direction of writing to hide an ending.
      ![.control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned].contains(
        scalar.properties.generalCategory)
    }
    let safe = String(String.UnicodeScalarView(kept)).map { "<>:\"|?*;%".contains($0) ? "_" : $0 }
    let name = String(safe).trimmed.drop { $0 == "." || $0 == " " }
    let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() }
    guard let ending, type.endings.contains(ending) else {
      let stem = name.prefix(maximumLength - type.endings[0].count - 1)
      return (stem.isEmpty ? "document" : String(stem)) + "." + type.endings[0]
    }
    let stem = name.dropLast(ending.count + 1)
    return String(stem.prefix(maximumLength - ending.count - 1)) + "." + ending
  }
}
