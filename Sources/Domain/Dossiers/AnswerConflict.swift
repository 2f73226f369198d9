package import Foundation

/// A value that somebody typed while somebody else saved another: both are shown, and whoever typed last chooses.
package struct AnswerConflict: Hashable, Sendable {
  package let path: String
  /// Nil where it was emptied, or its item removed.
  package let mine: JSONValue?
  /// What is saved.
  package let theirs: JSONValue?
  /// Who saved it; nil for an account that was erased.
  package let author: Person?
  package let at: Date?

  package init(path: String, mine: JSONValue?, theirs: JSONValue?, author: Person?, at: Date?) {
    self.path = path
    self.mine = mine
    self.theirs = theirs
    self.author = author
    self.at = at
  }
}

/// A change of a save that came later than a version, with who made it.
package struct LaterChange: Hashable, Sendable {
  package let version: Int
  package let author: ID<Person>?
  package let at: Date
  package let change: AnswerChange

  package init(version: Int, author: ID<Person>?, at: Date, change: AnswerChange) {
    self.version = version
    self.author = author
    self.at = at
    self.change = change
  }
}

/// Somebody who has the pages of a dossier open.
package struct Presence: Hashable, Sendable {
  package let person: Person
  package let section: String
  /// The field that they are in, as the page names it; empty for none.
  package let field: String

  package init(person: Person, section: String, field: String) {
    self.person = person
    self.section = section
    self.field = field
  }

  /// For how many seconds somebody is taken to be there after the last sign of them.
  package static let seconds = 45.0
}

/// What became of a save of somebody who may not be the only one to write.
package struct WrittenAnswers: Sendable {
  package let dossier: Dossier
  package let procedure: Procedure
  /// What was not saved, because somebody else had saved something else there.
  package let conflicts: [AnswerConflict]
  /// What changed since the version that was written over, by whomever, the newest first.
  package let later: [LaterChange]
  /// The names of those who made these changes.
  package let authors: [ID<Person>: Person]
  /// Others who are there now.
  package let present: [Presence]

  package init(
    dossier: Dossier, procedure: Procedure, conflicts: [AnswerConflict], later: [LaterChange],
    authors: [ID<Person>: Person], present: [Presence]
  ) {
    self.dossier = dossier
    self.procedure = procedure
    self.conflicts = conflicts
    self.later = later
    self.authors = authors
    self.present = present
  }
}

extension AnswerLeaves {
  /// What is saved, with one's own text where there is a conflict and its item is still there.
  package func showing(_ conflicts: [AnswerConflict]) -> AnswerLeaves {
    var copy = self
    for conflict in conflicts where conflict.mine != nil && hasItems(of: conflict.path) {
      copy.set(conflict.mine, at: conflict.path)
    }
    return copy
  }

  /// Somebody else's value in the place of one's own; where they removed the item that it is in, the item goes.
  package func taking(_ path: String, from theirs: AnswerLeaves) -> AnswerLeaves {
    var copy = self
    let steps = path.split(separator: "/").map(String.init)
    var group = ""
    for place in stride(from: 1, to: steps.count, by: 2) {
      group += (group.isEmpty ? "" : "/") + steps[place - 1]
      if theirs.values["\(group)/#"].map({ !$0.texts.contains(steps[place]) }) ?? true {
        let own = (values["\(group)/#"]?.texts ?? []).filter { $0 != steps[place] }
        copy.set(.array(own.map { .string($0) }), at: "\(group)/#")
        for inner in values.keys where inner.hasPrefix("\(group)/\(steps[place])/") { copy.set(nil, at: inner) }
        return copy
      }
      group += "/" + steps[place]
    }
    copy.set(theirs.values[path], at: path)
    return copy
  }
}

extension JSONValue {
  /// The texts of an array; none for anything else.
  package var texts: [String] {
    guard case .array(let items) = self else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }
}
