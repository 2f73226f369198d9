/// What an earlier dossier gives to a new one.
package struct AnswerCopy: Sendable {
  /// Items have no identity: each gets one of its own when they are saved.
  package let answers: Answers
  /// Fields that were answered and are not taken over, by their label.
  package let left: [LocalisedText]

  /// Takes over what both procedures ask for in the same way. What must be made anew is left: declarations, and
  /// whatever the new form does not ask or asks otherwise.
  package init(_ earlier: Answers, from old: Procedure, to new: Procedure) {
    (answers, left) = AnswerCopy.taken(earlier, old.fields, new.fields)
  }

  private static func taken(_ earlier: Answers, _ old: [Field], _ new: [Field]) -> (Answers, [LocalisedText]) {
    var (answers, left) = (Answers(), [LocalisedText]())
    for field in old {
      guard let answer = earlier[field.id], !Answers([field.id: answer]).isBlank else { continue }
      let found = new.first { $0.id == field.id }
      guard let found, field.kind.copyName == found.kind.copyName, field.kind.copyName != nil else {
        left.append(field.label)
        continue
      }
      if case .group(let items) = answer, case .group(_, let oldFields, _, _) = field.kind,
        case .group(_, let newFields, _, _) = found.kind
      {
        let parts = items.map { taken($0, oldFields, newFields) }
        answers[field.id] = .group(parts.map(\.0))
        for label in parts.flatMap(\.1) where !left.contains(label) { left.append(label) }
      } else {
        let (kept, isWhole) = answer.keeping(found.kind.options)
        answers[field.id] = kept
        if !isWhole { left.append(field.label) }
      }
    }
    return (answers, left)
  }
}

extension FieldKind {
  /// Two kinds of one name are asked in the same way, whatever their limits. Nil for what is made anew each time.
  fileprivate var copyName: String? {
    switch self {
    case .text, .longText: "text"
    case .list: "list"
    case .wholeNumber: "wholeNumber"
    case .decimal: "decimal"
    case .money: "money"
    case .day: "day"
    case .choice: "choice"
    case .choices: "choices"
    case .yesNo: "yesNo"
    case .perimeter: "perimeter"
    case .period: "period"
    case .commune: "commune"
    case .organisation: "organisation"
    case .person: "person"
    case .group: "group"
    // A declaration is made anew; a file belongs to the dossier that it is attached to.
    case .declaration, .attachment: nil
    }
  }

  /// The ids that an answer may have; nil where it is free.
  fileprivate var options: Set<String>? {
    switch self {
    case .choice(let options), .choices(let options, _): Set(options.map(\.id))
    case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .yesNo, .declaration, .perimeter, .group,
      .period, .commune,
      .organisation, .person, .attachment:
      nil
    }
  }
}

extension Answer {
  /// The answer with those of its options that are still there.
  fileprivate func keeping(_ options: Set<String>?) -> (Answer?, isWhole: Bool) {
    guard let options else { return (self, true) }
    switch self {
    case .text(let text): return options.contains(text.trimmed) ? (self, true) : (nil, false)
    case .list(let items):
      let kept = items.filter { options.contains($0) }
      return (.list(kept), kept.count == items.count)
    case .group: return (self, true)
    }
  }
}
