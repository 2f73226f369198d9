package import Foundation

/// A sheet that is being written. Two windows of one reviewer do not overwrite each other: each field knows at which
/// version it changed last.
package struct ReviewDraft: Hashable, Sendable {
  package let sheet: ReviewSheet
  /// Rises with each change; 0 before the first one.
  package let version: Int
  /// By the name of a field.
  package let changed: [String: Int]
  package let updatedAt: Date

  package init(sheet: ReviewSheet, version: Int, changed: [String: Int], updatedAt: Date) {
    self.sheet = sheet
    self.version = version
    self.changed = changed
    self.updatedAt = updatedAt
  }

  /// More than any field takes, so that what is too long can still be shortened.
  package static let longestField = 20_000

  /// What came of typing into a draft.
  package struct Merge: Hashable, Sendable {
    package let draft: ReviewDraft
    /// Fields that another window changed to something else since: they stay as they are there.
    package let conflicts: [String]
    package let isChanged: Bool
  }

  /// - Parameters:
  ///   - typed: by the name of a field of the rubric.
  ///   - base: the version that the form was drawn from.
  package func taking(_ typed: [String: String], from base: Int, at moment: Date) -> Merge {
    var (next, marks, conflicts) = (sheet, changed, [String]())
    var isChanged = false
    for name in typed.keys.sorted() {
      let value = (typed[name] ?? "").replacing("\r\n", with: "\n")
      guard value != sheet.fields[name] ?? "" else { continue }
      if changed[name, default: 0] > base {
        conflicts.append(name)
      } else {
        next.set(name, to: value)
        marks[name] = version + 1
        isChanged = true
      }
    }
    guard isChanged else { return Merge(draft: self, conflicts: conflicts, isChanged: false) }
    let draft = ReviewDraft(sheet: next, version: version + 1, changed: marks, updatedAt: moment)
    return Merge(draft: draft, conflicts: conflicts, isChanged: true)
  }

  /// What changed since a version, by the name of a field.
  package func changes(since base: Int) -> [String: String] {
    Dictionary(
      changed.filter { $0.value > base }.map { ($0.key, sheet.fields[$0.key] ?? "") }, uniquingKeysWith: { $1 })
  }
}

/// A sheet that was submitted. It is never changed: an amendment is the next number.
package struct SubmittedReview: Hashable, Sendable {
  /// In which part somebody reviews.
  package enum Capacity: String, CaseIterable, Sendable {
    case expert
    case instructor
  }

  package let dossier: ID<Dossier>
  package let person: ID<Person>
  /// From 1.
  package let number: Int
  package let capacity: Capacity
  package let sheet: ReviewSheet
  /// The SHA-256 of its fields.
  package let digest: String
  package let submittedAt: Date
  /// When this reviewer's first sheet came.
  package let firstSubmittedAt: Date
  /// When its questions were passed on to the applicant.
  package let passedAt: Date?

  package init(
    dossier: ID<Dossier>, person: ID<Person>, number: Int, capacity: Capacity, sheet: ReviewSheet, digest: String,
    submittedAt: Date, firstSubmittedAt: Date, passedAt: Date? = nil
  ) {
    self.dossier = dossier
    self.person = person
    self.number = number
    self.capacity = capacity
    self.sheet = sheet
    self.digest = digest
    self.submittedAt = submittedAt
    self.firstSubmittedAt = firstSubmittedAt
    self.passedAt = passedAt
  }
}
