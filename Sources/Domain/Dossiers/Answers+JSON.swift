/// The stored form: an object whose members are strings (text), arrays of strings (lists) and arrays
/// of objects (groups). The identity of an item is its member `#`.
extension Answers {
  private static let itemKey = "#"

  package var json: JSONValue {
    var members = values.mapValues { answer -> JSONValue in
      switch answer {
      case .text(let text): .string(text)
      case .list(let items): .array(items.map(JSONValue.string))
      case .group(let items): .array(items.map(\.json))
      }
    }
    if let item { members[Answers.itemKey] = .string(item) }
    return .object(members)
  }

  /// Nil when the JSON does not have the shape of answers.
  package init?(_ json: JSONValue) {
    guard case .object(let members) = json else { return nil }
    self.init()
    values.reserveCapacity(members.count)
    for (key, value) in members {
      if key == Answers.itemKey {
        guard case .string(let id) = value else { return nil }
        item = id
      } else {
        guard let answer = Answer(value) else { return nil }
        values[key] = answer
      }
    }
  }
}

extension Answer {
  fileprivate init?(_ json: JSONValue) {
    switch json {
    case .string(let text): self = .text(text)
    case .array(let items):
      let texts = items.compactMap { item -> String? in
        if case .string(let text) = item { text } else { nil }
      }
      if texts.count == items.count {
        self = .list(texts)
        return
      }
      let groups = items.compactMap(Answers.init)
      guard groups.count == items.count else { return nil }
      self = .group(groups)
    case .null, .bool, .integer, .object: return nil
    }
  }
}
