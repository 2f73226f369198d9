package import Foundation

/// What the service notes on a dossier for itself; those who file it never see it.
package struct InternalNote: Hashable, Sendable {
  package let id: ID<InternalNote>
  /// Nil once their account was erased, and for the program.
  package let author: Person?
  /// Empty once it was taken back.
  package let body: String
  package let writtenAt: Date
  package let takenBackAt: Date?

  package init(id: ID<InternalNote>, author: Person?, body: String, writtenAt: Date, takenBackAt: Date? = nil) {
    self.id = id
    self.author = author
    self.body = body
    self.writtenAt = writtenAt
    self.takenBackAt = takenBackAt
  }

  package static let maximumLength = 5000
  /// For how many minutes its author can take it back.
  package static let minutesToTakeBack = 30

  /// A note is not edited: its author takes it back in time and writes another.
  package func mayBeTakenBack(by person: ID<Person>?, at moment: Date) -> Bool {
    guard let person, author?.id == person, takenBackAt == nil else { return false }
    return moment < writtenAt.addingTimeInterval(Double(InternalNote.minutesToTakeBack) * 60)
  }

  /// The text without space around it, in its own direction, and with one kind of line end: forms send two characters
  /// for each.
  package static func cleaned(_ body: String) -> String {
    body.replacing("\r\n", with: "\n").withoutTurns.trimmed
  }

  package static func findings(in body: String) -> [Finding] {
    let length = body.trimmed.count
    if length == 0 { return [Finding(field: "body", problem: .missing)] }
    guard length <= maximumLength else {
      return [Finding(field: "body", problem: .tooLong(length: length, maximum: maximumLength))]
    }
    return []
  }
}
