import Domain

extension LetterModel {
  /// The values of a letter to somebody who sits in a session.
  mutating func take(_ letter: JuryLetter, _ wording: Wording) {
    take(letter.wave, wording)
    title = letter.title
    limit = wording.moment(letter.plannedAt)
    reasons = letter.place.isEmpty ? [] : [letter.place]
    switch letter.news {
    case .seated: break
    case .moved: isChanged = true
    case .cancelled(let reason): cancelled = [reason]
    }
    link = letter.link
  }
}
