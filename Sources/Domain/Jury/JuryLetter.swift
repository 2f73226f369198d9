package import Foundation

/// What somebody who sits in a session is told: when and where it is, and no dossier of its agenda.
package struct JuryLetter: Hashable, Sendable {
  package let title: String
  /// Empty where none was given.
  package let place: String
  package let plannedAt: Date
  package let wave: Wave
  /// Whether they sit in it already, and its day or place is another now.
  package let isChanged: Bool
  /// Where it is followed.
  package let link: String

  package init(_ session: JurySession, _ wave: Wave, isChanged: Bool, link: String) {
    title = session.title
    place = session.place
    plannedAt = session.plannedAt
    self.wave = wave
    self.isChanged = isChanged
    self.link = link
  }
}
