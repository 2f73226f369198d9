package import Domain

/// What a page tells beside the fields of a form, beyond what is wrong in them: who saved something else there, and which
/// remarks there are.
struct FieldNotes: Sendable {
  static let none = FieldNotes(conflicts: [], comments: [:], isCommented: false, place: { _ in "" })

  private let conflicts: [String: AnswerConflict]
  private let comments: [String: Int]
  private let isCommented: Bool
  private let place: @Sendable (String) -> String

  /// What is said of one field.
  struct Conflict: Sendable {
    let elementID: String
    let by: String
    let lines: [String]
    let path: String
  }

  struct Remarks: Sendable {
    let href: String
    let label: String
  }

  /// - Parameters:
  ///   - comments: how many open remarks each value has, by its path.
  ///   - isCommented: whether the reader may remark at all.
  ///   - place: the address of the remarks on a path.
  init(
    conflicts: [AnswerConflict], comments: [String: Int], isCommented: Bool,
    place: @escaping @Sendable (String) -> String
  ) {
    self.conflicts = Dictionary(conflicts.map { ($0.path, $0) }) { $1 }
    self.comments = comments
    self.isCommented = isCommented
    self.place = place
  }

  func conflict(_ field: Field, at path: String, id: String, in wording: Wording) -> [Conflict] {
    guard let conflict = conflicts[path] else { return [] }
    let answer: Answer =
      switch conflict.theirs {
      case .string(let text)?: .text(text)
      case .array(let items)?: .list(JSONValue.array(items).texts)
      case .null?, .bool?, .integer?, .object?, nil: .text("")
      }
    let lines = ReadingSection.lines(field, answer, in: wording).flatMap(\.paragraphs)
    return [
      Conflict(
        elementID: "\(id)-conflict", by: wording.savedBy(conflict),
        lines: lines.isEmpty ? [wording.catalogue("nothingWritten")] : lines, path: path)
    ]
  }

  func remarks(on field: Field, at path: String, in wording: Wording) -> [Remarks] {
    guard isCommented, !path.contains("~"), !field.kind.isGroup else { return [] }
    let count = comments[path] ?? 0
    let label = count == 0 ? wording.catalogue("remark") : wording.catalogue.count("remarkCount", count)
    return [Remarks(href: place(path), label: label)]
  }
}

extension Wording {
  /// "Camille, 25 novembre 2026 à 14 h 02".
  package func savedBy(_ conflict: AnswerConflict) -> String {
    let name = conflict.author?.name ?? catalogue("somebody")
    return conflict.at.map { catalogue("savedByAt", name, moment($0)) } ?? name
  }
}
