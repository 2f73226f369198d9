package import Foundation

/// What somebody who sits in a session is told: when and where it is, and no dossier of its agenda.
package struct JuryLetter: Hashable, Sendable {
  package let title: String
  /// Empty where none was given.
  package let place: String
  package let plannedAt: Date
  package let wave: Wave
  package let news: News
  /// Where it is followed.
  package let link: String

  /// What is new about the session.
  package enum News: Hashable, Sendable {
    /// They sit in it from now on.
    case seated
    /// They sit in it already, and its day or place is another now.
    case moved
    /// It is called off, for this reason.
    case cancelled(reason: String)
  }

  package init(_ session: JurySession, _ wave: Wave, _ news: News, link: String) {
    title = session.title
    place = session.place
    plannedAt = session.plannedAt
    self.wave = wave
    self.news = news
    self.link = link
  }
}
