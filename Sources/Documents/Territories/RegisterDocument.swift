package import Domain

/// A line of the register, as the API tells it.
package struct RegisterDocument: Codable, Hashable, Sendable {
  package let slug: String
  package let name: String
  package let url: String
  package let wave: String
  package let labelledOn: String
  /// `valid` or `suspended` on the day that was asked for.
  package let state: String
  /// Since when it stood so, and the last day of it as far as one is known.
  package let from: String
  package let until: String?
  package let perimeter: [String]
  package let day: String
  package let example: Bool

  package init(_ entry: RegisterEntry, on day: Day, at address: PublicAddress) {
    slug = entry.slug.value
    name = entry.name
    url = address.absolute("/territoires/\(entry.slug)")
    wave = entry.wave.slug.value
    labelledOn = entry.labelledOn.description
    state = entry.period.mark.rawValue
    from = entry.period.from.description
    until = entry.period.until?.adding(days: -1).description
    perimeter = entry.perimeter.map(\.description)
    self.day = day.description
    example = entry.isExample
  }
}

/// The register as a table.
package enum RegisterTable {
  package static func csv(_ entries: [RegisterEntry], on day: Day, at address: PublicAddress) -> String {
    var table = CSV(header: [
      "jour", "slug", "nom", "vague", "date_labellisation", "etat", "depuis", "jusqu_au", "perimetre", "exemple", "url",
    ])
    for entry in entries {
      let line = RegisterDocument(entry, on: day, at: address)
      table.append([
        line.day, line.slug, line.name, line.wave, line.labelledOn, line.state == "valid" ? "en vigueur" : "suspendu",
        line.from, line.until ?? "", line.perimeter.joined(separator: "|"), line.example ? "oui" : "non", line.url,
      ])
    }
    return table.document
  }
}
