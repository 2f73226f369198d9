package import Foundation

/// A save of a dossier's answers, as its history keeps it.
package struct AnswerSave: Hashable, Sendable {
  /// The version of the dossier that it made.
  package let version: Int
  /// Nil for the program itself, and for an account that was erased.
  package let author: Person?
  package let at: Date
  package let changes: [AnswerChange]
  /// How many changes there are, of which the longest lists are shown in part.
  package let changeCount: Int

  package init(version: Int, author: Person?, at: Date, changes: [AnswerChange], changeCount: Int) {
    self.version = version
    self.author = author
    self.at = at
    self.changes = changes
    self.changeCount = changeCount
  }

  /// The changes of a save that a page shows.
  package static let shown = 200
}
