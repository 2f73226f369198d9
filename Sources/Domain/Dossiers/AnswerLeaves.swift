/// Answers taken apart into single values, each under its path: what a history compares and keeps.
///
/// A path names fields and identities of items: `challenges/c1/objectives/o1/target`. The order of the items of a
/// group stands under the path of the group and `#`: `challenges/#`.
package struct AnswerLeaves: Hashable, Sendable {
  package private(set) var values: [String: JSONValue] = [:]

  package init(_ answers: Answers) { take(answers, under: "") }

  private mutating func take(_ answers: Answers, under prefix: String) {
    for (field, answer) in answers.values {
      switch answer {
      case .text(let text): values[prefix + field] = .string(text)
      case .list(let items): values[prefix + field] = .array(items.map { .string($0) })
      case .group(let items):
        values["\(prefix)\(field)/#"] = AnswerLeaves.order(of: items)
        for (place, item) in items.enumerated() {
          take(item, under: "\(prefix)\(field)/\(AnswerLeaves.name(of: item, at: place))/")
        }
      }
    }
  }

  /// An item that has no identity yet is named by its place.
  private static func name(of item: Answers, at place: Int) -> String { item.item ?? "~\(place)" }

  /// The answers put together again.
  package var answers: Answers {
    AnswerLeaves.answers(Dictionary(grouping: values.keys, by: AnswerLeaves.head), values, "")
  }

  private static func head(_ path: String) -> String { String(path.prefix { $0 != "/" }) }

  private static func answers(_ fields: [String: [String]], _ values: [String: JSONValue], _ prefix: String) -> Answers
  {
    var answers = Answers()
    for (field, paths) in fields {
      if let value = values[prefix + field] {
        answers[field] = leaf(value)
      } else if let order = values["\(prefix)\(field)/#"] {
        // The rest of each path, after the field: `c1/title`.
        let rests = paths.map { String($0.dropFirst(field.count + 1)) }
        let byItem = Dictionary(grouping: rests.filter { $0 != "#" }, by: head)
        answers[field] = .group(
          texts(order).map { identity in
            let inner = (byItem[identity] ?? []).map { String($0.dropFirst(identity.count + 1)) }
            var item = self.answers(Dictionary(grouping: inner, by: head), values, "\(prefix)\(field)/\(identity)/")
            item.item = identity.hasPrefix("~") ? nil : identity
            return item
          })
      }
    }
    return answers
  }

  private static func leaf(_ value: JSONValue) -> Answer? {
    switch value {
    case .string(let text): .text(text)
    case .array: .list(texts(value))
    case .null, .bool, .integer, .object: nil
    }
  }

  fileprivate static func texts(_ value: JSONValue?) -> [String] {
    guard case .array(let items)? = value else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }
}

extension AnswerLeaves {
  mutating func set(_ value: JSONValue?, at path: String) { values[path] = value }

  /// The answers before some changes, which are those of later saves, the newest first.
  package func before(_ changes: [AnswerChange]) -> AnswerLeaves {
    var copy = self
    for change in changes { copy.values[change.path] = change.before }
    return copy
  }
}

/// One value that a save changed.
package struct AnswerChange: Hashable, Sendable {
  package let path: String
  /// Nil where there was nothing.
  package let before: JSONValue?
  package let after: JSONValue?

  package init(path: String, before: JSONValue?, after: JSONValue?) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// Whether it is the coming, going or order of the items of a group.
  package var isOrder: Bool { path.hasSuffix("/#") }

  /// The field at the top of the form to which it belongs.
  package var field: String { String(path.prefix { $0 != "/" }) }
}

extension AnswerLeaves {
  /// What led from older answers to newer ones, in the order of the paths: of both, only what differs is taken apart.
  package static func changes(from old: Answers, to new: Answers) -> [AnswerChange] {
    var (before, after) = (AnswerLeaves(Answers()), AnswerLeaves(Answers()))
    differences(old, new, "", &before, &after)
    return after.changes(since: before)
  }

  private static func differences(
    _ old: Answers, _ new: Answers, _ prefix: String, _ before: inout AnswerLeaves, _ after: inout AnswerLeaves
  ) {
    for field in Set(old.values.keys).union(new.values.keys) where old[field] != new[field] {
      guard case .group(let older)? = old[field], case .group(let newer)? = new[field],
        let kept = byName(older), byName(newer) != nil
      else {
        before.take(Answers(old.values.filter { $0.key == field }), under: prefix)
        after.take(Answers(new.values.filter { $0.key == field }), under: prefix)
        continue
      }
      before.values["\(prefix)\(field)/#"] = order(of: older)
      after.values["\(prefix)\(field)/#"] = order(of: newer)
      for (place, item) in newer.enumerated() {
        let name = name(of: item, at: place)
        differences(kept[name] ?? Answers(), item, "\(prefix)\(field)/\(name)/", &before, &after)
      }
      let names = byName(newer) ?? [:]
      for (name, item) in kept where names[name] == nil { before.take(item, under: "\(prefix)\(field)/\(name)/") }
    }
  }

  /// Nil where two items go by one name.
  private static func byName(_ items: [Answers]) -> [String: Answers]? {
    let named = Dictionary(items.enumerated().map { (name(of: $1, at: $0), $1) }) { first, _ in first }
    return named.count == items.count ? named : nil
  }

  private static func order(of items: [Answers]) -> JSONValue {
    .array(items.enumerated().map { .string(name(of: $1, at: $0)) })
  }

  /// What led from older answers to these, in the order of the paths.
  package func changes(since older: AnswerLeaves) -> [AnswerChange] {
    Set(values.keys).union(older.values.keys).sorted().compactMap { path in
      let (before, after) = (older.values[path], values[path])
      return before == after ? nil : AnswerChange(path: path, before: before, after: after)
    }
  }

  /// Whether a change can be taken back: the item that it belongs to is still there.
  package func canUndo(_ change: AnswerChange) -> Bool {
    var steps = change.path.split(separator: "/").map(String.init)
    steps.removeLast(change.isOrder ? 2 : 1)
    while let identity = steps.popLast(), let field = steps.popLast() {
      let order = (steps + [field, "#"]).joined(separator: "/")
      guard AnswerLeaves.texts(values[order]).contains(identity) else { return false }
    }
    return true
  }

  /// Takes a change back: one value as it was before; or the items that came are taken away and those that went are
  /// put back where they stood, with all that was in them. What happened since to other values stays.
  ///
  /// - Parameter all: the changes of the same save.
  package mutating func undo(_ change: AnswerChange, among all: [AnswerChange]) {
    guard canUndo(change) else { return }
    guard change.isOrder else {
      values[change.path] = change.before
      return
    }
    let (before, after) = (AnswerLeaves.texts(change.before), AnswerLeaves.texts(change.after))
    let group = String(change.path.dropLast())
    var order = AnswerLeaves.texts(values[change.path]).filter { before.contains($0) || !after.contains($0) }
    for (place, identity) in before.enumerated() where !after.contains(identity) && !order.contains(identity) {
      order.insert(identity, at: min(place, order.count))
      for other in all where other.path.hasPrefix("\(group)\(identity)/") { values[other.path] = other.before }
    }
    for identity in after where !before.contains(identity) {
      values = values.filter { !$0.key.hasPrefix("\(group)\(identity)/") }
    }
    // The same items in another order: the old order again.
    if Set(before) == Set(after), Set(order) == Set(before) { order = before }
    values[change.path] = change.before == nil && order.isEmpty ? nil : .array(order.map { .string($0) })
  }
}
