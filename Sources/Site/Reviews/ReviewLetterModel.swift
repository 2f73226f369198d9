import Domain

extension LetterModel {
  /// The values of a letter to an expert.
  mutating func take(_ letter: ReviewLetter, _ wording: Wording) {
    take(letter.wave, wording)
    reference = letter.reference
    limit = wording.day(letter.dueOn)
    link = letter.link
    if case .reminder(let days) = letter.step {
      self.days = days == 0 ? wording.catalogue("reviewDueToday") : wording.catalogue.count("reviewDaysLeft", days)
    }
  }
}
