import Domain

extension LetterModel {
  /// The values of a letter to somebody who sits in a session.
  mutating func take(_ letter: JuryLetter, _ wording: Wording) {
    take(letter.wave, wording)
    title = letter.title
    limit = wording.moment(letter.plannedAt)
    reasons = letter.place.isEmpty ? [] : [letter.place]
    isChanged = letter.isChanged
    link = letter.link
  }
}
