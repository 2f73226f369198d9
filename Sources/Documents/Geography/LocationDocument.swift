package import Domain

/// A commune and the territories that hold it, with how the label of each stands.
package struct LocationDocument: Codable, Hashable, Sendable {
  package let commune: CommuneDocument
  package let territories: [TerritoryReference]

  package init(_ municipality: Municipality, territories: [TerritorySummary], at address: PublicAddress) {
    commune = CommuneDocument(
      code: municipality.code, name: municipality.name, departement: municipality.department,
      epci: municipality.intermunicipality, population: municipality.population)
    self.territories = territories.map { territory in
      TerritoryReference(
        slug: territory.slug.value, name: territory.name,
        url: address.absolute("/territoires/\(territory.slug)"),
        labelledOn: territory.labelledOn.description, labelState: territory.label.state.rawValue,
        labelEndedOn: territory.label.endedOn?.description, example: territory.isExample)
    }
  }

  package struct CommuneDocument: Codable, Hashable, Sendable {
    package let code: String
    package let name: String
    package let departement: String
    package let epci: String?
    /// The municipal population of the census of 2017; absent where it was not published.
    package let population: Int?
  }

  package struct TerritoryReference: Codable, Hashable, Sendable {
    package let slug: String
    package let name: String
    package let url: String
    package let labelledOn: String
    package let labelState: String
    package let labelEndedOn: String?
    package let example: Bool
  }
}
