package import Domain

/// Answers and fields by their paths on the page, `challenges.1.title`.
extension Answers {
  /// The answers with one more blank item in a group; unchanged where there is no such group, or it is full.
  ///
  /// - Parameters:
  ///   - limits: how many items a group may have, by its path; nil where the form has none there.
  ///   - naming: gives each item that is added its identity; without one it counts only once something is in it.
  package func addingItem(
    to path: String, naming: () -> String? = { nil }, limits: (String) -> ClosedRange<Int>?
  ) -> Answers {
    guard let limits = limits(path) else { return self }
    return changing(path.split(separator: ".").map(String.init)[...]) { answer in
      var items: [Answers] = []
      if case .group(let written)? = answer { items = written }
      // The form shows blank items up to the least that is asked for; the new one comes after them.
      while items.count < limits.lowerBound { items.append(Answers(item: naming())) }
      if items.count < limits.upperBound { items.append(Answers(item: naming())) }
      return .group(items)
    }
  }

  /// The answers without the item of a path, `challenges.1`; unchanged where there is none.
  package func removingItem(at path: String) -> Answers {
    let steps = path.split(separator: ".").map(String.init)
    guard let last = steps.last, let index = Int(last) else { return self }
    return changing(steps.dropLast()) { answer in
      guard case .group(var items)? = answer, items.indices.contains(index) else { return answer }
      items.remove(at: index)
      return .group(items)
    }
  }

  /// The path of an item on a page as it is in these answers: items that others added or took away since the page was
  /// drawn have moved the rest.
  package func place(
    of path: String, in members: [(name: String, value: String)], naming: (String) -> String? = { _ in nil }
  ) -> String {
    var (place, page, answers): ([String], [String], Answers?) = ([], [], self)
    var field = ""
    for step in path.split(separator: ".").map(String.init) {
      page.append(step)
      guard let index = Int(step) else {
        field = step
        place.append(step)
        continue
      }
      let name = members.last { $0.name == page.joined(separator: ".") + ".#" }?.value ?? ""
      let identity = naming(name) ?? name
      var items: [Answers] = []
      if case .group(let written)? = answers?[field] { items = written }
      let found = items.firstIndex { $0.item == identity } ?? index
      answers = items.indices.contains(found) ? items[found] : nil
      place.append(String(found))
    }
    return place.joined(separator: ".")
  }

  /// Without the items that a form shows for somebody to fill and that nobody filled.
  package var withoutBlankNewItems: Answers {
    var copy = self
    for (field, answer) in values {
      guard case .group(let items) = answer else { continue }
      copy[field] = .group(
        items.map(\.withoutBlankNewItems).filter { $0.item != nil || $0.values.values.contains { !$0.isEmpty } })
    }
    return copy
  }

  /// The answers with more places in a perimeter, each once.
  package func addingPlaces(_ places: [String], to field: String) -> Answers {
    guard !places.isEmpty else { return self }
    var (copy, codes) = (self, list(field))
    for place in places where !codes.contains(place) { codes.append(place) }
    copy[field] = .list(codes)
    return copy
  }

  /// The answers without a place of a perimeter.
  package func removingPlace(_ place: String, from field: String) -> Answers {
    var copy = self
    copy[field] = .list(list(field).filter { $0 != place })
    return copy
  }

  /// The answers with another answer to one field; unchanged where its item is not there.
  package func setting(_ answer: Answer, at path: String) -> Answers {
    changing(path.split(separator: ".").map(String.init)[...]) { _ in answer }
  }

  /// The answer to a field of a path, `challenges.1.title`.
  package func answer(at path: String) -> Answer? {
    var (answers, found): (Answers?, Answer?) = (self, nil)
    for (place, step) in path.split(separator: ".").map(String.init).enumerated() {
      if place.isMultiple(of: 2) {
        found = answers?[step]
      } else if case .group(let items)? = found, let index = Int(step), items.indices.contains(index) {
        answers = items[index]
      } else {
        return nil
      }
    }
    return found
  }

  private func changing(_ path: ArraySlice<String>, _ change: (Answer?) -> Answer?) -> Answers {
    guard let field = path.first else { return self }
    var copy = self
    let rest = path.dropFirst()
    if rest.isEmpty {
      copy[field] = change(self[field])
    } else if let index = rest.first.flatMap({ Int($0) }), case .group(var items)? = self[field],
      items.indices.contains(index)
    {
      items[index] = items[index].changing(rest.dropFirst(), change)
      copy[field] = .group(items)
    }
    return copy
  }
}

extension Procedure.Section {
  /// The perimeter that the builder of its page is for.
  package var perimeterField: Field? { fields.first { $0.kind == .perimeter } }

  /// The field of a path, nil where the section has none.
  package func field(at path: String) -> Field? {
    var (fields, found): ([Field], Field?) = (self.fields, nil)
    for (place, step) in path.split(separator: ".").map(String.init).enumerated() {
      guard place.isMultiple(of: 2) else {
        guard case .group(_, let inner, _, _)? = found?.kind, Int(step) != nil else { return nil }
        (fields, found) = (inner, nil)
        continue
      }
      guard let field = fields.first(where: { $0.id == step }) else { return nil }
      (fields, found) = ([], field)
    }
    return found
  }

  /// How few and how many items a group may have, by its path: `challenges`, `challenges.0.objectives`. Nil where the
  /// section has no such group.
  package func itemLimits(of path: String) -> ClosedRange<Int>? {
    var fields = self.fields
    var limits: ClosedRange<Int>?
    for (place, step) in path.split(separator: ".").map(String.init).enumerated() {
      guard place.isMultiple(of: 2) else {
        guard Int(step) != nil else { return nil }
        limits = nil
        continue
      }
      guard case .group(_, let inner, let least, let most)? = fields.first(where: { $0.id == step })?.kind else {
        return nil
      }
      fields = inner
      limits = least...max(least, most)
    }
    return limits
  }
}
