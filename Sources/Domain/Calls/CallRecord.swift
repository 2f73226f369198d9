/// A call as the programme's files declare it: a standing one, or one with a window. It is opened by the program itself.
package struct CallRecord: Hashable, Sendable {
  package let slug: Slug
  package let name: LocalisedText
  /// The id of its procedure: it opens with the version that is in use then.
  package let procedure: String
  package let opensOn: Day
  /// The last day; nil for a call that stays open.
  package let closesOn: Day?
  package let note: LocalisedText?
  /// Whether it stands there to be tried: its service is made up.
  package let isExample: Bool

  package init(
    slug: Slug, name: LocalisedText, procedure: String, opensOn: Day, closesOn: Day?, note: LocalisedText?,
    isExample: Bool
  ) {
    self.slug = slug
    self.name = name
    self.procedure = procedure
    self.opensOn = opensOn
    self.closesOn = closesOn
    self.note = note
    self.isExample = isExample
  }
}
