/// What a territory says of itself, and what the editors note beside it.
package struct TerritoryProfile: Hashable, Sendable {
  package let name: String
  /// Other spellings, for search.
  package let aliases: [String]
  /// The codes of the départements as the source prints them: they do not bound the perimeter.
  package let departments: [String]
  package let presentation: String
  package let presentationEn: String?
  package let collective: Collective
  package let challenges: [Challenge]
  package let perimeter: [PlaceCode]
  package let perimeterNotes: [PerimeterNote]
  package let figures: [Figure]
  package let editorialNotes: [EditorialNote]

  package init(
    name: String, aliases: [String], departments: [String], presentation: String,
    presentationEn: String?, collective: Collective, challenges: [Challenge],
    perimeter: [PlaceCode], perimeterNotes: [PerimeterNote], figures: [Figure],
    editorialNotes: [EditorialNote]
  ) {
    self.name = name
    self.aliases = aliases
    self.departments = departments
    self.presentation = presentation
    self.presentationEn = presentationEn
    self.collective = collective
    self.challenges = challenges
    self.perimeter = perimeter
    self.perimeterNotes = perimeterNotes
    self.figures = figures
    self.editorialNotes = editorialNotes
  }

  /// The same territory over another perimeter.
  package func with(perimeter: [PlaceCode]) -> TerritoryProfile {
    if perimeter == self.perimeter { return self }
    return TerritoryProfile(
      name: name, aliases: aliases, departments: departments, presentation: presentation,
      presentationEn: presentationEn, collective: collective, challenges: challenges, perimeter: perimeter,
      perimeterNotes: perimeterNotes, figures: figures, editorialNotes: editorialNotes)
  }

  /// The collective that carries the territory. It is not a legal person.
  package struct Collective: Hashable, Sendable {
    package let name: String?
    /// How many members the source states where it does not name them.
    package let memberCount: Int?
    package let members: [CollectiveMember]

    package init(name: String?, memberCount: Int?, members: [CollectiveMember]) {
      self.name = name
      self.memberCount = memberCount
      self.members = members
    }
  }

  /// A figure that the source states. `value` is decimal text.
  package struct Figure: Hashable, Sendable {
    package let measure: LocalisedText
    package let value: String
    package let unit: LocalisedText?
    package let isApproximate: Bool

    package init(measure: LocalisedText, value: String, unit: LocalisedText?, isApproximate: Bool) {
      self.measure = measure
      self.value = value
      self.unit = unit
      self.isApproximate = isApproximate
    }
  }

  /// How certain one code of a perimeter is. Codes marked `option` are not part of the perimeter.
  package struct PerimeterNote: Hashable, Sendable {
    package enum Certainty: String, CaseIterable, Codable, Sendable {
      case certain
      case probable
      case option
    }

    package let code: String
    package let name: String?
    package let certainty: Certainty
    package let note: LocalisedText?

    package init(code: String, name: String?, certainty: Certainty, note: LocalisedText?) {
      self.code = code
      self.name = name
      self.certainty = certainty
      self.note = note
    }
  }

  /// An oddity of the source, kept as published and explained.
  package struct EditorialNote: Hashable, Sendable {
    package let about: String
    package let note: LocalisedText

    package init(about: String, note: LocalisedText) {
      self.about = about
      self.note = note
    }
  }
}

/// An organisation of the collective.
package struct CollectiveMember: Hashable, Sendable {
  package enum Part: String, CaseIterable, Codable, Sendable {
    case lead
    case member
    case partner
    case supporter
  }

  package let name: String
  package let part: Part
  /// The id of its kind among the programme's kinds of actors.
  package let kind: String?
  package let note: String?

  package init(name: String, part: Part, kind: String?, note: String?) {
    self.name = name
    self.part = part
    self.kind = kind
    self.note = note
  }
}
