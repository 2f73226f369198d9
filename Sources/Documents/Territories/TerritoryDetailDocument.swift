package import Domain

/// A territory with all that its page says.
package struct TerritoryDetailDocument: Codable, Hashable, Sendable {
  package let slug: String
  package let name: String
  package let aliases: [String]
  package let url: String
  package let wave: String
  package let labelledOn: String
  /// `valid`, `suspended`, `expired`, `withdrawn` or `relinquished` today.
  package let labelState: String
  /// The first day on which the label no longer held; absent while it holds.
  package let labelEndedOn: String?
  package let departments: [String]
  package let regions: [PlaceDocument]
  package let presentation: LocalisedDocument
  package let collective: CollectiveDocument
  package let challenges: [ChallengeDocument]
  package let perimeter: [PlaceDocument]
  package let perimeterNotes: [PerimeterNoteDocument]
  package let figures: [FigureDocument]
  package let editorialNotes: [EditorialNoteDocument]
  package let example: Bool

  package init(_ territory: Territory, places: PlaceDocument.Names, at address: PublicAddress) {
    let profile = territory.profile
    slug = territory.slug.value
    name = profile.name
    aliases = profile.aliases
    url = address.absolute("/territoires/\(territory.slug)")
    wave = territory.wave.slug.value
    labelledOn = territory.labelledOn.description
    labelState = territory.label.state.rawValue
    labelEndedOn = territory.label.endedOn?.description
    departments = profile.departments
    regions = territory.regions.map { places.document(PlaceCode(level: .region, code: $0)) }
    presentation = LocalisedDocument(fr: profile.presentation, en: profile.presentationEn)
    collective = CollectiveDocument(profile.collective)
    challenges = profile.challenges.map { ChallengeDocument($0, of: territory.slug) }
    perimeter = profile.perimeter.map(places.document)
    perimeterNotes = profile.perimeterNotes.map(PerimeterNoteDocument.init)
    figures = profile.figures.map(FigureDocument.init)
    editorialNotes = profile.editorialNotes.map(EditorialNoteDocument.init)
    example = territory.isExample
  }

  package struct CollectiveDocument: Codable, Hashable, Sendable {
    package let name: String?
    package let memberCount: Int?
    package let members: [MemberDocument]

    init(_ collective: TerritoryProfile.Collective) {
      name = collective.name
      memberCount = collective.memberCount
      members = collective.members.map {
        MemberDocument(name: $0.name, part: $0.part.rawValue, kind: $0.kind, note: $0.note)
      }
    }
  }

  package struct MemberDocument: Codable, Hashable, Sendable {
    package let name: String
    package let part: String
    package let kind: String?
    package let note: String?
  }

  package struct PerimeterNoteDocument: Codable, Hashable, Sendable {
    package let place: String
    package let name: String?
    package let certainty: String
    package let note: LocalisedDocument?

    init(_ note: TerritoryProfile.PerimeterNote) {
      place = note.code
      name = note.name
      certainty = note.certainty.rawValue
      self.note = note.note.map(LocalisedDocument.init)
    }
  }

  package struct FigureDocument: Codable, Hashable, Sendable {
    package let measure: LocalisedDocument
    /// Decimal text, so that no reader rounds it.
    package let value: String
    package let unit: LocalisedDocument?
    package let approximate: Bool

    init(_ figure: TerritoryProfile.Figure) {
      measure = LocalisedDocument(figure.measure)
      value = figure.value
      unit = figure.unit.map(LocalisedDocument.init)
      approximate = figure.isApproximate
    }
  }

  package struct EditorialNoteDocument: Codable, Hashable, Sendable {
    package let about: String
    package let note: LocalisedDocument

    init(_ note: TerritoryProfile.EditorialNote) {
      about = note.about
      self.note = LocalisedDocument(note.note)
    }
  }
}
