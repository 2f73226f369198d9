package import Foundation

/// One change that the program made: who, when, what, on what, and the change itself.
///
/// Entries form a chain: each bears the hash of the one before, so that nothing can be altered,
/// removed or put in between without every later hash telling.
package struct JournalEntry: Hashable, Sendable {
  /// The hash before the first entry.
  package static let origin = String(repeating: "0", count: 64)

  package let number: Int
  package let at: String
  package let author: String
  package let action: String
  package let subject: String
  /// The change as canonical JSON text.
  package let change: String
  package let previous: String
  package let hash: String

  package init(
    number: Int, at: String, author: String, action: String, subject: String, change: String,
    previous: String, hash: String
  ) {
    self.number = number
    self.at = at
    self.author = author
    self.action = action
    self.subject = subject
    self.change = change
    self.previous = previous
    self.hash = hash
  }

  /// The entry that follows another.
  package init(
    after last: (number: Int, hash: String)?, at moment: Date, author: Principal.Author,
    action: String, subject: String, change: JSONValue
  ) {
    number = (last?.number ?? 0) + 1
    at = Instant.text(moment)
    self.author = author.description
    self.action = action
    self.subject = subject
    self.change = change.canonical
    previous = last?.hash ?? JournalEntry.origin
    hash = JournalEntry.hash(
      number: number, at: at, author: self.author, action: action, subject: subject,
      change: self.change, previous: previous)
  }

  /// Whether the entry is what it was when it was written, and follows the one before.
  package func follows(number lastNumber: Int, hash lastHash: String) -> Bool {
    number == lastNumber + 1 && previous == lastHash
      && hash
        == JournalEntry.hash(
          number: number, at: at, author: author, action: action, subject: subject, change: change,
          previous: previous)
  }

  /// SHA-256 over the canonical JSON array of all that the entry says, with its place in the chain.
  private static func hash(
    number: Int, at: String, author: String, action: String, subject: String, change: String,
    previous: String
  ) -> String {
    sha256(
      JSONValue.array([
        .integer(Int64(number)), .string(at), .string(author), .string(action), .string(subject),
        .string(change), .string(previous),
      ]).canonical)
  }
}
