package import Domain

/// A territory as the API and the open data tell it, without the details of its page.
package struct TerritoryListingDocument: Codable, Hashable, Sendable {
  package let slug: String
  package let name: String
  package let url: String
  package let wave: String
  package let labelledOn: String
  /// `valid`, `suspended`, `expired`, `withdrawn` or `relinquished` today.
  package let labelState: String
  /// The first day on which the label no longer held; absent while it holds.
  package let labelEndedOn: String?
  package let departments: [String]
  package let regions: [PlaceDocument]
  package let themes: [String]
  package let challengeCount: Int
  package let perimeter: [PlaceDocument]
  package let example: Bool

  package init(_ territory: TerritorySummary, places: PlaceDocument.Names, at address: PublicAddress) {
    slug = territory.slug.value
    name = territory.name
    url = address.absolute("/territoires/\(territory.slug)")
    wave = territory.wave.slug.value
    labelledOn = territory.labelledOn.description
    labelState = territory.label.state.rawValue
    labelEndedOn = territory.label.endedOn?.description
    departments = territory.departments
    regions = territory.regions.map { places.document(PlaceCode(level: .region, code: $0)) }
    themes = territory.themes
    challengeCount = territory.challengeCount
    perimeter = territory.perimeter.map(places.document)
    example = territory.isExample
  }
}

/// An official place: its level, code and name.
package struct PlaceDocument: Codable, Hashable, Sendable {
  package let level: String
  package let code: String
  package let name: String?

  /// Names places for documents.
  package struct Names: Sendable {
    private let name: @Sendable (PlaceCode) -> String?

    package init(_ name: @escaping @Sendable (PlaceCode) -> String?) { self.name = name }

    package func document(_ place: PlaceCode) -> PlaceDocument {
      PlaceDocument(level: place.level.rawValue, code: place.code, name: name(place))
    }
  }
}

/// A text in both languages.
package struct LocalisedDocument: Codable, Hashable, Sendable {
  package let fr: String
  package let en: String?

  package init(fr: String, en: String?) {
    self.fr = fr
    self.en = en
  }

  package init(_ text: LocalisedText) {
    fr = text.fr
    en = text.en
  }
}
