/// What somebody wrote in one field: always the text as typed, so that a draft loses nothing, not
/// even a number that is not one. Types are read from it by the kind of the field (`FieldKind`).
package enum Answer: Hashable, Sendable {
  case text(String)
  case list([String])
  case group([Answers])

  package var isEmpty: Bool {
    switch self {
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .list(let items): items.allSatisfy { $0.allSatisfy(\.isWhitespace) }
    case .group(let items): items.isEmpty
    }
  }
}

/// The answers of a form or of one item of a repeated group, by the id of the field.
///
/// An item of a group keeps its `item` identity for life: the objective written in a candidacy is the
/// very object that is later published and followed.
package struct Answers: Hashable, Sendable {
  package var item: String?
  package var values: [String: Answer]

  package init(item: String? = nil, _ values: [String: Answer] = [:]) {
    self.item = item
    self.values = values
  }

  package subscript(field: String) -> Answer? {
    get { values[field] }
    set { values[field] = newValue }
  }

  /// The trimmed text of a field, nil when nothing was written.
  package func text(_ field: String) -> String? {
    guard case .text(let text)? = values[field] else { return nil }
    let trimmed = text.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  /// The non-empty entries of a list.
  package func list(_ field: String) -> [String] {
    guard case .list(let items)? = values[field] else { return [] }
    return items.map(\.trimmed).filter { !$0.isEmpty }
  }

  /// The items of a repeated group in which something was written.
  package func group(_ field: String) -> [Answers] {
    guard case .group(let items)? = values[field] else { return [] }
    return items.filter { !$0.isBlank }
  }

  /// Whether nothing at all was written.
  package var isBlank: Bool {
    values.values.allSatisfy { answer in
      switch answer {
      case .group(let items): items.allSatisfy(\.isBlank)
      case .text, .list: answer.isEmpty
      }
    }
  }
}
