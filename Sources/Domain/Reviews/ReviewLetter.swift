/// What an expert is told about a dossier to review: by its number and its call alone. What stands in it, and by whom it
/// was filed, is read in the site by those who may.
package struct ReviewLetter: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case asked
    /// The last day is another one.
    case moved
    /// The service needs the review no longer.
    case withdrawn
    /// The dossier went on without the review that was awaited.
    case freed
    /// So many days are left; none on the day itself.
    case reminder(days: Int)

    var kind: String {
      switch self {
      case .asked: "reviewAsked"
      case .moved: "reviewMoved"
      case .withdrawn: "reviewWithdrawn"
      case .freed: "reviewFreed"
      case .reminder: "reviewReminder"
      }
    }
  }

  package let step: Step
  package let reference: String
  package let wave: Wave
  package let dueOn: Day
  /// Where it is answered, or written.
  package let link: String

  package init(_ step: Step, reference: String, wave: Wave, dueOn: Day, link: String) {
    self.step = step
    self.reference = reference
    self.wave = wave
    self.dueOn = dueOn
    self.link = link
  }
}
