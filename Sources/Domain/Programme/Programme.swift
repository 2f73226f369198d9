/// A label programme: what it is, in words of its own, and the vocabulary of its forms.
package struct Programme: Hashable, Sendable {
  package let id: String
  package let name: LocalisedText
  package let tagline: LocalisedText
  package let summary: LocalisedText
  package let source: Source
  package let criteria: [Point]
  package let services: [Point]
  package let actorKinds: [Field.Option]
  package let calendar: [Milestone]
  package let themes: [Theme]
  /// How long a label lasts and what is expected of its holder; nil where the programme grants labels without a term, or none.
  package let label: LabelScheme?

  package init(
    id: String, name: LocalisedText, tagline: LocalisedText, summary: LocalisedText, source: Source,
    criteria: [Point], services: [Point], actorKinds: [Field.Option], calendar: [Milestone],
    themes: [Theme], label: LabelScheme? = nil
  ) {
    self.id = id
    self.name = name
    self.tagline = tagline
    self.summary = summary
    self.source = source
    self.criteria = criteria
    self.services = services
    self.actorKinds = actorKinds
    self.calendar = calendar
    self.themes = themes
    self.label = label
  }

  /// A criterion or a service: a title and a short text.
  package struct Point: Hashable, Sendable {
    package let id: String
    package let title: LocalisedText
    package let summary: LocalisedText

    package init(id: String, title: LocalisedText, summary: LocalisedText) {
      self.id = id
      self.title = title
      self.summary = summary
    }
  }

  /// A date of the programme's calendar. `on` is `2018-07-03`, or `2018-07` where only the month is known.
  package struct Milestone: Hashable, Sendable {
    package let on: String
    package let title: LocalisedText
    package let source: String

    package init(on: String, title: LocalisedText, source: String) {
      self.on = on
      self.title = title
      self.source = source
    }
  }

  /// The document that facts and figures come from.
  package struct Source: Hashable, Sendable {
    package let title: String
    package let date: Day
    package let note: LocalisedText?

    package init(title: String, date: Day, note: LocalisedText?) {
      self.title = title
      self.date = date
      self.note = note
    }
  }

  package func theme(_ id: String) -> Theme? { themes.first { $0.id == id } }
  package func theme(slug: String) -> Theme? { themes.first { $0.slug == slug } }
}

/// A theme of challenges. Themes classify, they never exclude.
package struct Theme: Hashable, Sendable {
  package let id: String
  package let slug: String
  package let name: LocalisedText
  /// The main Sustainable Development Goal, 1 to 17, then the others.
  package let mainGoal: Int
  package let otherGoals: [Int]
  /// Targets of the goals, `12.5` for instance.
  package let targets: [String]

  package init(
    id: String, slug: String, name: LocalisedText, mainGoal: Int, otherGoals: [Int],
    targets: [String]
  ) {
    self.id = id
    self.slug = slug
    self.name = name
    self.mainGoal = mainGoal
    self.otherGoals = otherGoals
    self.targets = targets
  }
}
