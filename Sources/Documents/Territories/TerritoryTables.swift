package import Domain

/// The open data as tables.
package enum TerritoryTables {
  package static func territories(
    _ territories: [TerritorySummary], places: PlaceDocument.Names, at address: PublicAddress
  ) -> String {
    var table = CSV(header: [
      "slug", "nom", "vague", "date_labellisation", "departements", "regions", "themes", "nombre_defis",
      "perimetre", "exemple", "url", "etat_label", "fin_label",
    ])
    for territory in territories {
      let listing = TerritoryListingDocument(territory, places: places, at: address)
      table.append([
        listing.slug, listing.name, listing.wave, listing.labelledOn,
        listing.departments.joined(separator: "|"), listing.regions.map(\.code).joined(separator: "|"),
        listing.themes.joined(separator: "|"), String(listing.challengeCount),
        territory.perimeter.map(\.description).joined(separator: "|"), listing.example ? "oui" : "non",
        listing.url, state(territory.label.state), listing.labelEndedOn ?? "",
      ])
    }
    return table.document
  }

  private static func state(_ state: PublicLabel.State) -> String {
    switch state {
    case .valid: "en vigueur"
    case .suspended: "suspendu"
    case .expired: "échu"
    case .withdrawn: "retiré"
    case .relinquished: "renoncé"
    }
  }

  package static func challenges(_ challenges: [ChallengeListing], at address: PublicAddress) -> String {
    var table = CSV(header: [
      "slug", "territoire", "nom_territoire", "type", "accroche", "titre", "theme", "theme_secondaire",
      "resume", "resume_en", "exemple", "url",
    ])
    for listing in challenges {
      let challenge = listing.challenge
      table.append([
        challenge.slug, listing.territory.value, listing.territoryName, challenge.kind?.rawValue ?? "",
        challenge.lead ?? "", challenge.title, challenge.theme, challenge.secondTheme ?? "",
        challenge.summary, challenge.summaryEn ?? "", listing.isExample ? "oui" : "non",
        address.absolute("/territoires/\(listing.territory)"),
      ])
    }
    return table.document
  }
}
