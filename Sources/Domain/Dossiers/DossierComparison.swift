/// One side of a comparison: a dossier as its reader may read it now, or as one of its submissions froze it.
package struct ComparedDossier: Sendable {
  /// With the answers that are compared.
  package let dossier: Dossier
  package let procedure: Procedure
  /// Nil where the dossier is read as it stands.
  package let submission: Int?
  /// What may be chosen instead.
  package let submissions: [Submission]

  package init(dossier: Dossier, procedure: Procedure, submission: Int?, submissions: [Submission]) {
    self.dossier = dossier
    self.procedure = procedure
    self.submission = submission
    self.submissions = submissions
  }
}

/// Two dossiers, or two versions of one, answer beside answer.
///
/// The form of the right one gives the order; what only the left one was asked comes after it, in its sections.
package struct DossierComparison: Sendable {
  package let left: ComparedDossier
  package let right: ComparedDossier
  /// Without those in which nobody wrote.
  package let sections: [Section]

  package struct Section: Sendable {
    package let title: LocalisedText
    package let rows: [Row]
  }

  package enum Row: Sendable {
    /// Answers to one field; nil where a side has none.
    case answer(field: Field, left: Answer?, right: Answer?)
    /// The heading of an item of a group, over its fields: its name, its number among the rows, and who has it.
    case item(name: LocalisedText, number: Int, isLeft: Bool, isRight: Bool)

    /// Whether both sides say the same here.
    package var isSame: Bool {
      switch self {
      case .answer(_, let left, let right): left == right
      case .item(_, _, let isLeft, let isRight): isLeft == isRight
      }
    }
  }

  package init(_ left: ComparedDossier, _ right: ComparedDossier) {
    (self.left, self.right) = (left, right)
    let (before, after) = (left.dossier.answers, right.dossier.answers)
    let asked = Set(right.procedure.fields.map(\.id))
    let older = left.procedure.sections.map { section in (section, section.fields.filter { !asked.contains($0.id) }) }
    var sections = right.procedure.sections.map { section in
      let more = older.first { $0.0.id == section.id }?.1 ?? []
      return Section(title: section.title, rows: DossierComparison.rows(section.fields + more, before, after))
    }
    let known = Set(right.procedure.sections.map(\.id))
    sections += older.filter { !known.contains($0.0.id) }.map { section, fields in
      Section(title: section.title, rows: DossierComparison.rows(fields, before, after))
    }
    self.sections = sections.filter { !$0.rows.isEmpty }
  }

  /// How many answers differ, and of how many that somebody gave.
  package var counts: (different: Int, all: Int) {
    let answers = sections.flatMap(\.rows).filter { if case .answer = $0 { true } else { false } }
    return (answers.count { !$0.isSame }, answers.count)
  }

  private static func rows(_ fields: [Field], _ left: Answers?, _ right: Answers?) -> [Row] {
    fields.flatMap { field -> [Row] in
      let (before, after) = (left?[field.id].written, right?[field.id].written)
      guard before != nil || after != nil else { return [] }
      guard case .group(let name, let inner, _, _) = field.kind, before.isGroupOrNothing, after.isGroupOrNothing else {
        return [.answer(field: field, left: before, right: after)]
      }
      return pairs(before.items, after.items).enumerated().flatMap { place, pair in
        [.item(name: name, number: place + 1, isLeft: pair.0 != nil, isRight: pair.1 != nil)]
          + rows(inner, pair.0, pair.1)
      }
    }
  }

  /// Items that are the same object stand beside each other. Where the two sides share none, as two dossiers do, the
  /// first stands beside the first.
  private static func pairs(_ left: [Answers], _ right: [Answers]) -> [(Answers?, Answers?)] {
    let shared = Set(left.compactMap(\.item)).intersection(right.compactMap(\.item))
    guard !shared.isEmpty else {
      return (0..<max(left.count, right.count)).map { place in
        (left.indices.contains(place) ? left[place] : nil, right.indices.contains(place) ? right[place] : nil)
      }
    }
    let kept = right.map { item in (left.first { $0.item == item.item && item.item != nil }, item) }
    let gone = left.filter { item in item.item.map { !shared.contains($0) } ?? true }
    return kept.map { ($0.0, Optional($0.1)) } + gone.map { ($0, nil) }
  }
}

extension Answer? {
  /// The answer without what was left blank; nil where nothing is left.
  fileprivate var written: Answer? {
    switch self {
    case .group(let items)?:
      let kept = items.filter { !$0.isBlank }
      return kept.isEmpty ? nil : .group(kept)
    case .text?, .list?: return self?.isEmpty ?? true ? nil : self
    case nil: return nil
    }
  }

  fileprivate var isGroupOrNothing: Bool {
    switch self {
    case .group?, nil: true
    case .text?, .list?: false
    }
  }

  fileprivate var items: [Answers] {
    if case .group(let items)? = self { items } else { [] }
  }
}
