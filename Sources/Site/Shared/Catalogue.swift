package import Domain
import Foundation

/// The strings of the interface in one language, by key.
package struct Catalogue: Sendable {
  package let language: Language
  package let strings: [String: String]

  /// Reads `Catalogues/<language>.json` of the module.
  package init(_ language: Language) throws {
    let url = SiteFiles.folder.appending(path: "Catalogues/\(language.rawValue).json")
    strings = try JSONDecoder().decode([String: String].self, from: try Data(contentsOf: url))
    self.language = language
  }

  /// The string of a key, with `{0}`, `{1}` replaced. A key that is missing shows itself: a test holds
  /// that none is.
  package func callAsFunction(_ key: String, _ values: String...) -> String {
    fill(key, values)
  }

  package func fill(_ key: String, _ values: [String]) -> String {
    var text = strings[key] ?? key
    for (index, value) in values.enumerated() { text = text.replacing("{\(index)}", with: value) }
    return text
  }

  /// The singular or plural form: keys `<key>_one` and `<key>_many`. Zero is singular in French and plural
  /// in English.
  package func count(_ key: String, _ number: Int) -> String {
    let isOne =
      switch language {
      case .french: number < 2
      case .english: number == 1
      }
    return fill(isOne ? key + "_one" : key + "_many", [grouped(number)])
  }

  /// A whole number with its thousands apart.
  package func grouped(_ number: Int) -> String { grouped("\(number)") }

  /// Decimal text as the language writes it: `1234.5` → `1 234,5` or `1,234.5`.
  package func grouped(_ decimal: String) -> String {
    let sign = decimal.hasPrefix("-") ? "-" : ""
    let parts = decimal.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    var whole = ""
    for (index, digit) in (parts.first ?? "").reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { whole = thousands + whole }
      whole = String(digit) + whole
    }
    let point =
      switch language {
      case .french: ","
      case .english: "."
      }
    return sign + whole + (parts.count > 1 ? point + parts[1] : "")
  }

  private var thousands: String {
    switch language {
    case .french: "\u{202f}"
    case .english: ","
    }
  }
}

/// Where the module's files lie.
enum SiteFiles {
  static let folder = Bundle.module.resourceURL ?? Bundle.module.bundleURL
}
