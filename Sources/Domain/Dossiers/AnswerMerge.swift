/// What two people wrote over the same earlier answers, put together (a three-way merge).
///
/// A value that one of them changed is taken from that one. A value that both changed differently is a conflict: the
/// one that was saved first stays, and the other is told, so that nothing is overwritten unseen.
package struct AnswerMerge: Hashable, Sendable {
  /// A value that both changed.
  package struct Conflict: Hashable, Sendable {
    package let path: String
    /// Nil where it was emptied, or its item removed.
    package let mine: JSONValue?
    package let theirs: JSONValue?

    package init(path: String, mine: JSONValue?, theirs: JSONValue?) {
      self.path = path
      self.mine = mine
      self.theirs = theirs
    }
  }

  package let merged: AnswerLeaves
  /// In the order of the paths.
  package let conflicts: [Conflict]

  /// - Parameters:
  ///   - base: what both began with.
  ///   - mine: what was typed.
  ///   - theirs: what is saved by now.
  package init(base: AnswerLeaves, mine: AnswerLeaves, theirs: AnswerLeaves) {
    guard base != theirs else {
      merged = mine
      conflicts = []
      return
    }
    var result = theirs
    var found: [Conflict] = []
    let changes = mine.changes(since: base)
    for change in changes where change.isOrder { result.mergeOrder(change) }
    // Of an item that I removed and they changed: it stays, and I am told.
    let kept = result.restoringEditedItems(changes, base: base, theirs: theirs)
    for change in changes where !change.isOrder {
      let (before, now) = (base.values[change.path], theirs.values[change.path])
      if kept.contains(where: { change.path.hasPrefix($0) }) {
        if before != now { found.append(Conflict(path: change.path, mine: nil, theirs: now)) }
      } else if before == now, result.hasItems(of: change.path) {
        result.set(change.after, at: change.path)
      } else if now != change.after {
        found.append(Conflict(path: change.path, mine: change.after, theirs: now))
      }
    }
    merged = result.withoutOrphans
    conflicts = found.sorted { $0.path < $1.path }
  }
}

extension AnswerLeaves {
  /// Items that I added come after the place that they had; those that I removed go.
  fileprivate mutating func mergeOrder(_ change: AnswerChange) {
    let (before, after) = (texts(change.before), texts(change.after))
    var order = texts(values[change.path]).filter { after.contains($0) || !before.contains($0) }
    for (place, identity) in after.enumerated() where !before.contains(identity) && !order.contains(identity) {
      let earlier = after[..<place].last { order.contains($0) }
      let position = earlier.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? min(place, order.count)
      order.insert(identity, at: position)
    }
    set(.array(order.map { .string($0) }), at: change.path)
  }

  /// Puts back the items that I removed while somebody else changed something in them.
  /// - Returns: the beginnings of their paths.
  fileprivate mutating func restoringEditedItems(
    _ changes: [AnswerChange], base: AnswerLeaves, theirs: AnswerLeaves
  ) -> [String] {
    var kept: [String] = []
    for change in changes where change.isOrder {
      let group = String(change.path.dropLast())
      for identity in texts(change.before) where !texts(change.after).contains(identity) {
        let item = "\(group)\(identity)/"
        let isEdited = theirs.values.contains { $0.key.hasPrefix(item) && base.values[$0.key] != $0.value }
        guard isEdited, texts(theirs.values[change.path]).contains(identity) else { continue }
        var order = texts(values[change.path])
        if !order.contains(identity) {
          order.insert(identity, at: min(texts(change.before).firstIndex(of: identity) ?? 0, order.count))
        }
        set(.array(order.map { .string($0) }), at: change.path)
        kept.append(item)
      }
    }
    return kept
  }

  private func texts(_ value: JSONValue?) -> [String] {
    guard case .array(let items)? = value else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  /// Whether the items that a path leads through are all there.
  package func hasItems(of path: String) -> Bool {
    let steps = path.split(separator: "/").map(String.init)
    var group = ""
    for place in stride(from: 1, to: steps.count, by: 2) {
      group += (group.isEmpty ? "" : "/") + steps[place - 1]
      if steps[place] != "#", !texts(values["\(group)/#"]).contains(steps[place]) { return false }
      group += "/" + steps[place]
    }
    return true
  }

  /// Without what lies in items that are not there any more.
  fileprivate var withoutOrphans: AnswerLeaves {
    var copy = self
    for path in values.keys where path.contains("/") && !hasItems(of: path) { copy.set(nil, at: path) }
    return copy
  }
}
